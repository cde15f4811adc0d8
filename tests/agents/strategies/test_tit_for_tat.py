"""Both of Faratin's tit-for-tats, move by move.

What the other withholds is the level it asks over 100; the share kept shrinks as that does.
"""

from __future__ import annotations

import pytest

from agents.views import ACCEPT, OFFER
from sim.model import TalksModel
from tests.agents.strategies.table import play

RELATIVE, AVERAGED = "tit_for_tat", "tit_for_tat_averaged"


def given(name, asked, *parameters):
    moves = play(name, [(0.5, level) for level in asked], parameters=parameters)
    assert {kind for kind, _ in moves} == {OFFER}
    return [level for _, level in moves]


def test_gives_the_percentage_that_it_was_given():
    # Keeps 0.895, then 0.895 * 80/100, and after the last two offers 0.716 * 60/90.
    asked = [None, 100, 80, 80, 90, 60]
    assert given(RELATIVE, asked, 0.105) == [0, 10, 28, 28, 28, 52]


def test_time_alone_moves_it_not():
    assert (
        play(RELATIVE, [(0.0, 100), (0.5, 100), (1.0, 100)], parameters=(0.105,))
        == [(OFFER, 10)] * 3
    )


def test_takes_what_is_as_good_as_its_next_offer():
    moves = play(RELATIVE, [(0.5, level) for level in (100, 80, 60, 40)], parameters=(0.105,))
    # Keeps 0.895, 0.716, 0.537 and 0.358: what is worth 0.60 is more.
    assert moves == [(OFFER, 10), (OFFER, 28), (OFFER, 46), (ACCEPT, 40)]


def test_a_small_concession_is_worth_a_step():
    # Half is kept; 1 in 100 of it is half a step.
    assert given(RELATIVE, [100, 99, 99, 98], 0.5) == [50, 51, 51, 52]


def test_without_good_faith_it_waits_for_the_other_to_begin():
    assert given(RELATIVE, [None, 100, 100, 95], 0.0) == [0, 0, 0, 5]


def test_the_mean_spreads_a_sudden_concession():
    # Over two offers: * 0.8, * sqrt(0.8), then the other has stood still for two.
    assert given(AVERAGED, [100, 80, 80, 80], 2.0, 0.105) == [10, 28, 35, 35]
    assert given(RELATIVE, [100, 80, 80, 80], 0.105) == [10, 28, 28, 28]


def test_a_window_of_one_is_the_relative_tactic():
    asked = [None, 100, 90, 90, 70, 75, 66]
    assert given(AVERAGED, asked, 1.0, 0.1) == given(RELATIVE, asked, 0.1)


@pytest.mark.parametrize("name", [RELATIVE, AVERAGED])
def test_against_itself_it_comes_down_and_does_not_stop_at_its_opening(name, two_givers):
    chairs = {f"sides.{s}.ministers.envoy.strategy": {"name": name} for s in ("east", "west")}
    model = TalksModel(two_givers(chairs), run=0, rng=1, collect=False).play_out()
    assert min(minister.share_conceded for minister in model.ministers) > 0.5
