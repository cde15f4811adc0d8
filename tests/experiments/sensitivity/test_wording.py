"""Values, changes and shares as people read them."""

from __future__ import annotations

import datetime

import pytest

from experiments.analysis.intervals import Interval
from experiments.analysis.measures import Measure
from experiments.sensitivity import wording

SHARE = Measure("agreement", "Agreement", "share")
RATE = Measure("term_x", "Rate", "percent")


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (24, "percent", "24%"),
        (0.25, "share", "0.25"),
        (30, "days", "30 days"),
        (12.5, "percentage points", "12.5 points"),
        (-0.76, "elasticity", "−0.76"),
        ("tit_for_tat", "", "tit for tat"),
        ({"name": "boulware", "parameters": {}}, "", "boulware"),
        (True, "", "True"),
        (datetime.date(2031, 7, 1), "", "1 July 2031"),
    ],
)
def test_a_value_carries_its_unit_where_that_says_something(value, unit, words):
    assert wording.value_in_words(value, unit) == words


def test_a_change_of_a_share_is_told_in_points():
    assert wording.change(0.043, SHARE) == "+4.3"
    assert wording.change(-0.12, SHARE) == "−12"
    assert wording.change(0.0, SHARE) == "0"
    assert wording.change(-2.46, RATE) == "−2.5"
    assert wording.unit_of_change(SHARE) == wording.unit_of_change(RATE) == "percentage points"
    told = wording.in_range(Interval(0.043, -0.01, 0.1), SHARE, signed=True)
    assert told == "+4.3 (−1 to +10)"


def test_a_share_below_nought_is_told_as_it_came_out():
    assert wording.share_in_range(Interval(-0.012, -0.05, 0.03)) == "−1% (−5 to 3)"
    assert wording.share(-0.001) == "0%"
