from __future__ import annotations

import math

import pytest

from experiments.analysis.change_words import (
    change_in_words,
    factor_in_words,
    mean_in_words,
    signed,
)
from experiments.analysis.intervals import Interval
from experiments.analysis.measures import Measure

SHARE = Measure("agreement", "Agreement", "share")
DAY = Measure("agreement_day", "Day", "day")
POINTS = Measure("points", "Points", "points")


@pytest.mark.parametrize(
    ("change", "measure", "told"),
    [
        ((0.2177, 0.2013, 0.234), SHARE, "+21.8 (20.1 to 23.4)"),
        ((-34.57, -37.22, -31.93), DAY, "−34.6 (−37.2 to −31.9)"),
        ((0.424, 0.14, 0.708), POINTS, "+0.42 (0.14 to 0.71)"),
        ((12.0, -28.0, 52.0), POINTS, "+12 (−28 to 52)"),
        ((0.0, 0.0, 0.0), SHARE, "0"),
        ((-0.0001, -0.4, 0.4), POINTS, "0.0 (−0.4 to 0.4)"),
        ((-0.15, -0.26, -0.04), POINTS, "−0.15 (−0.26 to −0.04)"),
        ((0.44, 0.02, 0.86), POINTS, "+0.44 (0.02 to 0.86)"),
        ((0.44, 0.0, 0.88), POINTS, "+0.4 (0.0 to 0.9)"),
        ((math.nan, -math.inf, math.inf), SHARE, "–"),
        ((2.0, -math.inf, math.inf), POINTS, "+2.00"),
    ],
)
def test_a_change_has_the_digits_that_its_interval_warrants(change, measure, told):
    assert change_in_words(Interval(*change), measure) == told


def test_a_change_is_told_in_its_own_unit():
    told = change_in_words(Interval(0.1, 0.05, 0.15), SHARE, unit=True)
    assert told == "+10 percentage points (5 to 15)"
    assert change_in_words(Interval(0.0, 0.0, 0.0), DAY, unit=True) == "0 days"


def test_nothing_stands_before_a_zero():
    assert signed(0.004, 1) == "0.0"
    assert signed(-0.004, 1) == "0.0"
    assert signed(-0.06, 1) == "−0.1"


def test_means_are_told_as_shares_dates_and_quantities(japan_us):
    world = japan_us()
    tariff = Measure("agreed_auto_tariff", "Tariff", "percent")
    assert mean_in_words(0.4487, SHARE, world) == "45%"
    assert mean_in_words(102.27, DAY, world) == "27 September"
    assert mean_in_words(6.254, tariff, world) == "6.25%"
    assert mean_in_words(3.508, Measure("a", "A", "step"), world) == "3.51"
    assert mean_in_words(math.nan, DAY, world) == "–"


def test_factors():
    assert [factor_in_words(f) for f in (2.248, 0.5, 780.4, math.inf, math.nan)] == [
        "2.2×",
        "0.5×",
        "780×",
        "∞",
        "–",
    ]
