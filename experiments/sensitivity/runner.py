"""Play the points of a study into its folder: what is there is kept, what is missing is played.

Every point is a scenario of its own, built from the file that was read once, and its histories go
through the machine door. Threads take a point each; machine code lets go of Python's lock. What a
point gives depends on nothing but the study, so any number of threads gives the same bits.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from experiments.analysis.columns import Columns, columns_of
from experiments.doors import Preparing, prepare
from experiments.durable import explained, replacing
from experiments.errors import FolderRefused, FolderUnwritable, Interrupted, ResultError
from experiments.lock import LOCK, held
from experiments.manifest import now
from experiments.provenance import environment
from experiments.sensitivity.effects import Floats
from experiments.sensitivity.plan import Plan, Point, content_hash, planned
from experiments.sensitivity.rows import digest, points_table, read_parts, tidy, write_part
from experiments.sensitivity.study import Study
from experiments.sensitivity.tapes import TAPES, crossed, second_seed
from sim.config import ConfigError
from sim.machine_code import compiling
from sim.outcomes import simulate
from sim.scenario import Scenario

MANIFEST = "study.json"
POINTS = "points.parquet"

TOGETHER = 32
"""Points of one part: a second or two of work, and what a killed process may lose."""

AHEAD = 2
"""Points handed out for each thread."""

Progress = Callable[[int, int, str], None]
"""Called with histories done, histories in all, and what is being done."""


@dataclass(frozen=True)
class Played:
    """A study with the outcomes of all its points."""

    study: Study
    plan: Plan
    folder: Path
    outcomes: tuple[Floats, ...]
    """Of each point, shape (tapes, runs, outcomes)."""
    content_hash: str

    def digest(self) -> str:
        """Return the SHA-256 (hex) of all outcomes: the same on any number of workers."""
        return digest(self.outcomes)


def default_folder(study: Study, root: Path = Path("results")) -> Path:
    """Return where a study's rows and report go unless told otherwise."""
    return root / f"{study.config.name}-{content_hash(study, planned(study))[:8]}"


def play(
    study: Study,
    out: Path | str | None = None,
    *,
    workers: int = 1,
    progress: Progress | None = None,
    preparing: Preparing | None = None,
) -> Played:
    """Play a study, or what is missing of it, and return it with all its outcomes.

    Args:
        study: from ``experiments.sensitivity.study.load_study``.
        out: its folder (default: :func:`default_folder`).
        workers: threads that play; the outcomes are the same with any number.
        progress: told at the start and after each point.
        preparing: told how far it is while machine code is made.

    Raises:
        FolderRefused: the folder holds something else.
        FolderBusy: another process is writing it.
        FolderUnwritable: the disk is full, or the folder can't be written.
        Interrupted: Ctrl-C; what was finished is kept.
        ResultError: an argument is out of range, or a point is no possible world.
    """
    if workers < 1:
        raise ResultError(f"workers: found {workers}; allowed: 1 or more")
    plan = planned(study)
    folder = Path(out) if out is not None else default_folder(study)
    name = content_hash(study, plan)
    _claim(folder, name)
    with held(folder):
        _claim(folder, name)  # another process may have come first
        tapes = [point.tapes for point in plan.points]
        parts, there = read_parts(folder, tapes, study.config.runs, study.measures)
        with explained(folder):
            _describe(study, plan, name, folder)
            tidy(folder, parts)
        if len(there) < len(plan.points):
            _fill(_Sitting(study, plan, folder, there, progress or _silent), workers, preparing)
    return Played(study, plan, folder, tuple(there[n] for n in range(len(plan.points))), name)


def _silent(done: int, total: int, what: str) -> None:
    """Tell nobody."""


def _claim(folder: Path, name: str) -> None:
    """Refuse a folder that holds something else than this study."""
    try:
        there = json.loads((folder / MANIFEST).read_bytes())["content_hash"]
    except FileNotFoundError:
        strange = sorted(path.name for path in folder.glob("*") if path.name != LOCK)
        if strange:
            raise FolderRefused(
                f"{folder} isn't the folder of a study (it holds {strange[0]}); "
                "choose a new one with --out."
            ) from None
        return
    except (OSError, ValueError, KeyError, TypeError):
        raise FolderRefused(f"{folder / MANIFEST} can't be read; delete the folder.") from None
    if there != name:
        raise FolderRefused(
            f"{folder} holds another study: other factors, outcomes, runs or rules; "
            "choose another folder with --out, or delete that one."
        )


def _describe(study: Study, plan: Plan, name: str, folder: Path) -> None:
    """Write what the rows follow from, once."""
    if (folder / MANIFEST).exists():
        return
    manifest = {
        "content_hash": name,
        "model_revision": study.model_revision,
        "study": study.config.model_dump(mode="json"),
        "scenario": study.centre.config.model_dump(mode="json", by_alias=True),
        "scenario_hash": study.centre.hash,
        "points": len(plan.points),
        "histories": plan.histories(study.config.runs),
        "left_out": [[one.key, str(one.value), one.why] for one in study.left_out],
        **environment(),
        "started": now(),
    }
    with replacing(folder / POINTS) as file:
        pq.write_table(points_table([(point.part, point.settings) for point in plan.points]), file)
    with replacing(folder / MANIFEST) as file:
        file.write((json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode())


@dataclass(frozen=True)
class _Sitting:
    """What one call plays, and where finished points go."""

    study: Study
    plan: Plan
    folder: Path
    there: dict[int, Floats]
    progress: Progress

    def histories(self, numbers: Iterable[int]) -> int:
        """Return how many histories these points have."""
        return self.study.config.runs * sum(self.plan.points[number].tapes for number in numbers)


def _fill(sitting: _Sitting, workers: int, preparing: Preparing | None) -> None:
    """Play the missing points and write them, block by block; keep what is finished."""
    if compiling():
        prepare(preparing)
    plan, there = sitting.plan, sitting.there
    blocks: dict[int, list[int]] = {}
    for number in range(len(plan.points)):
        if number not in there:
            blocks.setdefault(number // TOGETHER, []).append(number)
    left = {block: len(numbers) for block, numbers in blocks.items()}
    missing = [number for numbers in blocks.values() for number in numbers]
    unwritten: set[int] = set()
    total, done = sitting.histories(range(len(plan.points))), sitting.histories(there)
    sitting.progress(done, total, _doing(plan.points[missing[0]]))
    try:
        with closing(_computed(sitting.study, plan, missing, workers)) as stream:
            for number, outcomes in stream:
                there[number] = outcomes
                unwritten.add(number)
                done += sitting.histories([number])
                sitting.progress(done, total, _doing(plan.points[number]))
                block = number // TOGETHER
                left[block] -= 1
                if not left[block]:
                    _keep(sitting, blocks[block])
                    unwritten.difference_update(blocks[block])
    except FolderUnwritable:
        raise
    except BaseException as error:  # Ctrl-C, a point that is no world: keep what is finished
        _keep(sitting, sorted(unwritten))
        if isinstance(error, KeyboardInterrupt):
            raise Interrupted(sitting.folder, done, total) from None
        raise


def _doing(point: Point) -> str:
    return f"points of {point.part}"


def _keep(sitting: _Sitting, numbers: list[int]) -> None:
    """Write finished points, each row of numbers without a gap as one part."""
    row: list[int] = []
    with explained(sitting.folder):
        for number in [*numbers, -1]:
            if row and number != row[-1] + 1:
                outcomes = [sitting.there[one] for one in row]
                write_part(sitting.folder, row[0], outcomes, sitting.study.measures)
                row = []
            row.append(number)


def _computed(
    study: Study, plan: Plan, missing: list[int], workers: int
) -> Generator[tuple[int, Floats], None, None]:
    """Yield points with their outcomes as they are finished."""
    supply = iter(missing)
    waiting: dict[Future[Floats], int] = {}
    pool = ThreadPoolExecutor(workers)
    try:
        while True:
            for number in islice(supply, AHEAD * workers - len(waiting)):
                waiting[pool.submit(outcomes_at, study, plan.points[number])] = number
            if not waiting:
                return
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            # What succeeded comes first, so that a failure beside it costs nothing.
            for future in sorted(done, key=lambda one: (one.exception() is not None, waiting[one])):
                yield waiting.pop(future), future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def outcomes_at(study: Study, point: Point) -> Floats:
    """Return the outcomes of a point's histories, shape (tapes, runs, outcomes).

    Raises:
        ResultError: the factors' values contradict each other there.
    """
    config = study.config
    try:
        scenario = study.scenario(point.settings)
    except ConfigError as error:
        told = ", ".join(f"{key}={value}" for key, value in point.settings.items())
        raise ResultError(
            f"factors: together, these values make no possible world ({told}): "
            f"{error.faults[0]}\nTake narrower ranges, or fewer factors."
        ) from None
    seeds = (config.seed, second_seed(config.seed))
    played = []
    for tape in range(point.tapes):
        world = scenario if tape == 0 else crossed(scenario, seeds[tape // 2])
        columns = _simulate(world, seeds[tape % 2], config.runs)
        played.append(np.stack([recipe.take(columns) for recipe in study.recipes], axis=-1))
    assert point.tapes in (1, TAPES)
    return np.array(played, dtype=np.float64)


def _simulate(scenario: Scenario, seed: int, runs: int) -> Columns:
    """Return outcome columns, through the machine door if rules are compiled here at all."""
    if compiling():
        from sim import engine

        return engine.simulate(scenario, seed, 0, runs)
    return columns_of(simulate(scenario, seed, 0, runs))
