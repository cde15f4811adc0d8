from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.issues import position_of, quantity_at

TARIFF = (99.0, 25.0, 20.0, 10.0, 0.0)  # begins at 1
GIVE = (0.0, 1.0, 5.0)


@pytest.mark.parametrize(
    ("rate", "position"),
    [
        (25, 0.0),
        (22.5, 0.5),
        (20, 1.0),
        (15, 1.5),
        (2.5, 2.75),
        (0, 3.0),
        (30, -1.0),  # a hike past the threat
        (50, -5.0),
        (-5, 3.0),  # nothing lies beyond the last level
    ],
)
def test_where_a_rate_lies_among_falling_levels(rate, position):
    assert position_of(TARIFF, 1, 4, rate) == position


@pytest.mark.parametrize(("amount", "position"), [(0, 0), (0.5, 0.5), (1, 1), (3, 1.5), (9, 2)])
def test_where_an_amount_lies_among_rising_levels(amount, position):
    assert position_of(GIVE, 0, 3, amount) == position


@pytest.mark.parametrize(
    ("position", "rate"), [(-1, 30), (0, 25), (0.5, 22.5), (2.75, 2.5), (3, 0)]
)
def test_what_a_position_means(position, rate):
    assert quantity_at(TARIFF, 1, 4, position) == rate


levels = st.lists(st.integers(-50, 50), min_size=2, max_size=8, unique=True).map(sorted)


@given(levels, st.booleans(), st.floats(-3, 7))
def test_position_and_quantity_undo_each_other(values, falling, position):
    quantity = tuple(map(float, reversed(values) if falling else values))
    size = len(quantity)
    value = quantity_at(quantity, 0, size, min(position, size - 1.0))
    assert position_of(quantity, 0, size, value) == pytest.approx(
        min(position, size - 1.0), abs=1e-9
    )


@given(levels, st.booleans())
def test_each_level_lies_at_its_own_number(values, falling):
    quantity = tuple(map(float, reversed(values) if falling else values))
    for level, value in enumerate(quantity):
        assert position_of(quantity, 0, len(quantity), value) == level
        assert quantity_at(quantity, 0, len(quantity), float(level)) == value
