"""What is said of a claim follows from the change's interval, and from nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.measures import Measure
from experiments.analysis.paired import paired
from experiments.answers.block import Claim
from experiments.answers.verdicts import Judged, Verdict, headline, judge, sentence

UP = paired([1.0, 2.0, 3.0, 4.0], [3.0, 4.1, 4.9, 6.0])
DOWN = paired([3.0, 4.1, 4.9, 6.0], [1.0, 2.0, 3.0, 4.0])
LUCK = paired([1.0, 2.0, 3.0, 4.0], [2.0, 1.0, 4.0, 3.0])
NOBODY = paired([np.nan, 1.0], [1.0, np.nan])

POINTS = Measure("points", "The agreement’s worth", "points", "both agree")


def judged(difference, expect="more", says="a bar brings more", measure=POINTS):
    claim = Claim(says=says, arms=("low", "high"), measure="points", expect=expect)
    return Judged(claim, measure, difference, "Low bar", "High bar")


@pytest.mark.parametrize(
    ("expect", "difference", "verdict"),
    [
        ("more", UP, Verdict.holds),
        ("more", DOWN, Verdict.opposite),
        ("more", LUCK, Verdict.unclear),
        ("less", UP, Verdict.opposite),
        ("less", DOWN, Verdict.holds),
        ("open", UP, Verdict.found),
        ("open", DOWN, Verdict.found),
        ("open", LUCK, Verdict.nothing),
        ("more", NOBODY, Verdict.unknown),
        ("open", NOBODY, Verdict.unknown),
    ],
)
def test_a_sign_counts_only_if_the_interval_leaves_out_nothing(expect, difference, verdict):
    assert judge(expect, difference) is verdict


def test_a_claim_is_told_with_its_change_its_arms_and_its_pairs():
    # The differences are 2, 2.1, 1.9 and 2: their mean is 2, their deviation 0.0816, so Student's
    # interval reaches 3.18 * 0.0816 / 2 = 0.13 either way.
    assert sentence(judged(UP)) == (
        "A bar brings more: +2.00 points (1.87 to 2.13) in the agreement’s worth, "
        "from “Low bar” to “High bar”, where both agree (4 pairs)."
    )


def test_a_claim_that_nobody_shows_says_so():
    assert "no pair of histories tells" in sentence(judged(NOBODY))
    assert headline([judged(NOBODY)]).startswith("Theory’s sign is missing: ")


def test_the_answer_begins_with_the_signs_that_do_not_appear():
    told = headline([judged(UP), judged(DOWN, says="it pays"), judged(LUCK, says="it lasts")])
    first, second = told.split(". As theory says")
    assert first == (
        "Theory’s sign is missing in 2 of 3 claims: it says that it pays, and the change is "
        "−2.00 points (−2.13 to −1.87) in the agreement’s worth; it says that it lasts, and the "
        "change, 0.0 points (−1.8 to 1.8) in the agreement’s worth, can’t be told from luck"
    )
    assert second == ": a bar brings more, +2.00 points (1.87 to 2.13)."


def test_where_every_sign_appears_the_answer_says_that_all_hold():
    told = headline([judged(UP), judged(DOWN, "less", "a bar costs")])
    assert told == (
        "As theory says (all 2 claims hold): a bar brings more, +2.00 points (1.87 to 2.13); "
        "a bar costs, −2.00 points (−2.13 to −1.87)."
    )


def test_an_open_question_that_stands_first_is_answered_first():
    told = headline([judged(UP, "open"), judged(UP)])
    assert told.startswith("Where theory leaves the sign open: +2.00 points")
    assert headline([judged(UP), judged(UP, "open")]).startswith("As theory says: ")
    assert headline([judged(LUCK, "open")]) == (
        "Where theory leaves the sign open, no change can be told from luck."
    )


def test_a_share_is_named_by_what_it_is_a_share_of():
    share = Measure("agreement", "Agreement", "share")
    assert "percentage points" in sentence(judged(UP, measure=share))
    assert "in the share of “Agreement”, from" in sentence(judged(UP, measure=share))
