"""Run an experiment into its folder: what is there is kept, what is missing is computed.

Workers compute, this process writes: one writer means that the folder's lock covers every
write, that a worker that dies leaves nothing behind, and that a full disk is told once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from experiments.blocks import Span, cut, missing
from experiments.cluster import LOCAL, PATIENCE, check_cluster, computed_there
from experiments.design import Experiment
from experiments.doors import COMPILED, Door, Preparing, check_engine, choose_door, prepare
from experiments.durable import explained
from experiments.errors import FolderRefused, FolderUnwritable, Interrupted, ResultError, WorkerLost
from experiments.lock import held
from experiments.manifest import (
    after_sitting,
    begin,
    describe,
    now,
    read_manifest,
    write_manifest,
)
from experiments.pace import Pace, paced
from experiments.parts import Part, read_journal, tidy
from experiments.pool import Finished, Task, computed
from experiments.provenance import model_revision
from experiments.resume import claimed, is_whole, sound_parts
from experiments.shards import Shard, shard_of
from experiments.shelf import Shelf
from experiments.store import Result, done_runs, open_result
from experiments.worker import job_of

BLOCK = 250
"""Runs that a part holds unless told otherwise: seconds of work through the glass door.

Through the machine door measured speed says it (``experiments.pace``).
"""

SLICE = 25
"""Runs of one task: small, so that progress is smooth and the last workers end together.

Through the machine door measured speed says it.
"""

Progress = Callable[[int, int, str], None]
"""Called with runs done, runs in all, and the label of the arm at work."""

Say = Callable[[str], None]
"""Called with a line for people."""


def default_folder(
    experiment: Experiment, root: Path = Path("results"), shard: Shard | None = None
) -> Path:
    """Return where an experiment's result goes unless told otherwise."""
    ending = "" if shard is None else shard.ending
    return root / f"{experiment.name}-{experiment.content_hash[:8]}{ending}"


@dataclass(frozen=True)
class _Sitting:
    """What one call is to do, and whom it tells."""

    folder: Path
    experiment: Experiment
    engine: str
    workers: int
    block: int | None
    shard: Shard | None
    cluster: str | None
    progress: Progress
    preparing: Preparing | None
    say: Say

    @property
    def span(self) -> Span:
        """Runs that the folder is to hold of each arm."""
        runs = self.experiment.runs
        return (0, runs) if self.shard is None else self.shard.span(runs)

    @property
    def total(self) -> int:
        """The same of all arms together."""
        return (self.span[1] - self.span[0]) * len(self.experiment.arms)

    def done(self, parts: list[Part]) -> int:
        """Return how many of these are in ``parts``."""
        return done_runs(parts, self.span[1], self.span[0])


def run(
    experiment: Experiment,
    out: Path | str | None = None,
    *,
    workers: int = 1,
    block: int | None = None,
    engine: str | None = None,
    shard: Shard | None = None,
    cluster: str | None = None,
    progress: Progress | None = None,
    preparing: Preparing | None = None,
    say: Say | None = None,
) -> Result:
    """Run an experiment, or what is missing of it, and return its result.

    A folder that already holds all its runs is returned as it is. A larger number of runs
    keeps those that are there; a smaller one leaves the others unread. Neither ``engine``, nor
    ``workers``, nor ``block`` nor ``cluster`` changes a bit of the rows.

    Args:
        experiment: from ``experiments.design.load_experiment``.
        out: the result folder (default: :func:`default_folder`).
        workers: threads that compute (machine door), or processes (glass door); 1 computes in
            this one. With more processes, a script must call this under
            ``if __name__ == "__main__":``.
        block: runs of one part (default: 250 through the glass door; through the machine door
            what half a minute makes, up to 100,000).
        engine: in place of the experiment's engine.
        shard: only this share of the runs, into a folder of its own.
        cluster: ``local``, or the address of a Dask scheduler, whose workers compute.
        progress: told at the start and after each slice of runs.
        preparing: told how far it is while machine code is made.
        say: told, in a line, which door is used and why.

    Raises:
        FolderRefused: the folder holds something else.
        FolderBusy: another process is writing it.
        FolderUnwritable: the disk is full, or the folder can't be written.
        WorkerLost: a worker died; what was finished is kept.
        Interrupted: Ctrl-C; what was finished is kept.
        ResultError: an argument is out of range, the rules changed since loading, or there is
            no such cluster.
    """
    asked = engine or experiment.config.engine
    _check(experiment, workers, block, asked)
    if shard is not None:
        shard.span(experiment.runs)  # refuses one that would be empty
    if cluster is not None:
        check_cluster(cluster)
    sitting = _Sitting(
        folder=Path(out) if out is not None else default_folder(experiment, shard=shard),
        experiment=experiment,
        engine=asked,
        workers=workers,
        block=block,
        shard=shard,
        cluster=cluster,
        progress=progress or (lambda done, total, label: None),
        preparing=preparing,
        say=say or (lambda line: None),
    )
    folder = sitting.folder
    there = claimed(folder, experiment)
    _check_share(sitting, there)
    if there is not None and there.span == sitting.span and is_whole(there, experiment):
        return there
    with held(folder):
        claimed(folder, experiment)  # another process may have come first
        try:
            return _fill(sitting)
        except KeyboardInterrupt:
            raise Interrupted(folder, _kept(sitting), sitting.total) from None
        except BrokenProcessPool:
            raise WorkerLost(folder, _kept(sitting), sitting.total) from None


def _check_share(sitting: _Sitting, there: Result | None) -> None:
    """Refuse to make a shard of a folder that holds the whole, or another shard."""
    if there is None or sitting.shard is None:
        return
    held_there = shard_of(there.manifest)
    if held_there == sitting.shard:
        return
    what = "the whole" if held_there is None else f"shard {held_there}"
    raise FolderRefused(
        f"{sitting.folder} holds {what} of this experiment, not shard {sitting.shard}; "
        "choose another folder with --out."
    )


def _kept(sitting: _Sitting) -> int:
    return sitting.done(read_journal(sitting.folder))


def _check(experiment: Experiment, workers: int, block: int | None, engine: str) -> None:
    check_engine(engine)
    if workers < 1:
        raise ResultError(f"workers: found {workers}; allowed: 1 or more")
    if block is not None and not 1 <= block <= 10**6:
        raise ResultError(f"block: found {block}; allowed: 1 to 1,000,000 runs")
    if experiment.model_revision != model_revision():
        raise ResultError(
            "This experiment was resolved under other rules than those of agents/ and sim/ now; "
            "load it again from its file."
        )


def _fill(sitting: _Sitting) -> Result:
    """Compute what is missing while the folder is held, and keep the manifest true."""
    folder, experiment = sitting.folder, sitting.experiment
    started, begun = now(), time.perf_counter()
    parts = sound_parts(folder, experiment)
    there = sitting.done(parts)
    lacking = sitting.total - there
    before = read_manifest(folder)
    door = choose_door(sitting.engine, experiment, lacking) if lacking else None
    manifest = {**(before or begin(experiment, door.name if door else "")), **describe(experiment)}
    manifest["shard"] = _share(sitting)
    if not lacking:
        manifest["finished"] = manifest["finished"] or now()
    with explained(folder):
        if manifest != before:
            write_manifest(folder, manifest)
        tidy(folder, parts)
    spent = {"verify": time.perf_counter() - begun}
    if door is not None:
        sitting.say(door.why)
        try:
            _compute(sitting, parts, door, spent)
        finally:
            done = sitting.done(parts)
            entry = {
                "engine": door.name,
                "workers": sitting.workers,
                "block": sitting.block,
                "cluster": sitting.cluster,
                # Two shards may be alike in all else, to the second; both count when merged.
                "shard": manifest["shard"],
                "runs": done - there,
                "started": started,
            }
            with explained(folder):
                complete = done == sitting.total
                write_manifest(folder, after_sitting(manifest, entry, spent, complete))
    return open_result(folder)


def _share(sitting: _Sitting) -> dict[str, int] | None:
    if sitting.shard is None:
        return None
    start, stop = sitting.span
    return {
        "number": sitting.shard.number,
        "of": sitting.shard.of,
        "start": start,
        "stop": stop,
    }


def _compute(sitting: _Sitting, parts: list[Part], door: Door, spent: dict[str, float]) -> None:
    """Compute the missing runs, add their parts to ``parts``, and seconds by stage to ``spent``."""
    experiment, total, done = sitting.experiment, sitting.total, sitting.done(parts)
    if door.name == COMPILED and sitting.cluster in (None, LOCAL):  # others have their own
        begun = time.perf_counter()
        prepare(sitting.preparing)
        spent["prepare"] = time.perf_counter() - begun
    begun, wrote = time.perf_counter(), 0.0
    pace = Pace(sitting.block)
    # Read off before the first part is added, so that the plan isn't made from itself.
    before = list(parts)
    first = next(_tasks(sitting, before, pace, door))
    sitting.progress(done, total, experiment.arms[first.arm].label)
    shelf = Shelf(sitting.folder, parts)
    try:
        tasks = _tasks(sitting, before, pace, door)
        with closing(_computed(sitting, tasks, door, total - done)) as stream:
            for finished in stream:
                pace.took(finished.table.num_rows, finished.seconds)
                at = time.perf_counter()
                shelf.take(finished)
                wrote += time.perf_counter() - at
                done += finished.table.num_rows
                sitting.progress(done, total, experiment.arms[finished.task.arm].label)
    except FolderUnwritable:
        raise
    except BaseException:  # Ctrl-C, a lost worker, a fault of the model: keep what is finished
        at = time.perf_counter()
        shelf.clear()
        wrote += time.perf_counter() - at
        raise
    finally:
        spent["simulate"] = time.perf_counter() - begun - wrote
        spent["write"] = wrote


def _computed(
    sitting: _Sitting, tasks: Iterator[Task], door: Door, lacking: int
) -> Generator[Finished, None, None]:
    job = job_of(sitting.experiment, door.name)
    if sitting.cluster is not None:
        if sitting.cluster != LOCAL:
            sitting.say(f"Connecting to {sitting.cluster}; an answer may take {PATIENCE} s.")
        return computed_there(job, tasks, sitting.cluster, sitting.workers)
    workers = sitting.workers
    if door.name != COMPILED:
        workers = min(workers, -(-lacking // SLICE))
    return computed(job, tasks, workers)


def _tasks(sitting: _Sitting, parts: list[Part], pace: Pace, door: Door) -> Iterator[Task]:
    """Yield what is missing, arm by arm, block by block, in slices."""
    start, stop = sitting.span
    for arm in sitting.experiment.arms:
        done = [part.span for part in parts if part.arm == arm.index]
        gaps = missing(stop, done, start)
        if door.name == COMPILED:
            yield from paced(arm.index, gaps, pace)
            continue
        for whole in cut(gaps, sitting.block or BLOCK):
            for span in cut([whole], SLICE):
                yield Task(arm.index, whole, span)
