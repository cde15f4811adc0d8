from __future__ import annotations

import pytest

from agents.rules.acceptance import (
    ACCEPTANCE,
    COMBI,
    CONST,
    NEXT,
    TIME,
    accept_const,
    accept_next,
    accept_time,
    accepts,
)
from agents.strategies import REGISTRY
from agents.views import ACCEPT, OFFER
from tests.agents.strategies.table import view


@pytest.mark.parametrize(
    ("offered", "next_own", "floor", "accepted"),
    [
        (0.6, 0.5, 0.4, True),
        (0.5, 0.5, 0.5, True),  # as good is good enough, twice
        (0.5, 0.6, 0.4, False),  # one's own next offer is better: make it first
        (0.5, 0.4, 0.6, False),  # the mandate has risen past what one offers oneself
    ],
)
def test_takes_what_is_as_good_as_the_next_offer_and_within_the_mandate(
    offered, next_own, floor, accepted
):
    assert accept_next(offered, next_own, floor) is accepted


def test_const_asks_for_a_fixed_worth():
    assert accept_const(0.5, 0.5, 0.2)
    assert not accept_const(0.49, 0.5, 0.2)
    assert not accept_const(0.5, 0.5, 0.6)


def test_time_takes_anything_in_the_mandate_once_it_is_late():
    assert accept_time(0.2, 0.9, 0.9, 0.2)
    assert not accept_time(0.9, 0.89, 0.9, 0.2)
    assert not accept_time(0.1, 1.0, 0.9, 0.2)


#                        next   early and good enough   late and good enough   late and poor
EXPECTED = {
    NEXT: (True, False, False, False),
    CONST: (True, True, True, False),
    TIME: (False, False, True, True),
    COMBI: (True, False, True, False),
}


@pytest.mark.parametrize("which", EXPECTED, ids=ACCEPTANCE)
def test_each_rule_has_its_number(which):
    next_own, floor, enough, after = 0.7, 0.1, 0.5, 0.8
    cases = ((0.7, 0.2), (0.6, 0.2), (0.6, 0.8), (0.2, 0.8))
    taken = tuple(
        accepts(which, offered, next_own, floor, enough, clock, after) for offered, clock in cases
    )
    assert taken == EXPECTED[which]
    assert not accepts(which, 0.05, 0.0, floor, 0.0, 1.0, 0.0)  # below the mandate: never


@pytest.mark.parametrize(
    ("acceptance", "asked", "kind"),
    [
        (NEXT, 30, OFFER),  # worth 0.70; its own best is worth 1
        (CONST, 30, ACCEPT),
        (CONST, 31, OFFER),  # asks for seven tenths of the way from worst to best
        (TIME, 99, ACCEPT),
        (COMBI, 31, OFFER),
    ],
)
def test_a_seat_may_have_any_rule_with_any_strategy(acceptance, asked, kind):
    seen = view(0.9, asked, acceptance=acceptance, enough=0.7, after=0.9)
    assert REGISTRY["hardliner"].decide(seen).kind == kind
