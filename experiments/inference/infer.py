"""From an inference file to what its observations say: simulate, infer, try on known truths."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from experiments.doors import Preparing
from experiments.durable import explained
from experiments.errors import Interrupted
from experiments.inference.calibration import Calibration, calibrate, surprise
from experiments.inference.posterior import Posterior, posterior
from experiments.inference.predictive import Place, place
from experiments.inference.problem import Problem
from experiments.inference.reference_table import BLOCK, ReferenceTable, check, door, simulated
from experiments.inference.rejection import spreads
from experiments.inference.shelf import keep, kept
from experiments.inference.supports import Support, support_of
from experiments.lock import held

Progress = Callable[[int, int, str], None]
"""Called with histories done, of how many, and what is being done."""

KEPT_EVERY = 10
"""Blocks after which what was simulated is written to the disk."""


@dataclass(frozen=True)
class Inference:
    """What was found.

    `found` is the posterior; `unadjusted` the one by rejection alone, from the same draws.
    `places` say where each observed summary lies among those simulated; `surprise` is the share
    of known truths that had to be sought as far.
    """

    problem: Problem
    table: ReferenceTable
    supports: tuple[Support, ...]
    found: Posterior
    unadjusted: Posterior
    places: tuple[Place, ...]
    calibration: tuple[Calibration, ...]
    surprise: float


def reference_table(
    problem: Problem,
    folder: Path,
    threads: int = 1,
    progress: Progress | None = None,
    preparing: Preparing | None = None,
) -> ReferenceTable:
    """Return the problem's reference table: what the folder holds of it, and the rest simulated.

    Raises:
        FolderRefused: the folder holds something else.
        FolderBusy: another process is writing it.
        FolderUnwritable: it can't be written.
        Interrupted: Ctrl-C; what was simulated is kept.
    """
    table, draws = kept(folder, problem), problem.config.draws
    if len(table) >= draws:
        return table
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with held(folder):
        play = door(problem, draws - len(table), threads, preparing)
        try:
            for number, start in enumerate(range(len(table), draws, BLOCK)):
                table = table.and_then(simulated(problem, start, min(start + BLOCK, draws), play))
                if number % KEPT_EVERY == KEPT_EVERY - 1:
                    keep(folder, problem, table)
                if progress is not None:
                    done, of = len(table) * problem.config.cases, draws * problem.config.cases
                    progress(done, of, "drawing the priors")
        except KeyboardInterrupt:
            keep(folder, problem, table)
            raise Interrupted(folder, len(table), draws) from None
        keep(folder, problem, table)
    return table


def infer(problem: Problem, table: ReferenceTable) -> Inference:
    """Infer from the observed summaries, and from those of known truths.

    Raises:
        ResultError: a summary is no number in some history, or the same in all.
    """
    check(problem, table)
    config = problem.config
    observed = np.array([one.observed for one in config.summaries.values()])
    supports = tuple(support_of(problem.scenario, key) for key in config.parameters)
    scale = spreads(table.summaries)

    def from_summaries(of: np.ndarray, adjust: bool, without: int | None = None) -> Posterior:
        return posterior(
            table.parameters, table.summaries, of, scale, supports, config.accepted, adjust, without
        )

    found = from_summaries(observed, config.adjust)
    calibration, radii = calibrate(
        table.parameters,
        config.truths,
        lambda draw: from_summaries(table.summaries[draw], config.adjust, draw),
        config.seed,
    )
    return Inference(
        problem=problem,
        table=table,
        supports=supports,
        found=found,
        unadjusted=from_summaries(observed, adjust=False),
        places=tuple(
            place(table.summaries[:, at], float(value)) for at, value in enumerate(observed)
        ),
        calibration=calibration,
        surprise=surprise(found.radius, radii),
    )
