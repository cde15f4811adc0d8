"""Values of packages and regimes; two issues of three and two levels, unless drawn."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.utility import extreme_value, value_at, value_of, value_of_regime

TABLE = (0.0, 0.5, 0.75, 0.0, -0.25)
STARTS = (0, 3, 5)


def test_a_package_is_worth_the_sum_of_its_levels():
    assert value_of(TABLE, STARTS, (0, 0)) == 0.0
    assert value_of(TABLE, STARTS, (2, 1)) == 0.5


@pytest.mark.parametrize(
    ("position", "value"),
    [
        (0.0, 0.0),
        (0.5, 0.25),
        (1.0, 0.5),
        (1.5, 0.625),
        (2.0, 0.75),
        (-1.0, -0.5),  # a hike: the first step goes on
        (-0.5, -0.25),
    ],
)
def test_between_levels_it_is_linear_and_beyond_level_0_the_first_step_goes_on(position, value):
    assert value_at(TABLE, 0, 3, position) == value


def test_a_regime_is_a_point_of_the_same_space():
    for levels in itertools.product(range(3), range(2)):
        positions = tuple(float(level) for level in levels)
        assert value_of_regime(TABLE, STARTS, (), positions) == value_of(TABLE, STARTS, levels)
    assert value_of_regime(TABLE, STARTS, (), (0.5, 0.5)) == 0.125


@st.composite
def sides(draw):
    """A table that rises on what side 0 receives and falls on what it gives."""
    sizes = draw(st.lists(st.integers(2, 4), min_size=1, max_size=4))
    giver = [draw(st.integers(0, 1)) for _ in sizes]
    starts, table = [0], []
    for size, gives in zip(sizes, giver, strict=True):
        steps = draw(st.lists(st.integers(0, 8), min_size=size - 1, max_size=size - 1))
        level = 0
        table.append(0.0)
        for step in steps:
            level += -step if gives == 0 else step
            table.append(level / 8)
        starts.append(len(table))
    return sizes, giver, starts, table


@given(sides())
def test_the_extremes_are_those_of_all_packages(drawn):
    sizes, giver, starts, table = drawn
    values = [value_of(table, starts, x) for x in itertools.product(*map(range, sizes))]
    assert extreme_value(table, starts, (), giver, 0) == max(values)
    assert extreme_value(table, starts, (), giver, 1) == min(values)
