from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.events import daily_hazard, extension_probability

probabilities = st.floats(0, 1)


@given(st.floats(0.01, 0.99), st.floats(0, 5))
def test_half_way_progress_leaves_a_deadline_as_soft_as_it_is(softness, pull):
    assert extension_probability(softness, pull, 0.5) == pytest.approx(softness)


def test_log_odds_move_by_the_pull_from_no_progress_to_a_closed_gap():
    assert extension_probability(0.5, 2.0, 1.0) == pytest.approx(1 / (1 + math.exp(-1)))
    assert extension_probability(0.5, 2.0, 0.0) == pytest.approx(1 / (1 + math.exp(1)))


@pytest.mark.parametrize("certain", [0.0, 1.0])
def test_what_is_certain_stays_so(certain):
    assert extension_probability(certain, 3.0, 0.9) == certain


@given(st.floats(1e-9, 1), st.floats(0, 20), probabilities, probabilities)
def test_progress_never_makes_an_extension_less_likely(softness, pull, one, other):
    less, more = sorted((one, other))
    low = extension_probability(softness, pull, less)
    assert 0.0 <= low <= extension_probability(softness, pull, more) <= 1.0


@given(st.floats(0, 0.999), st.integers(1, 300))
def test_daily_chances_add_up(probability, days):
    hazard = daily_hazard(probability, days)
    assert 1 - (1 - hazard) ** days == pytest.approx(probability, abs=1e-9)
    assert hazard <= probability + 1e-12


def test_daily_chance_by_hand():
    assert daily_hazard(0.75, 2.0) == 0.5
    assert daily_hazard(0.3, 0.5) == 0.3  # no whole day left: all on one
    assert daily_hazard(1.0, 90.0) == 1.0
