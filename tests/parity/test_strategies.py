"""Each strategy plays the same through both doors, in every seat and under every rule."""

from __future__ import annotations

import itertools

import pytest

from agents.rules.acceptance import ACCEPTANCE
from agents.strategies import REGISTRY
from sim.config.seat import TAKES
from sim.ladders import KNOWLEDGE
from sim.scenario import shipped
from tests.parity.doors import check

SEED = 3
SMALL = ("east.envoy", "west.farm", "west.trade")
BARE = ("east.envoy", "west.envoy")
NUMBERS = {"share": 0.55, "after": 0.6}


def chairs(seats, *names, knowledge="shaped", acceptance="next", **parameters):
    """Settings that put strategies into seats, in turn."""
    found = {}
    for seat, name in zip(seats, itertools.cycle(names), strict=False):
        side, minister = seat.split(".")
        found[f"sides.{side}.ministers.{minister}.strategy"] = {
            "name": name,
            "parameters": {
                word: {"value": value, "unit": "ratio", "source": "setting"}
                for word, value in parameters.items()
            },
            "knowledge": knowledge,
            "acceptance": {
                "rule": acceptance,
                **{
                    word: {"value": NUMBERS[word], "unit": "share", "source": "setting"}
                    for word in TAKES[acceptance]
                },
            },
        }
    return found


def test_the_small_worlds_have_these_seats(small, two_givers):
    assert small().seats == SMALL
    assert two_givers().seats == BARE


# Every acceptance rule, every kind of knowledge, and every pair of them by three strategies in
# a row.
TRIED = [
    (name, KNOWLEDGE[(number + place) % len(KNOWLEDGE)], rule)
    for number, name in enumerate(REGISTRY)
    for place, rule in enumerate(ACCEPTANCE)
]


@pytest.mark.parametrize(("name", "knowledge", "acceptance"), TRIED)
def test_a_strategy_in_both_chairs(two_givers, name, knowledge, acceptance):
    scenario = two_givers(chairs(BARE, name, knowledge=knowledge, acceptance=acceptance))
    check(scenario, SEED, 0, 1)


@pytest.mark.parametrize("name", REGISTRY)
def test_a_strategy_in_every_seat_with_threats(small, name):
    check(small(chairs(SMALL, name)), SEED, 0, 1)


@pytest.mark.parametrize("name", REGISTRY)
def test_a_strategy_in_every_seat_of_the_baseline(japan_us, name):
    seats = shipped("japan_us_2025").seats
    check(japan_us(chairs(seats, name)), SEED, 0)


ENDS = [
    (name, "low" if low else "high")
    for name, strategy in REGISTRY.items()
    if strategy.parameters
    for low in (True, False)
]


@pytest.mark.parametrize(("name", "end"), ENDS)
def test_a_strategy_with_its_parameters_at_their_ends(small, name, end):
    numbers = {part.name: getattr(part, end) for part in REGISTRY[name].parameters}
    check(small(chairs(SMALL, name, **numbers)), SEED, 0)


@pytest.mark.slow
@pytest.mark.parametrize("knowledge", KNOWLEDGE)
@pytest.mark.parametrize("acceptance", ACCEPTANCE)
@pytest.mark.parametrize("name", REGISTRY)
def test_everything_with_everything(small, name, acceptance, knowledge):
    settings = chairs(SMALL, name, knowledge=knowledge, acceptance=acceptance)
    check(small(settings), SEED, *range(4))


@pytest.mark.slow
@pytest.mark.parametrize("name", REGISTRY)
def test_a_strategy_against_every_other(two_givers, name):
    for other in REGISTRY:
        check(two_givers(chairs(BARE, name, other)), SEED, 0, 1)
