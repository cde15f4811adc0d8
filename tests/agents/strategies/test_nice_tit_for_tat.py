"""Nice tit-for-tat, move by move: grain in hundredths, fair is half and half."""

from __future__ import annotations

import pytest

from agents.strategies import REGISTRY
from agents.views import ACCEPT, OFFER
from tests.agents.strategies.table import play, view

NAME = "nice_tit_for_tat"


def given(asked, clock=0.5, **changes):
    changes.setdefault("parameters", (0.1, 0.1))
    moves = play(NAME, [(clock, level) for level in asked], **changes)
    assert {kind for kind, _ in moves} == {OFFER}
    return [level for _, level in moves]


def test_goes_as_far_towards_the_middle_as_the_other_has_come():
    # Its way is 50 hundredths long, and so is the other's; first it goes a tenth of it.
    assert given([None, 100, 96, 75, 75, 90, 65]) == [0, 5, 6, 25, 25, 25, 35]


def test_goes_no_further_than_the_middle():
    assert given([100, 55, 51]) == [5, 45, 49]
    (_, (kind, level)) = play(NAME, [(0.5, 100), (0.5, 30)], parameters=(0.1, 0.1))
    assert (kind, level) == (ACCEPT, 30)
    assert given([80, 60], own=[1.0 - level / 200 for level in range(101)])[-1] <= 50


def test_the_way_is_counted_from_the_others_first_offer():
    # From 80 to the middle are 30: coming 15 of them is half the way.
    assert given([80, 65]) == [5, 25]


def test_nothing_is_given_below_the_mandate():
    # The mandate of 0.75 is above the middle, so half of the way to it is 12 or 13 hundredths.
    first, half = given([100, 62], floor=0.75)
    assert first == 2
    assert half in (12, 13)


@pytest.mark.parametrize(("clock", "level"), [(0.5, 25), (0.9, 25), (0.95, 26), (1.0, 27)])
def test_near_the_end_it_waives_part_of_the_rest(clock, level):
    # Half the way is left, 25 hundredths; a tenth of it by the end.
    assert given([100, 75], clock=clock)[-1] == level


def test_a_concession_is_not_taken_back_when_a_deadline_moves():
    notebook = [0.0] * 32
    moves = [
        REGISTRY[NAME].decide(view(clock, 75, memory=notebook, parameters=(0.1, 1.0, 0.0, 0.0)))
        for clock in (0.97, 0.6)
    ]
    assert moves[0].levels[0] > 5
