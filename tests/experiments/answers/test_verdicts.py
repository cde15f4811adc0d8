"""What is said of a claim follows from the change's interval, and from nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.measures import Measure
from experiments.analysis.paired import paired
from experiments.answers.block import Claim
from experiments.answers.verdicts import Judged, Verdict, judge, sentence, sentences, tally

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
        "“A bar brings more”: +2.00 points (1.87 to 2.13) in the agreement’s worth, "
        "from “Low bar” to “High bar”, where both arms agree (4 pairs)."
    )


def test_a_claim_that_nobody_shows_says_so():
    assert "no pair of histories tells" in sentence(judged(NOBODY))
    assert tally([judged(NOBODY)]).endswith("In 1 no pair of histories tells.")


def test_the_tally_tells_what_goes_against_theory_from_what_is_undecided():
    told = tally([judged(UP), judged(DOWN), judged(LUCK), judged(LUCK)])
    assert told == (
        "Theory names the sign of 4 claims: as expected in 1, against theory in 1, undecided (the "
        "interval holds 0) in 2."
    )


def test_every_open_claim_is_counted_decided_or_not():
    told = tally([judged(UP), judged(UP, "open"), judged(LUCK, "open"), judged(LUCK, "open")])
    assert told == (
        "Theory names the sign of 1 claim: as expected in 1, against theory in 0, undecided (the "
        "interval holds 0) in 0. In 3 more it leaves the sign open, being silent or divided: a "
        "change shows in 1, undecided in 2."
    )


def test_two_claims_on_one_change_say_so():
    told = sentences([judged(UP), judged(UP, "less", "a bar costs")])
    assert told[1].endswith("(4 pairs). It is the change that claim 1 is judged by.")
    assert "claim" not in told[0]


def test_two_changes_that_only_read_alike_say_so():
    again = paired([1.0, 2.0, 3.0, 4.0], [3.0001, 4.1001, 4.9001, 6.0001])
    first, second = judged(UP), judged(again)
    other = second.claim.model_copy(update={"arms": ("low", "higher")})
    told = sentences([first, Judged(other, POINTS, again, "Low bar", "Higher bar")])
    assert told[1].endswith(
        "A different comparison than in claim 1 that happens to give almost the same number "
        "(+2.0001 here, +2.0000 there)."
    )


def test_a_share_is_named_by_what_it_is_a_share_of():
    share = Measure("agreement", "Agreement", "share")
    assert "percentage points" in sentence(judged(UP, measure=share))
    assert "in the share of “Agreement”, from" in sentence(judged(UP, measure=share))


def test_a_change_whose_interval_ends_close_to_nothing_is_called_barely_clear():
    barely = paired([0.0, 0.0, 0.0, 0.0], [0.3, 1.0, 1.7, 1.0])  # +1.00 (0.09 to 1.91)
    assert barely.clear
    assert sentences([judged(barely)])[0].endswith("Barely clear: the interval ends close to 0.")
    assert "Barely" not in sentences([judged(UP)])[0]
