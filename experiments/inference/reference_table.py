"""The reference table: priors drawn many times, and the summaries that came of each draw.

Every run draws all its priors anyway, so with one observed case run k *is* draw k: its drawn
columns are the parameters, its outcome gives the summaries. With several cases, draw j stands for
the runs j·m to j·m + m - 1. The parameters are those that the first of them draws; the others take
them over, and draw everything else for themselves, as cases do that share a minister and nothing
more. What the two sides believe of each other stays what the priors say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.columns import Columns, columns_of
from experiments.doors import WORTH_COMPILING, Preparing, machine_code_is_ready, prepare
from experiments.errors import ResultError
from sim import engine, outcomes
from sim.laws import POINT, draw_law
from sim.machine_code import compiling

if TYPE_CHECKING:
    from experiments.inference.problem import Problem
    from sim.scenario import Scenario

Floats = NDArray[np.float64]
Play = Callable[["Scenario", int, int, int], Columns]
Progress = Callable[[int, int], None]

BLOCK = 500
"""Draws that are simulated at once."""

OVER: Mapping[str, Callable[..., Any]] = {
    "mean": np.mean,
    "median": np.median,
    "least": np.min,
    "greatest": np.max,
    "deviation": np.std,
}
"""How the cases of a draw become one number."""


@dataclass(frozen=True)
class ReferenceTable:
    """Drawn parameters, shape (draws, parameters), and summaries, shape (draws, summaries)."""

    parameters: Floats
    summaries: Floats

    def __len__(self) -> int:
        """Return how many draws there are."""
        return len(self.parameters)

    def and_then(self, more: ReferenceTable) -> ReferenceTable:
        """Return this table with more draws at its end."""
        return ReferenceTable(
            np.vstack([self.parameters, more.parameters]),
            np.vstack([self.summaries, more.summaries]),
        )


def empty(problem: Problem) -> ReferenceTable:
    """Return a table without draws."""
    config = problem.config
    return ReferenceTable(
        np.empty((0, len(config.parameters))), np.empty((0, len(config.summaries)))
    )


def door(problem: Problem, draws: int, threads: int, preparing: Preparing | None = None) -> Play:
    """Return what plays the histories: the machine door, or the glass door for a few of them.

    Both give the same numbers, so which one it is changes nothing.
    """
    worth = draws * problem.config.cases >= WORTH_COMPILING
    if compiling() and (worth or machine_code_is_ready()):
        prepare(preparing)
        return lambda scenario, seed, start, stop: columns_of(
            engine.simulate(scenario, seed, start, stop, threads)
        )
    return lambda scenario, seed, start, stop: columns_of(
        outcomes.simulate(scenario, seed, start, stop)
    )


def simulated(problem: Problem, start: int, stop: int, play: Play) -> ReferenceTable:
    """Return draws `start` to `stop - 1`; the same whatever was simulated before."""
    if problem.config.cases > 1:
        return _of_several(problem, start, stop, play)
    columns = play(problem.scenario, problem.config.seed, start, stop)
    return ReferenceTable(_drawn(problem, columns), _of_each(problem, columns))


def check(problem: Problem, table: ReferenceTable) -> None:
    """Refuse summaries that are no numbers, or that never vary.

    Raises:
        ResultError: naming the summary and saying what to write instead.
    """
    for at, (name, summary) in enumerate(problem.config.summaries.items()):
        found = table.summaries[:, at]
        missing = int((~np.isfinite(found)).sum())
        if missing:
            last = problem.scenario.horizon + 1
            raise ResultError(
                f"summaries.{name}.says: `{summary.says}` has no value in {missing:,} of "
                f"{len(found):,} draws (never, or nothing to measure).\n"
                "    allowed: a finite number for every history\n"
                f"    try: min(agreement_day, {last}) for a day; A if ending == 'agreement' else B"
            )
        if float(np.ptp(found)) == 0:
            raise ResultError(
                f"summaries.{name}.says: `{summary.says}` is {found[0]:g} in every draw, so it "
                "tells nothing of any parameter."
            )


def _drawn(problem: Problem, columns: Columns) -> Floats:
    keys = problem.config.parameters
    return np.column_stack([columns[f"drawn_{key.replace('.', '__')}"] for key in keys])


def _of_each(problem: Problem, columns: Columns) -> Floats:
    """Return the summaries of each history, shape (runs, summaries)."""
    found = [expression.on(columns) for expression in problem.expressions.values()]
    return np.column_stack(found).astype(float)


def _of_several(problem: Problem, start: int, stop: int, play: Play) -> ReferenceTable:
    config, scenario = problem.config, problem.scenario
    tape, priors = scenario.tape(config.seed), scenario.world.priors
    numbers = [dict(scenario.drawn)[key] for key in config.parameters]
    parameters, summaries = [], []
    for draw in range(start, stop):
        first = draw * config.cases
        drawn = [draw_law(priors, number, tape, number, first, 0) for number in numbers]
        shared = with_fixed(scenario, dict(zip(numbers, drawn, strict=True)))
        cases = _of_each(problem, play(shared, config.seed, first, first + config.cases))
        parameters.append(drawn)
        summaries.append(
            [
                float(OVER[summary.over](cases[:, at]))
                for at, summary in enumerate(config.summaries.values())
            ]
        )
    return ReferenceTable(np.array(parameters), np.array(summaries))


def with_fixed(scenario: Scenario, values: Mapping[int, float]) -> Scenario:
    """Return a scenario in which some priors, by number, have come out as given.

    Setting the keys to these values would do something else: then everybody would know them.
    """
    law, one = list(scenario.world.priors.law), list(scenario.world.priors.one)
    for number, value in values.items():
        law[number], one[number] = POINT, value
    priors = scenario.world.priors._replace(law=tuple(law), one=tuple(one))
    return replace(scenario, world=scenario.world._replace(priors=priors))
