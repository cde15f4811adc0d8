"""Zero intelligence: the draw is the demand."""

from __future__ import annotations

import pytest

from agents.strategies import REGISTRY
from agents.views import ACCEPT, OFFER
from sim.model import TalksModel
from tests.agents.strategies.table import play

NAME = "zero_intelligence"


@pytest.mark.parametrize(("chance", "level"), [(0.0, 0), (0.255, 25), (0.505, 50), (0.999, 99)])
def test_asks_for_what_it_draws(chance, level):
    assert play(NAME, [(0.1, None), (0.9, None)], chance=chance) == [(OFFER, level)] * 2


def test_draws_between_the_mandate_and_the_best():
    assert play(NAME, [(0.5, None)], chance=0.505, floor=0.6) == [(OFFER, 20)]


def test_takes_what_is_as_good_as_what_it_would_have_asked():
    assert play(NAME, [(0.5, 25)], chance=0.255) == [(ACCEPT, 25)]
    assert play(NAME, [(0.5, 26)], chance=0.255) == [(OFFER, 25)]
    assert play(NAME, [(0.5, 45)], chance=0.999, floor=0.6) == [(OFFER, 39)]


def test_says_that_it_draws_and_draws_anew_at_every_turn_of_every_session(japan_us):
    assert REGISTRY[NAME].draws
    scenario = japan_us({"sides.japan.ministers.negotiator.strategy": {"name": NAME}})
    drawn = []

    def watched(view):
        drawn.append(view.chance)
        return REGISTRY[NAME].decide(view)

    TalksModel(scenario, rng=1, seats={"japan.negotiator": watched}, collect=False).play_out()
    assert len(set(drawn)) == len(drawn) > 20
    assert 0.3 < sum(drawn) / len(drawn) < 0.7
