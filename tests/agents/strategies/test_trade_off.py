"""Both learners: the demand is the clock's, the package is what the other seems to want.

Side 0 gives grain and timber, five levels each, at the same cost; at first the other is thought
to want both alike, so that the ladder gives grain first. The other holds on to timber.
"""

from __future__ import annotations

import pytest

from agents.strategies import REGISTRY
from agents.views import OFFER, View
from tests.agents.strategies.table import view

COSTS = [0.0, -0.125, -0.25, -0.375, -0.5]
WANTED = [0.0, 0.25, 0.5, 0.75, 1.0]
LEARNERS = ("trade_off", "trade_off_bayes")
HOLDS_TIMBER = [(4, 4), (3, 4), (2, 4), (1, 4)]


def table(clock: float, offer: tuple[int, int], **room) -> View:
    return view(
        clock,
        own=COSTS + COSTS,
        best=0.0,
        floor=-1.0,
        starts=[0, 5, 10],
        giver=[0, 0],
        ladder_length=8,
        home=[0.0] * 10,
        stuck=[0, 0],
        draft=[0, 0],
        **room,
    )._replace(offered=1, offer=list(offer))


def given(name: str, asked: list[tuple[int, int]], clock: float = 0.5, beta: float = 1.0):
    """Its offers and the two spans that it comes to believe in."""
    room = {"memory": [0.0] * 16, "other": WANTED + WANTED, "ladder": [0] * 4 + [1] * 4}
    room["parameters"] = (beta, 0.1, 0.0, 0.0)
    levels = []
    for offer in asked:
        move = REGISTRY[name].decide(table(clock, offer, **room))
        assert move.kind == OFFER
        levels.append(tuple(move.levels))
    other = room["other"]
    return levels, (other[4] - other[0], other[9] - other[5])


@pytest.mark.parametrize("name", LEARNERS)
def test_gives_what_the_other_holds_on_to(name):
    levels, (grain, timber) = given(name, HOLDS_TIMBER)
    assert levels == [(4, 0), (0, 4), (0, 4), (0, 4)]
    assert timber > grain


@pytest.mark.parametrize("name", LEARNERS)
def test_the_mirror_image_teaches_the_mirror_image(name):
    mirrored = [(timber, grain) for grain, timber in HOLDS_TIMBER]
    levels, spans = given(name, mirrored)
    assert levels == [(4, 0)] * 4
    assert spans == pytest.approx(given(name, HOLDS_TIMBER)[1][::-1])


@pytest.mark.parametrize("name", LEARNERS)
@pytest.mark.parametrize(("clock", "beta"), [(0.25, 1.0), (0.5, 0.5), (0.5, 1.0), (0.3, 1.5)])
def test_demands_what_the_clock_says(name, clock, beta):
    plain, _ = given("time_dependent", HOLDS_TIMBER, clock, beta)
    learnt, _ = given(name, HOLDS_TIMBER, clock, beta)
    assert [sum(levels) for levels in learnt] == [sum(levels) for levels in plain]


@pytest.mark.parametrize("name", LEARNERS)
def test_an_offer_said_again_teaches_nothing(name):
    asked = [(4, 4), (3, 4)]
    once = given(name, asked)[1]
    assert given(name, [(4, 4), (4, 4), (3, 4), (3, 4), (3, 4)])[1] == once
