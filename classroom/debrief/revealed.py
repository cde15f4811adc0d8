"""The world that a table negotiated in, with both sides' values: what nobody could see before.

Everything is in points, 0 for a side's worst package and 100 for its best, so that solutions
which compare one side's gain with the other's have a scale to do it on.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from agents.rules.utility import extreme_value, value_of_regime
from sim.frontier import Frontier, distance
from sim.model import TalksModel
from sim.scenario import Scenario
from sim.solutions import egalitarian, kalai_smorodinsky, nash, utilitarian, zopa
from sim.spaces import exact_frontier, worth

Pair = tuple[float, float]
"""Points of side 0, points of side 1."""

SOLUTIONS = {
    "nash": nash,
    "kalai_smorodinsky": kalai_smorodinsky,
    "egalitarian": egalitarian,
    "utilitarian": utilitarian,
}


class Spot(NamedTuple):
    """A package and what it is worth to both sides."""

    points: Pair
    levels: tuple[int, ...]


class Gain(NamedTuple):
    """What was left on the table at some point of the plane.

    ``both`` is how many points both sides could have gained at once, by the package ``best``;
    ``distance`` how far the frontier is, in points. Nothing left for both: 0 and no package.
    """

    both: float
    distance: float
    best: Spot | None


@dataclass(frozen=True, eq=False)
class Revealed:
    """The plane of one world.

    Attributes:
        scenario: the scenario.
        tables: both leaders' flat value tables, with the links' blocks (utility).
        worst: utility of each side's worst package.
        span: utility between each side's worst package and its best.
        mandate: points that each leader asked for on the first day.
        today: points of the first day's world.
        frontier: the exact Pareto frontier, in points.
        solutions: where four ideas of a fair split point to, counted from the first day's
            mandates; None where no package meets both of them.
    """

    scenario: Scenario
    tables: tuple[tuple[float, ...], tuple[float, ...]]
    worst: Pair
    span: Pair
    mandate: Pair
    today: Pair
    frontier: Frontier
    solutions: Mapping[str, Spot | None]

    def scaled(self, values: Sequence[float]) -> Pair:
        """Return a pair of utilities in points."""
        a, b = (100.0 * (values[s] - self.worst[s]) / self.span[s] for s in range(2))
        return a, b

    def points(self, levels: Sequence[int]) -> Pair:
        """Return what a package (one level an issue) is worth to both, in points."""
        world = self.scenario.world
        return self.scaled([worth(world, table, levels) for table in self.tables])

    def regime_points(self, regime: Sequence[float]) -> Pair:
        """Return what a regime (places between levels, one an issue) is worth to both."""
        world = self.scenario.world
        return self.scaled(
            [value_of_regime(table, world.starts, world.links, regime) for table in self.tables]
        )

    def left(self, at: Pair) -> Gain:
        """Return what both sides could have gained beyond a point of the plane."""
        gains = (self.frontier.values - np.asarray(at)).min(axis=1)
        best = int(np.argmax(gains))
        # A package on the frontier is worth as much as itself, up to rounding.
        both = float(gains[best]) if gains[best] > 1e-6 else 0.0
        away = distance(at, self.frontier)
        return Gain(both, away, spot_of(self.frontier, best) if both else None)

    def bargaining_zone(self, mandates: Pair) -> Frontier:
        """Return the part of the frontier that meets both mandates (points)."""
        return zopa(self.frontier, mandates)


def spot_of(front: Frontier, index: int) -> Spot:
    """Return one point of a frontier with its package."""
    a, b = front.values[index].tolist()
    return Spot((a, b), tuple(front.packages[index].tolist()))


@functools.lru_cache(maxsize=128)
def revealed(scenario: Scenario, seed: int, run: int) -> Revealed:
    """Return the world of one tape: everybody's values as they were drawn.

    Args:
        scenario: the scenario.
        seed: the experiment's seed.
        run: which history.
    """
    model = TalksModel(scenario=scenario, run=run, rng=seed, collect=False)
    state = model.state
    size = scenario.world.starts[-1]
    return _plane(
        scenario,
        (tuple(state.table[0][:size]), tuple(state.table[1][:size])),
        (state.worst[0], state.worst[1]),
        (state.best[0], state.best[1]),
        (state.mandate[0], state.mandate[1]),
        (model.today(0), model.today(1)),
    )


@functools.lru_cache(maxsize=32)
def average_world(scenario: Scenario) -> Revealed:
    """Return the world with every unknown at its average: a map that all tapes can share."""
    world = scenario.world
    size = world.starts[-1]
    tables = (tuple(world.mean_table[:size]), tuple(world.mean_table[size : 2 * size]))
    worst = [
        extreme_value(tables[s], world.starts, world.links, world.giver, 1 - s) for s in (0, 1)
    ]
    best = [extreme_value(tables[s], world.starts, world.links, world.giver, s) for s in (0, 1)]
    return _plane(
        scenario,
        tables,
        (worst[0], worst[1]),
        (best[0], best[1]),
        scenario.mean_reservation,
        scenario.mean_today,
    )


def _plane(
    scenario: Scenario,
    tables: tuple[tuple[float, ...], tuple[float, ...]],
    worst: Pair,
    best: Pair,
    mandate: Pair,
    today: Pair,
) -> Revealed:
    span = (best[0] - worst[0], best[1] - worst[1])

    def scaled(values: Pair) -> Pair:
        a, b = (100.0 * (values[s] - worst[s]) / span[s] for s in range(2))
        return a, b

    raw = exact_frontier(scenario.world, *tables)
    front = Frontier(100.0 * (raw.values - np.asarray(worst)) / np.asarray(span), raw.packages)
    asked = scaled(mandate)
    found = {name: rule(front, asked) for name, rule in SOLUTIONS.items()}
    return Revealed(
        scenario=scenario,
        tables=tables,
        worst=worst,
        span=span,
        mandate=asked,
        today=scaled(today),
        frontier=front,
        solutions={
            name: None if point is None else Spot(point.values, point.package)
            for name, point in found.items()
        },
    )
