"""How far agreements lie from the exact frontier, and what ministers had learnt by then.

Played where the zone is wide and nobody vetoes, before a date that is real: there nearly every
history ends in an agreement (pattern 2), whatever the seats know. Among the first 150 every one
does, so that none is left out; beyond them, a history that doesn't is left out in all arms.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

import numpy as np

from experiments.patterns.ensembles import BASELINE, SEED, Column, agreed, ensemble, variant
from experiments.patterns.exact_frontier import exact_frontier
from experiments.patterns.offers_made import seated
from experiments.patterns.worlds import FIRM_DATE, WIDE
from sim.engine import state_on
from sim.frontier import Frontier, distance, joint_gain_left
from sim.model import TalksModel
from sim.scenario import Scenario
from sim.world import NEVER

DEALS = 150
"""Histories of which the agreements are measured."""


class Seated(NamedTuple):
    """What all seats know of the other side, and their strategy."""

    knowledge: str
    strategy: str = "time_dependent"


class Deals(NamedTuple):
    """The agreements of an ensemble, one number a run each, in points; NaN without agreement."""

    distance: Column
    joint_gain: Column
    """What both could still gain at once."""


@functools.cache
def deals(seats: Seated, runs: int) -> Deals:
    """Measure the agreement of each run against its own frontier."""
    scenario = world(seats)
    outcomes = ensemble(scenario, runs)
    far, left = np.full(runs, np.nan), np.full(runs, np.nan)
    for run in np.flatnonzero(agreed(outcomes)):
        points = [float(outcomes[f"points_{side}"][run]) for side in scenario.sides]
        front = _frontier_in_points(scenario, int(run))
        far[run], left[run] = distance(points, front), joint_gain_left(points, front)
    return Deals(far, left)


def world(seats: Seated) -> Scenario:
    """The baseline with a wide zone, no veto and a firm date, and these seats."""
    settings = seated("knowledge", seats.knowledge) | seated("name", seats.strategy)
    return variant(BASELINE, WIDE | FIRM_DATE | settings)


_fronts: dict[int, Frontier] = {}


def _frontier_in_points(scenario: Scenario, run: int) -> Frontier:
    """The frontier of both leaders; what their ministers know or do does not move it."""
    if run not in _fronts:
        state = TalksModel(scenario, run, SEED, collect=False).state
        front = exact_frontier(scenario.world, state.table[:2])
        worst, reach = np.array(state.worst), np.subtract(state.best, state.worst)
        _fronts[run] = Frontier(100.0 * (front.values - worst) / reach, front.packages)
    return _fronts[run]


@functools.cache
def misjudged(seats: Seated, runs: int) -> Column:
    """The share of the other leader's weight that the seats have on wrong issues at the end."""
    scenario = world(seats)
    spans = scenario.world
    first = np.array(spans.starts[:-1])[: len(spans.giver)]
    last = np.array(spans.starts[1:])[: len(spans.giver)] - 1

    def weights(table: list[float]) -> Column:
        values = np.array(table)
        span = np.abs(values[last] - values[first])
        shares: Column = span / span.sum()
        return shares

    found = []
    for run in range(runs):
        state = state_on(scenario, SEED, run, NEVER)
        wrong = [
            np.abs(weights(state["belief_table"][seat]) - weights(state["table"][1 - side])).sum()
            for seat, side in enumerate(spans.seat_side)
        ]
        found.append(float(np.mean(wrong)) / 2.0)
    return np.array(found)
