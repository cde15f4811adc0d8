"""Positions become values as the scenario's own laws draw them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from experiments.sensitivity.spread import Spread, spread_of
from sim.config.quantity import Quantity

LAWS = {
    "uniform": ({"low": -1, "high": 3}, stats.uniform(-1, 4)),
    "loguniform": ({"low": 0.1, "high": 2}, stats.loguniform(0.1, 2)),
    "triangular": ({"low": 0, "mode": 7.5, "high": 25}, stats.triang(0.3, 0, 25)),
    "beta": ({"a": 7, "b": 3}, stats.beta(7, 3)),
}


def quantity(law, **numbers):
    return Quantity(unit="ratio", source="assumption", reason="made up", law=law, **numbers)


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("position", [0.0, 0.01, 0.3, 0.5, 0.97, 1.0])
def test_a_position_is_a_quantile_of_the_law(law, position):
    numbers, theirs = LAWS[law]
    assert spread_of(quantity(law, **numbers)).at(position) == pytest.approx(theirs.ppf(position))


def test_a_law_without_an_end_is_cut_to_its_central_nine_tenths():
    spread = spread_of(quantity("gamma", shape=4))
    theirs = stats.gamma(4)
    assert spread.ends() == pytest.approx((theirs.ppf(0.05), theirs.ppf(0.95)))
    assert spread.at(0.5) == pytest.approx(theirs.median())


def test_a_spike_is_as_likely_as_it_says_and_has_three_ends():
    spread = spread_of(quantity("spike", at=10, probability=0.75, low=10, high=24))
    assert [spread.at(one) for one in (0.0, 0.7, 0.75, 1.0)] == [10, 10, 10, 24]
    assert spread.at(0.875) == 17
    assert spread.ends() == (10, 24)
    assert Spread("spike", (5, 0.5, 10, 20)).ends() == (5, 10, 20)
    assert Spread("spike", (5, 1.0, 10, 20)).at(1.0) == 5


def test_values_are_as_likely_as_they_stand_and_ends_once_each():
    spread = spread_of(quantity("choice", values=(30, 30, 38, 90, 90)))
    assert [spread.at(one) for one in (0.0, 0.39, 0.41, 0.61, 1.0)] == [30, 30, 38, 90, 90]
    assert spread.ends() == (30, 38, 90)
    mappings = ({"name": "a"}, {"name": "b"})
    assert Spread("choice", values=mappings).ends() == mappings


@given(some.integers(-5, 5), some.integers(1, 9), some.floats(0, 1))
def test_whole_numbers_are_all_reached_and_none_beyond(low, width, position):
    spread = Spread("whole", (low, low + width))
    assert low <= spread.at(position) <= low + width
    middle = [spread.at((one + 0.5) / (width + 1)) for one in range(width + 1)]
    assert middle == list(range(low, low + width + 1))


def test_dates_go_day_by_day():
    first, last = datetime.date(2031, 6, 1), datetime.date(2031, 6, 4)
    spread = Spread("date", (first.toordinal(), last.toordinal()))
    assert spread.ends() == (first, last)
    assert spread.at(0.6) == datetime.date(2031, 6, 3)


@pytest.mark.parametrize("law", LAWS)
@given(positions=some.tuples(some.floats(0, 1), some.floats(0, 1)))
def test_a_later_position_is_no_smaller_value(law, positions):
    spread = spread_of(quantity(law, **LAWS[law][0]))
    low, high = sorted(positions)
    assert spread.at(low) <= spread.at(high) + 1e-12
