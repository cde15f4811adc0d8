"""The deadline player, move by move."""

from __future__ import annotations

import pytest

from agents.strategies import REGISTRY
from agents.views import ACCEPT, OFFER
from sim.model import TalksModel
from tests.agents.strategies.table import play, view

NAME = "deadline_player"


def test_holds_while_another_round_comes():
    assert play(NAME, [(0.0, None), (0.5, 60), (0.99, 1)], belief=1.0) == [(OFFER, 0)] * 3
    assert play(NAME, [(0.5, 0)], belief=1.0) == [(ACCEPT, 0)]


def rounds(*turns, floor=0.0):
    """Levels offered at turns of (is it the last round, belief, exchange of four)."""
    notebook = [0.0] * 32
    moves = [
        REGISTRY[NAME].decide(
            view(
                0.9,
                memory=notebook,
                floor=floor,
                last_round=last,
                belief=belief,
                exchange=exchange,
                exchanges=4,
                parameters=(0.5, 0.0, 0.0, 0.0),
            )
        )
        for last, belief, exchange in turns
    ]
    return [move.levels[0] for move in moves]


def test_comes_down_to_the_mandate_within_the_last_round():
    last_round = [(1, 0.5, exchange) for exchange in range(4)]
    assert rounds((0, 0.5, 3), *last_round) == [0, 25, 50, 75, 100]
    assert rounds(*last_round, floor=0.598) == [10, 20, 30, 40]


def test_a_deadline_it_does_not_believe_in_passes_like_any_day():
    assert rounds(*[(1, 0.49, exchange) for exchange in range(4)]) == [0, 0, 0, 0]


def test_what_it_conceded_stays_conceded_when_the_deadline_moves():
    assert rounds((1, 0.5, 1), (0, 0.5, 0), (1, 0.2, 3)) == [50, 50, 50]


@pytest.mark.parametrize("run", range(3))
def test_against_itself_it_agrees_on_the_last_two_days_or_never(run, two_givers):
    chairs = {f"sides.{s}.ministers.envoy.strategy": {"name": NAME} for s in ("east", "west")}
    model = TalksModel(two_givers(chairs), run=run, rng=1, collect=False).play_out()
    assert model.state.agreement_day in (29, 30, -1)
