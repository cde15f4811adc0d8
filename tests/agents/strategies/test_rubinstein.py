"""Rubinstein's equilibrium strategy, move by move (rubinstein1982)."""

from __future__ import annotations

import pytest

from agents.rules.acceptance import CONST
from agents.strategies import REGISTRY
from agents.strategies.rubinstein import proposers_share
from agents.views import ACCEPT, AT_A_DEADLINE, OFFER, WAIT
from tests.agents.strategies.table import LAST, play, view

NAME = "rubinstein"
PATIENCE = [(0.5, 0.5), (0.9, 0.9), (0.2, 0.8), (0.8, 0.2), (0.0, 0.6), (0.999999, 0.999999)]


def given(own, other, floor=0.0):
    ((kind, level),) = play(NAME, [(0.0, None)], parameters=(own, other), floor=floor)
    assert kind == OFFER
    return level


@pytest.mark.parametrize(
    ("own", "other", "level"),
    [
        (0.5, 0.5, 34),  # keeps (1 - 0.5) / (1 - 0.25) = 2/3; a third of 100 rounded for the other
        (0.9, 0.9, 48),  # keeps 0.1 / 0.19 = 0.526
        (0.2, 0.8, 77),  # keeps 0.2 / 0.84 = 0.238
        (0.8, 0.2, 5),  # keeps 0.8 / 0.84 = 0.952
        (0.0, 0.6, 60),  # who can't wait keeps what the other would lose by waiting
        (0.6, 0.0, 0),  # and leaves nothing to one who can't
        (0.999999, 0.999999, 50),
    ],
)
def test_asks_for_the_equilibrium_share_at_once(own, other, level):
    assert given(own, other) == level


def test_the_share_is_of_what_lies_above_the_mandate():
    assert given(0.5, 0.5, floor=0.4) == 20  # a third of 60
    assert given(0.5, 0.5, floor=1.0) == 0
    assert given(0.5, 0.5, floor=1.5) == 0


def test_time_and_what_was_said_before_move_nothing():
    turns = [(0.0, None), (0.5, 90), (0.99, 80), (0.2, 99)]
    assert play(NAME, turns, parameters=(0.5, 0.5)) == [(OFFER, 34)] * 4


@pytest.mark.parametrize(("own", "other"), PATIENCE)
def test_takes_exactly_what_is_worth_its_own_next_turn(own, other):
    waiting = own * proposers_share(own, other)
    for asked in range(LAST + 1):
        ((kind, _),) = play(NAME, [(0.5, asked)], parameters=(own, other))
        worth = (LAST - asked) / LAST
        assert (kind == ACCEPT) == (worth >= waiting - 1e-9), asked


@pytest.mark.parametrize(("own", "other"), PATIENCE)
def test_nobody_gains_by_moving_otherwise_once(own, other):
    """The one-deviation principle: against itself, no other ask and no other answer pays."""
    share = proposers_share(own, other)
    for asked in range(LAST + 1):  # the deviator asks to keep so much; the other answers
        kept = (LAST - asked) / LAST
        ((answer, _),) = play(NAME, [(0.0, LAST - asked)], parameters=(other, own))
        refused = own * (1.0 - proposers_share(other, own))
        worth = kept if answer == ACCEPT else refused
        assert worth <= share + 1e-9
    for asked in range(LAST + 1):  # the deviator takes what it would refuse, or the reverse
        taken = (LAST - asked) / LAST
        ((answer, _),) = play(NAME, [(0.0, asked)], parameters=(own, other))
        waiting = own * share
        assert (taken if answer == ACCEPT else waiting) >= max(taken, waiting) - 1e-9


def test_another_rule_of_acceptance_takes_the_place_of_its_own():
    seen = view(0.0, 70, parameters=(0.9, 0.9, 0.0, 0.0), acceptance=CONST, enough=0.3)
    assert REGISTRY[NAME].decide(seen).kind == ACCEPT
    assert play(NAME, [(0.0, 70)], parameters=(0.9, 0.9))[0][0] == OFFER


def test_waits_at_a_deadline():
    assert REGISTRY[NAME].decide(view(1.0, 0, occasion=AT_A_DEADLINE)).kind == WAIT
