"""Pattern 7: the better one knows what the other wants, the less is left on the table.

A package on the frontier cannot be bettered for one side but at the other's cost (raiffa1982); to
find one, a negotiator has to know where the other gains most for what he gives (faratin2002).
Three degrees of knowledge: mean weights and straight lines, mean weights and the right curves,
the other leader's own table. Distances are to the exact frontier, found outside the run, in
points: 0 for a side's worst package, 100 for its best.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

import numpy as np
import pytest

from agents.rules.offering import climb
from agents.rules.utility import value_of
from experiments.analysis.intervals import Interval
from sim.frontier import Frontier, distance, joint_gain_left
from sim.model import TalksModel
from sim.scenario import Scenario
from sim.state import AGREEMENT, State
from tests.patterns.ensembles import BASELINE, SEED, Column, bootstrap, told, variant
from tests.patterns.frontiers import exact_frontier
from tests.patterns.test_2_zopa import WIDE

SEATS = {
    "japan": ("sides.japan.ministers.negotiator",),
    "us": ("sides.us.ministers.commerce", "sides.us.ministers.treasury"),
}
KNOWLEDGE = ("linear", "shaped", "truth")
OFFERS = 100
"""Histories of which the offers are measured."""
DEALS = 150
"""Histories of which the agreements are."""


def seated(key: str, value: str) -> dict[str, object]:
    return {f"{seat}.strategy.{key}": value for seats in SEATS.values() for seat in seats}


def mean(label: str, values: Column, unit: str = "points") -> Interval:
    found = bootstrap(lambda pick: float(values[pick].mean()), len(values))
    told(label, found, unit)
    return found


# ----------------------------------------------------------------------------------- offers


def given_away(state: State, scenario: Scenario, seat: int) -> float:
    """What the other leader could have had beyond a seat's offers at no cost to the seat.

    The mean over three demands, a quarter, a half and three quarters of the way from the seat's
    best package to its mandate of the first day.
    """
    world = scenario.world
    side = world.seat_side[seat]
    other = 1 - side
    own = state.felt[2 + seat]
    tables = [state.table[other]] * 2
    tables[side] = own
    front = exact_frontier(world, tables).values
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


@functools.cache
def offers(knowledge: str) -> dict[str, Column]:
    """By side: the mean over its seats of what their offers give away, for each history."""
    scenario = variant(BASELINE, seated("knowledge", knowledge))
    found: dict[str, list[float]] = {side: [] for side in scenario.sides}
    for run in range(OFFERS):
        state = TalksModel(scenario, run, SEED, collect=False).state
        for number, side in enumerate(scenario.sides):
            own = [seat for seat, of in enumerate(scenario.world.seat_side) if of == number]
            found[side].append(float(np.mean([given_away(state, scenario, s) for s in own])))
    return {side: np.array(values) for side, values in found.items()}


@pytest.mark.parametrize("side", sorted(SEATS))
def test_the_truth_brings_offers_to_the_frontier(side):
    """In the baseline, at equal demands, whatever comes of the offers: no selection at all.

    What is left with the truth is the ladder's coarseness: it takes whole steps, in one order.
    """
    mean(f"given away by {side}, shaped prior", offers("shaped")[side])
    left = mean(f"given away by {side}, truth", offers("truth")[side])
    less = mean(
        f"given away by {side}, shaped prior less truth",
        offers("shaped")[side] - offers("truth")[side],
    )
    assert less.low > 0.5
    assert left.high < 1


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


def test_curves_help_washington_and_not_tokyo():
    """Found: the right curves bring Washington's offers nearer to the frontier, not Tokyo's.

    The curves of what Tokyo wants bend twice as much as Washington's: what Japan gives hurts
    more with each step, while Washington gains about alike from each and its revenue is nearly
    straight in the rate. It is not that Tokyo lacks the weights, which are drawn from flat
    priors: with these fixed at their means its offers gain no more from curves.
    """
    gain = {
        side: mean(
            f"given away by {side}, linear prior less shaped",
            offers("linear")[side] - offers("shaped")[side],
        )
        for side in SEATS
    }
    scenario = variant(BASELINE)
    japan, us = (bend(scenario, scenario.sides.index(side)) for side in ("japan", "us"))
    print(f"bend of the curves: Tokyo's {japan:.3f}, Washington's {us:.3f} of the weight")
    assert japan > 1.5 * us
    assert gain["us"].low > 0
    assert gain["japan"].value < gain["us"].value


# ------------------------------------------------------------------------------- agreements


class Deal(NamedTuple):
    """How far an agreement lies from the frontier, and what its ministers had learnt by then."""

    distance: float
    joint_gain: float
    """What both could still gain at once."""
    error: float
    """Share of the weight that the seats believe to lie on the wrong issues, 0 to 1."""


@functools.cache
def deals(knowledge: str, strategy: str = "time_dependent") -> list[Deal]:
    """Agreements where the zone is wide and nobody vetoes, before a date that is real.

    There every history ends in one (pattern 2), whatever the seats know: none is left out.
    """
    settings = WIDE | {"deadlines.pause_end.softness": 0}
    settings |= seated("knowledge", knowledge) | seated("name", strategy)
    scenario = variant(BASELINE, settings)
    found = []
    for run in range(DEALS):
        state = TalksModel(scenario, run, SEED, collect=False).play_out().state
        assert state.ending == AGREEMENT, f"run {run} ends without a deal"
        worst, reach = np.array(state.worst), np.subtract(state.best, state.worst)
        values = [value_of(table, scenario.world.starts, state.text) for table in state.table[:2]]
        front = _frontier_in_points(scenario, run)
        points = 100.0 * (np.array(values) - worst) / reach
        found.append(
            Deal(
                distance(points.tolist(), front),
                joint_gain_left(points.tolist(), front),
                _misjudged(scenario, state),
            )
        )
    return found


_fronts: dict[int, Frontier] = {}


def _frontier_in_points(scenario: Scenario, run: int) -> Frontier:
    """The frontier of both leaders; what their ministers know or do does not move it."""
    if run not in _fronts:
        state = TalksModel(scenario, run, SEED, collect=False).state
        front = exact_frontier(scenario.world, state.table[:2])
        reach = np.subtract(state.best, state.worst)
        _fronts[run] = Frontier(
            100.0 * (front.values - np.array(state.worst)) / reach, front.packages
        )
    return _fronts[run]


def _misjudged(scenario: Scenario, state: State) -> float:
    world = scenario.world
    first, last = np.array(world.starts[:-1]), np.array(world.starts[1:]) - 1
    issues = len(world.giver)
    wrong = []
    for seat, side in enumerate(world.seat_side):
        spans = []
        for table in (state.belief_table[seat], state.table[1 - side]):
            values = np.array(table)
            span = np.abs(values[last[:issues]] - values[first[:issues]])
            spans.append(span / span.sum())
        wrong.append(np.abs(spans[0] - spans[1]).sum() / 2.0)
    return float(np.mean(wrong))


def column(name: str, knowledge: str, strategy: str = "time_dependent") -> Column:
    return np.array([getattr(deal, name) for deal in deals(knowledge, strategy)])


@pytest.mark.parametrize("measure", ["distance", "joint_gain"])
def test_agreements_come_nearer_to_the_frontier_with_each_degree_of_knowledge(measure):
    for knowledge in KNOWLEDGE:
        mean(f"agreements, {measure}, {knowledge}", column(measure, knowledge))
    curves = mean(
        f"agreements, {measure}, linear prior less shaped",
        column(measure, "linear") - column(measure, "shaped"),
    )
    weights = mean(
        f"agreements, {measure}, shaped prior less truth",
        column(measure, "shaped") - column(measure, "truth"),
    )
    assert curves.low > 0
    assert weights.low > 0.2


@pytest.mark.parametrize("strategy", ["trade_off", "trade_off_bayes"])
def test_learning_does_not_earn_its_place(strategy):
    """Found: neither way of learning (krimpen2013, hindriks2008) beats the shaped prior here.

    From some five sessions there is next to nothing to learn: when they sign, those who learn
    misjudge as much of the other's weights as those who do not. Such models (baarslag2016 has a
    survey) were made for talks of many more offers.
    """
    closer = mean(
        f"agreements, distance, no learning less {strategy}",
        column("distance", "shaped") - column("distance", "shaped", strategy),
    )
    prior = mean("weight misjudged, no learning", column("error", "shaped"), "")
    learnt = mean(
        f"weight misjudged, no learning less {strategy}",
        column("error", "shaped") - column("error", "shaped", strategy),
        "",
    )
    knowing = column("distance", "shaped") - column("distance", "truth")
    assert closer.high < knowing.mean() / 2
    assert closer.low > -knowing.mean() / 2
    assert abs(learnt.value) < 0.1 * prior.value
