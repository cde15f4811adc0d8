"""Links between issues against a plain sum over pairs of levels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.linked import change, halfway_change, join, worth_between
from agents.rules.utility import value_of, value_of_regime

# Issues of three, two and three levels; issue 0 is linked with 2, and 1 with 2.
STARTS = (0, 3, 5, 8, 17, 23)
LINKS = (0, 2, 3, 1, 2, 3)
TABLE = tuple((7 * n * n % 31) / 8 for n in range(23))

packages = st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(0, 2))


def joined(levels) -> list[int]:
    package = [*levels, 0, 0]
    join(LINKS, 3, package)
    return package


def plain(levels) -> float:
    """What the package is worth, said the long way."""
    a, b, c = levels
    issues = TABLE[a] + TABLE[3 + b] + TABLE[5 + c]
    return issues + TABLE[8 + 3 * a + c] + TABLE[17 + 3 * b + c]


@given(packages)
def test_a_package_carries_its_places_in_the_links_blocks(levels):
    assert value_of(TABLE, STARTS, joined(levels)) == plain(levels)
    assert value_of_regime(TABLE, STARTS, LINKS, levels) == plain(levels)


@given(packages, st.integers(0, 2), st.sampled_from([-1, 1]))
def test_a_move_changes_the_links_by_the_difference(levels, issue, move):
    there = list(levels)
    there[issue] += move
    if not 0 <= there[issue] < STARTS[issue + 1] - STARTS[issue]:
        return
    first = STARTS[issue]
    alone = TABLE[first + there[issue]] - TABLE[first + levels[issue]]
    moved = change(TABLE, STARTS, LINKS, levels, issue, move)
    assert moved == plain(there) - plain(levels) - alone


def test_a_step_is_judged_with_its_partner_half_way():
    # Issue 2 from level 0 to 1, issue 0 at 1 and issue 1 at 0 (of one step: half is none).
    expected = (TABLE[8 + 3 + 1] - TABLE[8 + 3]) + (TABLE[17 + 1] - TABLE[17])
    assert halfway_change(TABLE, STARTS, LINKS, 2, 0, 1) == expected
    # Issue 0 from 2 to 1, issue 2 at 1.
    expected = TABLE[8 + 3 + 1] - TABLE[8 + 6 + 1]
    assert halfway_change(TABLE, STARTS, LINKS, 0, 2, 1) == expected


@pytest.mark.parametrize(
    ("a", "b", "worth"),
    [
        (0, 0, 0.0),
        (1, 1, 0.5),
        (0.5, 1, 0.25),
        (0.5, 0.5, 0.125),
        (2, 1, 0.5),
        (1.5, 0.5, 0.25),
        (-1, 1, -0.5),  # a hike: the first step goes on
        (-1, 0.5, -0.25),
    ],
)
def test_between_levels_worth_is_bilinear(a, b, worth):
    block = (9.0, 0.0, 0.0, 0.0, 0.5, 0.0, 0.5)  # three rows of two, behind a foreign entry
    assert worth_between(block, 1, 3, 2, a, b) == worth
