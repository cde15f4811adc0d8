"""Arms in order, by a change or by the quotient of two."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.measures import Measure
from experiments.answers.block import Ranking
from experiments.answers.ranks import ranked, ranking_in_words, ranking_rows

RELIEF = Measure("relief", "Relief", "points")
BY = Ranking(measure="relief", best="more", says="most is bought by {best}")
LESS = Ranking(measure="relief", best="less", says="{best} costs most", names={"a1": "corn"})

FIRST = np.zeros(6)
MUCH = np.array([3.0, 3.1, 2.9, 3.0, 3.1, 2.9])
SOME = np.array([1.0, 1.1, 0.9, 1.0, 0.9, 1.1])
NONE = np.array([0.1, -0.1, 0.1, -0.1, 0.1, -0.1])


def order(asked, *values, per=None):
    arms = [(f"a{at}", f"arm {at}") for at in range(1, len(values) + 1)]
    return ranked(asked, RELIEF, arms, [FIRST, *values], per, 0.95)


def test_the_largest_change_comes_first():
    found = order(BY, NONE, SOME, MUCH)
    assert [place.label for place in found.places] == ["arm 3", "arm 2", "arm 1"]
    assert [row[2] for row in ranking_rows(found)] == ["yes", "yes", ""]
    told = ranking_in_words(found)
    assert told.startswith("Most is bought by “arm 3”: +3.00 points (2.91 to 3.09).")
    assert "Then come, each clearly behind the one just before it (only " in told
    assert "neighbours are compared): “arm 2” with +1.00 (" in told
    assert told.endswith("Not to be told from nothing: “arm 1”.")


def test_the_smallest_comes_first_where_less_is_best():
    found = order(LESS, -SOME, -MUCH)
    assert [place.label for place in found.places] == ["arm 2", "arm 1"]
    told = ranking_in_words(found)
    assert told.startswith("“arm 2” costs most: ")
    assert "(only neighbours are compared): corn with −1.00 (" in told


def test_every_arm_that_changes_something_is_named_in_order():
    told = ranking_in_words(order(BY, MUCH, SOME, 2 * SOME))
    assert told.index("“arm 1”") < told.index("“arm 3” with +2.0") < told.index("“arm 2” with +1.0")


def test_arms_that_luck_explains_are_not_ranked():
    assert ranking_in_words(order(BY, NONE, -NONE)) == (
        "No arm changes relief by more than luck explains."
    )


def test_a_change_the_other_way_is_said():
    assert ranking_in_words(order(BY, -SOME, -MUCH)).startswith("None does: ")


def test_a_gap_within_luck_is_not_called_clear():
    near = MUCH + np.array([0.3, -0.3, 0.3, -0.3, 0.3, -0.29])
    told = ranking_in_words(order(BY, MUCH, near, SOME))
    assert told.startswith("Most is bought by “arm 2” and “arm 1”: +3.0")
    assert ", which cannot be told apart. Then come, each clearly behind" in told


def test_a_unit_in_the_files_words_stands_without_a_sign_and_once():
    asked = BY.model_copy(update={"unit": "${value}bn for each"})
    told = ranking_in_words(order(asked, MUCH, SOME))
    assert told.startswith("Most is bought by “arm 1”: $3.00bn for each (2.91 to 3.09).")
    assert told.endswith("“arm 2” with 1.00 (0.91 to 1.09).")


def test_a_quotient_is_that_of_the_means_and_its_error_that_of_the_linear_part():
    change, below = np.array([2.0, 4.0, 6.0, 8.0]), np.array([1.0, 2.0, 2.0, 3.0])
    zero = np.zeros(4)
    (place,) = ranked(BY, RELIEF, [("a", "arm")], [zero, change], [zero, below], 0.95).places
    quotient = 5.0 / 2.0
    linear = (change - quotient * below) / 2.0
    half = 3.182446 * linear.std(ddof=1) / 2.0  # Student's t with 3 degrees of freedom
    assert place.change.value == pytest.approx(quotient)
    assert place.change.high - place.change.value == pytest.approx(half, rel=1e-5)


def test_a_quotient_of_proportional_changes_has_no_error():
    zero, below = np.zeros(4), np.array([1.0, 2.0, 2.0, 3.0])
    (place,) = ranked(BY, RELIEF, [("a", "arm")], [zero, 4 * below], [zero, below], 0.95).places
    assert place.change == pytest.approx((4.0, 4.0, 4.0))
