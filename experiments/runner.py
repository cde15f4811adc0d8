"""Run an experiment into its folder: what is there is kept, what is missing is computed.

Workers compute, this process writes: one writer means that the folder's lock covers every
write, that a worker that dies leaves nothing behind, and that a full disk is told once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from pathlib import Path

from experiments.blocks import cut, missing
from experiments.design import Experiment
from experiments.durable import explained
from experiments.errors import FolderUnwritable, Interrupted, ResultError, WorkerLost
from experiments.lock import held
from experiments.manifest import (
    after_sitting,
    begin,
    describe,
    now,
    read_manifest,
    write_manifest,
)
from experiments.parts import Part, read_journal, tidy
from experiments.pool import Task, computed
from experiments.provenance import model_revision
from experiments.resume import claimed, is_whole, sound_parts
from experiments.shelf import Shelf
from experiments.store import Result, done_runs, open_result
from experiments.worker import job_of
from sim.config.errors import nearest

BLOCK = 250
"""Runs that a part holds unless told otherwise: seconds of work through the glass door."""

SLICE = 25
"""Runs of one task: small, so that progress is smooth and the last workers end together."""

ENGINES = ("auto", "mesa")
"""What may be asked for; ``auto`` takes the fastest that can play every seat."""

Progress = Callable[[int, int, str], None]
"""Called with runs done, runs in all, and the label of the arm at work."""


def default_folder(experiment: Experiment, root: Path = Path("results")) -> Path:
    """Return where an experiment's result goes unless told otherwise."""
    return root / f"{experiment.name}-{experiment.content_hash[:8]}"


def run(
    experiment: Experiment,
    out: Path | str | None = None,
    *,
    workers: int = 1,
    block: int = BLOCK,
    engine: str | None = None,
    progress: Progress | None = None,
) -> Result:
    """Run an experiment, or what is missing of it, and return its result.

    A folder that already holds all its runs is returned as it is. A larger number of runs
    keeps those that are there; a smaller one leaves the others unread. Neither ``workers``
    nor ``block`` changes a bit of the rows.

    Args:
        experiment: from ``experiments.design.load_experiment``.
        out: the result folder (default: :func:`default_folder`).
        workers: processes that compute; 1 computes in this one. With more, a script must
            call this under ``if __name__ == "__main__":``.
        block: runs of one part.
        engine: in place of the experiment's engine.
        progress: told at the start and after each slice of runs.

    Raises:
        FolderRefused: the folder holds something else.
        FolderBusy: another process is writing it.
        FolderUnwritable: the disk is full, or the folder can't be written.
        WorkerLost: a worker died; what was finished is kept.
        Interrupted: Ctrl-C; what was finished is kept.
        ResultError: an argument is out of range, or the rules changed since loading.
    """
    _check(experiment, workers, block)
    door = choose_door(engine or experiment.config.engine)
    folder = Path(out) if out is not None else default_folder(experiment)
    there = claimed(folder, experiment)
    if there is not None and is_whole(there, experiment):
        return there
    with held(folder):
        claimed(folder, experiment)  # another process may have come first
        try:
            return _fill(folder, experiment, door, workers, block, progress)
        except KeyboardInterrupt:
            raise Interrupted(folder, _kept(folder, experiment), experiment.total) from None
        except BrokenProcessPool:
            raise WorkerLost(folder, _kept(folder, experiment), experiment.total) from None


def _kept(folder: Path, experiment: Experiment) -> int:
    return done_runs(read_journal(folder), experiment.runs)


def choose_door(engine: str) -> str:
    """Return the door that runs go through: today the glass door, ``mesa``, always.

    Raises:
        ResultError: there is no such engine.
    """
    if engine not in ENGINES:
        hint = nearest(engine, ENGINES)
        raise ResultError(
            f"engine: found '{engine}'; allowed: {', '.join(ENGINES)}" + (hint and f"; {hint}")
        )
    return "mesa"


def _check(experiment: Experiment, workers: int, block: int) -> None:
    if workers < 1:
        raise ResultError(f"workers: found {workers}; allowed: 1 or more")
    if not 1 <= block <= 10**6:
        raise ResultError(f"block: found {block}; allowed: 1 to 1,000,000 runs")
    if experiment.model_revision != model_revision():
        raise ResultError(
            "This experiment was resolved under other rules than those of agents/ and sim/ now; "
            "load it again from its file."
        )


def _fill(
    folder: Path,
    experiment: Experiment,
    door: str,
    workers: int,
    block: int,
    progress: Progress | None,
) -> Result:
    """Compute what is missing while the folder is held, and keep the manifest true."""
    started, begun = now(), time.perf_counter()
    before = read_manifest(folder)
    manifest = {**(before or begin(experiment, door)), **describe(experiment)}
    parts = sound_parts(folder, experiment)
    there = done_runs(parts, experiment.runs)
    if there == experiment.total:
        manifest["finished"] = manifest["finished"] or now()
    with explained(folder):
        if manifest != before:
            write_manifest(folder, manifest)
        tidy(folder, parts)
    verified = time.perf_counter()
    if there < experiment.total:
        try:
            _compute(folder, experiment, parts, workers, block, progress)
        finally:
            done = done_runs(parts, experiment.runs)
            sitting = {
                "engine": door,
                "workers": workers,
                "block": block,
                "runs": done - there,
                "started": started,
            }
            spent = {"verify": verified - begun, "simulate": time.perf_counter() - verified}
            with explained(folder):
                write_manifest(
                    folder, after_sitting(manifest, sitting, spent, done == experiment.total)
                )
    return open_result(folder)


def _compute(
    folder: Path,
    experiment: Experiment,
    parts: list[Part],
    workers: int,
    block: int,
    progress: Progress | None,
) -> None:
    """Compute the missing runs and add their parts to ``parts``."""
    total, done = experiment.total, done_runs(parts, experiment.runs)
    tell = progress or (lambda done, total, label: None)
    tell(done, total, experiment.arms[next(_tasks(experiment, parts, block)).arm].label)
    shelf = Shelf(folder, parts)
    # Read off before the first part is added, so that the plan isn't made from itself.
    tasks = _tasks(experiment, list(parts), block)
    slices = -(-(total - done) // SLICE)
    try:
        with closing(computed(job_of(experiment), tasks, min(workers, slices))) as stream:
            for finished in stream:
                shelf.take(finished)
                done += finished.table.num_rows
                tell(done, total, experiment.arms[finished.task.arm].label)
    except FolderUnwritable:
        raise
    except BaseException:  # Ctrl-C, a lost worker, a fault of the model: keep what is finished
        shelf.clear()
        raise


def _tasks(experiment: Experiment, parts: list[Part], block: int) -> Iterator[Task]:
    """Yield what is missing, arm by arm, block by block, in slices."""
    for arm in experiment.arms:
        done = [part.span for part in parts if part.arm == arm.index]
        for whole in cut(missing(experiment.runs, done), block):
            for span in cut([whole], SLICE):
                yield Task(arm.index, whole, span)
