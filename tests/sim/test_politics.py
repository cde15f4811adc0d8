from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.politics import override_probability, ratification_probability, salience

supports = st.floats(-1, 1)
probabilities = st.floats(0, 1)
factors = st.floats(0, 5)


@pytest.mark.parametrize(
    ("day", "factor"), [(0, 1.0), (15, 1.0), (16, 2.5), (33, 2.5), (34, 0.5), (197, 0.5)]
)
def test_salience_rises_with_the_campaign_and_changes_after_polling_day(day, factor):
    assert salience(day, 16, 33, 2.5, 0.5) == factor


def test_where_support_is_at_the_bar_home_is_of_two_minds():
    assert ratification_probability(0.1, 0.1, 0.08) == 0.5


def test_support_in_units_of_the_scale_moves_log_odds_one_for_one():
    assert ratification_probability(0.18, 0.1, 0.08) == pytest.approx(1 / (1 + math.exp(-1)))


def test_a_knife_edge_is_no_overflow():
    assert ratification_probability(-0.1, 0.0, 1e-6) == 0.0
    assert ratification_probability(0.1, 0.0, 1e-6) == 1.0


@given(supports, supports, st.floats(1e-6, 1), st.floats(0, 0.5))
def test_a_higher_bar_is_harder_and_more_support_easier(support, threshold, scale, more):
    here = ratification_probability(support, threshold, scale)
    assert 0.0 <= here <= 1.0
    assert ratification_probability(support + more, threshold, scale) >= here
    assert ratification_probability(support, threshold + more, scale) <= here


def test_override_by_hand():
    assert override_probability(0.4, 0, 0.5, 1.0, 1.0) == 0.4
    assert override_probability(0.4, 2, 0.5, 1.0, 1.0) == pytest.approx(0.1)
    assert override_probability(0.4, 0, 0.5, 1.5, 1.0) == pytest.approx(0.6)
    assert override_probability(0.4, 0, 0.5, 1.0, 0.5) == pytest.approx(0.2)
    assert override_probability(0.4, 0, 0.5, 4.0, 1.0) == 1.0


@given(probabilities, st.integers(0, 9), probabilities, factors, factors)
def test_a_text_that_returns_is_never_sent_back_more_readily(
    first, returns, factor, objection, occasion
):
    here = override_probability(first, returns, factor, objection, occasion)
    assert 0.0 <= here <= 1.0
    assert override_probability(first, returns + 1, factor, objection, occasion) <= here
