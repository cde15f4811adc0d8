"""Arms in order, by a change or by the quotient of two."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.measures import Measure
from experiments.answers.block import Ranking
from experiments.answers.ranks import ranked, ranking_in_words, ranking_rows

RELIEF = Measure("relief", "Relief", "points")
BY = Ranking(measure="relief", best="more", says="buys most")
LESS = Ranking(measure="relief", best="less", says="costs most")

FIRST = np.zeros(6)
MUCH = np.array([3.0, 3.1, 2.9, 3.0, 3.1, 2.9])
SOME = np.array([1.0, 1.1, 0.9, 1.0, 0.9, 1.1])
NONE = np.array([0.1, -0.1, 0.1, -0.1, 0.1, -0.1])


def order(asked, *values, per=None):
    labels = [f"arm {at}" for at in range(1, len(values) + 1)]
    return ranked(asked, RELIEF, labels, [FIRST, *values], per, 0.95)


def test_the_largest_change_comes_first():
    found = order(BY, NONE, SOME, MUCH)
    assert [place.label for place in found.places] == ["arm 3", "arm 2", "arm 1"]
    assert [row[2] for row in ranking_rows(found)] == ["yes", "yes", ""]
    told = ranking_in_words(found)
    assert told.startswith("“arm 3” buys most: +3.00 points (2.91 to 3.09).")
    assert "Next comes “arm 2”" in told
    assert "and the gap is clear" in told
    assert told.endswith("Not to be told from nothing: “arm 1”.")


def test_the_smallest_comes_first_where_less_is_best():
    found = order(LESS, -SOME, -MUCH)
    assert [place.label for place in found.places] == ["arm 2", "arm 1"]


def test_arms_that_luck_explains_are_not_ranked():
    assert ranking_in_words(order(BY, NONE, -NONE)) == (
        "No arm changes relief by more than luck explains."
    )


def test_a_change_the_other_way_is_said():
    assert ranking_in_words(order(BY, -SOME, -MUCH)).startswith("None buys most: ")


def test_a_gap_within_luck_is_not_called_clear():
    near = MUCH + np.array([0.3, -0.3, 0.3, -0.3, 0.3, -0.29])
    assert "but the gap is not clear" in ranking_in_words(order(BY, MUCH, near))


def test_a_quotient_is_that_of_the_means_and_its_error_that_of_the_linear_part():
    change, below = np.array([2.0, 4.0, 6.0, 8.0]), np.array([1.0, 2.0, 2.0, 3.0])
    zero = np.zeros(4)
    (place,) = ranked(BY, RELIEF, ["arm"], [zero, change], [zero, below], 0.95).places
    quotient = 5.0 / 2.0
    linear = (change - quotient * below) / 2.0
    half = 3.182446 * linear.std(ddof=1) / 2.0  # Student's t with 3 degrees of freedom
    assert place.change.value == pytest.approx(quotient)
    assert place.change.high - place.change.value == pytest.approx(half, rel=1e-5)


def test_a_quotient_of_proportional_changes_has_no_error():
    zero, below = np.zeros(4), np.array([1.0, 2.0, 2.0, 3.0])
    (place,) = ranked(BY, RELIEF, ["arm"], [zero, 4 * below], [zero, below], 0.95).places
    assert place.change == pytest.approx((4.0, 4.0, 4.0))
