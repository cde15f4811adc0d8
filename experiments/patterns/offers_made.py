"""What the seats' offers give away: the other side could have had more at no cost to them."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from agents.rules.offering import climb
from agents.rules.utility import value_of
from experiments.patterns.ensembles import BASELINE, SEED, Column, variant
from experiments.patterns.exact_frontier import exact_frontier
from experiments.patterns.worlds import SEATS, Settings
from sim.model import TalksModel
from sim.scenario import Scenario
from sim.state import State

Points = NDArray[np.float64]

OFFERS = 100
"""Histories of which the offers are measured."""


def seated(key: str, value: str) -> Settings:
    """The same for the strategies of all seats."""
    return {f"{seat}.strategy.{key}": value for seats in SEATS.values() for seat in seats}


def given_away(state: State, scenario: Scenario, seat: int) -> float:
    """What the other leader could have had beyond a seat's offers at no cost to the seat, points.

    The mean over three demands, a quarter, a half and three quarters of the way from the seat's
    best package to its mandate of the first day.
    """
    world = scenario.world
    side = world.seat_side[seat]
    other = 1 - side
    own = state.felt[2 + seat]
    front = _front(scenario, side, tuple(own), tuple(state.table[other]))
    lost = []
    for share in (0.25, 0.5, 0.75):
        worth = climb(
            own,
            world.starts,
            world.links,
            world.giver,
            side,
            state.ladder[seat],
            state.ladder_length[seat],
            state.rungs[seat],
            state.peak[seat],
            state.peak[seat] - share * (state.peak[seat] - state.mandate[side]),
            state.stuck[seat],
            state.draft[seat],
        )
        most = front[front[:, side] >= worth - 1e-9][:, other].max()
        lost.append(most - value_of(state.table[other], world.starts, state.draft[seat]))
    return float(100.0 * np.mean(lost) / (state.best[other] - state.worst[other]))


_fronts: dict[tuple[int, tuple[float, ...], tuple[float, ...]], Points] = {}


def _front(
    scenario: Scenario, side: int, own: tuple[float, ...], others: tuple[float, ...]
) -> Points:
    """The frontier of a seat and the other leader: the same whatever they know of each other."""
    key = (side, own, others)
    if key not in _fronts:
        tables = [others, others]
        tables[side] = own
        _fronts[key] = exact_frontier(scenario.world, tables).values
    return _fronts[key]


@functools.cache
def offers(knowledge: str, runs: int) -> dict[str, Column]:
    """By side: the mean over its seats of what their offers give away, for each history."""
    scenario = variant(BASELINE, seated("knowledge", knowledge))
    found: dict[str, list[float]] = {side: [] for side in scenario.sides}
    for run in range(runs):
        state = TalksModel(scenario, run, SEED, collect=False).state
        for number, side in enumerate(scenario.sides):
            own = [seat for seat, of in enumerate(scenario.world.seat_side) if of == number]
            found[side].append(float(np.mean([given_away(state, scenario, s) for s in own])))
    return {side: np.array(values) for side, values in found.items()}


def bend(scenario: Scenario, side: int) -> float:
    """How far a side's mean curves are from straight, as a share of what all issues weigh."""
    world = scenario.world
    first = side * world.starts[-1]
    furthest, weight = 0.0, 0.0
    for issue in range(len(world.giver)):
        levels = slice(first + world.starts[issue], first + world.starts[issue + 1])
        curve, line = np.array(world.mean_table[levels]), np.array(world.linear_table[levels])
        furthest += np.abs(curve - line).max()
        weight += abs(curve[-1] - curve[0])
    return float(furthest / weight)
