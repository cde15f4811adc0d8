"""Which of the texts for a change stands as the answer is computed from its interval."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.measures import Measure
from experiments.analysis.paired import paired
from experiments.answers.block import Claim, Little, Opening, Plainly
from experiments.answers.plain import plain_answer
from experiments.answers.verdicts import Judged
from experiments.speech import speaking

UP = paired([1.0, 2.0, 3.0, 4.0], [3.0, 4.1, 4.9, 6.0])  # +2.00 (1.87 to 2.13)
DOWN = paired([3.0, 4.1, 4.9, 6.0], [1.0, 2.0, 3.0, 4.0])
LUCK = paired([1.0, 2.0, 3.0, 4.0], [2.0, 1.0, 4.0, 3.0])  # 0.0 (−1.8 to 1.8)
NOBODY = paired([np.nan, 1.0], [1.0, np.nan])

POINTS = Measure("points", "Points", "points")
TEXTS = Plainly(
    more="It pays: {first} becomes {second}.", less="It costs {size}.", unclear="Who knows?"
)


def told(scenario, *differences, plainly=TEXTS, measure=POINTS):
    claims = [
        Judged(
            Claim(says="it pays", arms=("a", "b"), measure="points", expect="open", plainly=text),
            measure,
            difference,
            "A",
            "B",
        )
        for difference, text in zip(differences, [plainly] * len(differences), strict=True)
    ]
    return plain_answer(claims, scenario)


def test_the_sign_of_the_interval_chooses_the_text(japan_us):
    world = japan_us()
    assert told(world, UP) == "It pays: 2.5 becomes 4.5."
    assert told(world, DOWN) == "It costs 2.00 points (1.87 to 2.13)."
    assert told(world, LUCK) == "Who knows?"
    assert told(world, UP, LUCK) == "It pays: 2.5 becomes 4.5. Who knows?"


def test_claims_without_texts_say_nothing(japan_us):
    assert told(japan_us(), UP, plainly=None) == ""


@pytest.mark.parametrize(
    ("under", "difference", "words"),
    [
        (3, UP, "Less than 3."),
        (3, DOWN, "Less than 3."),
        (3, LUCK, "Less than 3."),
        (2, UP, "It pays: 2.5 becomes 4.5."),  # the interval reaches beyond 2
        (1.5, LUCK, "Who knows?"),
    ],
)
def test_a_change_is_little_only_if_its_whole_interval_is(japan_us, under, difference, words):
    little = Little(under=under, says="Less than {under}.")
    assert (
        told(japan_us(), difference, plainly=TEXTS.model_copy(update={"little": little})) == words
    )


def test_little_is_counted_in_the_unit_of_the_change(japan_us):
    share = Measure("agreement", "Agreement", "share")
    plainly = TEXTS.model_copy(update={"little": Little(under=3, says="Little.")})
    tiny = paired([0.0, 0.0, 0.0, 0.0], [0.010, 0.011, 0.009, 0.010])  # a percentage point
    assert told(japan_us(), tiny, plainly=plainly, measure=share) == "Little."
    assert told(japan_us(), UP, plainly=plainly, measure=share).startswith("It pays")


def test_an_opening_stands_first_if_its_claims_have_come_out_so(japan_us):
    claims = [
        Judged(
            Claim(says="it pays", arms=("a", "b"), measure="points", expect="open"),
            POINTS,
            difference,
            "A",
            "B",
        )
        for difference in (DOWN, DOWN, LUCK)
    ]
    everybody = Opening(claims=(1, 2, 3), come_out="less", says="Everybody loses.")
    some = Opening(claims=(1, 2), come_out="less", says="Some lose.")
    nothing = Opening(claims=(3,), come_out="unclear", says="Nothing.")
    world = japan_us()
    assert plain_answer(claims, world, [everybody, some, nothing]) == "Some lose."
    assert plain_answer(claims, world, [everybody, nothing]) == "Nothing."
    assert plain_answer(claims, world, [everybody]) == ""


def test_what_no_pair_shows_is_said(japan_us):
    assert told(japan_us(), NOBODY) == ("“It pays”: no pair of histories tells, from “A” to “B”.")
    with speaking("ja"):
        assert "示す試行の対がない" in told(japan_us(), NOBODY)
