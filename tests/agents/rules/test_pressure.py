from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.pressure import clock, mandate, outside_option, perceived_left, threat_term

shares = st.floats(0, 1)
utilities = st.floats(-2, 2)
pulls = st.floats(0, 3)


@pytest.mark.parametrize(
    ("belief", "left"),
    [(1.0, 20.0), (0.0, 50.0), (0.75, 27.5)],
    ids=["taken to be real", "taken to be soft", "in between"],
)
def test_a_date_that_may_move_lies_further_off(belief, left):
    assert perceived_left(20, 30, belief) == left


def test_clock():
    assert clock(0, 40) == 0.0
    assert clock(30, 10) == 0.75
    assert clock(30, 0) == 1.0
    assert clock(30, -2) == 1.0  # the date has passed


@given(st.floats(0, 1000), st.floats(0, 1000), st.floats(0, 1000))
def test_an_extension_makes_the_clock_younger(elapsed, left, extension):
    assert 0.0 <= clock(elapsed, left + extension) <= clock(elapsed, left) <= 1.0


def test_a_threat_presses_by_what_it_is_believed_to_take():
    assert threat_term(2.0, 0.5, 0.6, 0.2) == pytest.approx(0.4)
    assert threat_term(2.0, 0.5, 0.2, 0.2) == 0.0


@given(pulls, shares, utilities, utilities)
def test_a_threat_that_would_do_good_presses_nobody(pull, belief, now, better):
    low, high = sorted((now, better))
    assert threat_term(pull, belief, low, high) == 0.0
    assert threat_term(pull, belief, high, low) >= 0.0


@given(shares, utilities, utilities)
def test_no_agreement_is_worth_something_between_now_and_the_threat(belief, now, threatened):
    low, high = sorted((now, threatened))
    assert low - 1e-12 <= outside_option(belief, now, threatened) <= high + 1e-12
    assert outside_option(0.0, now, threatened) == now
    assert outside_option(1.0, now, threatened) == threatened


pressures = st.tuples(*[st.floats(-1, 3)] * 4)  # threat, losses, stress, majority


@given(utilities, pressures, utilities)
def test_mandate_adds_up_above_the_floor_of_no_agreement(reference, pressed, outside):
    threat, losses, stress, majority = pressed
    expected = max(reference - threat - losses - stress - majority, outside)
    assert mandate(reference, *pressed, outside) == expected


@given(utilities, pressures, utilities, st.integers(0, 3), st.floats(0, 1))
def test_no_pressure_ever_raises_the_mandate(reference, pressed, outside, term, more):
    calm = mandate(reference, *pressed, outside)
    heavier = list(pressed)
    heavier[term] += more
    assert mandate(reference, *heavier, outside) <= calm
    assert mandate(reference, *pressed, outside - more) <= calm
