"""A page explains the words that stand on it, and no others."""

from __future__ import annotations

from experiments.answers.block import Answer
from experiments.answers.words import words_in


def block(design="Two arms.", measures=("agreement",)):
    return Answer(
        title="A trial",
        theory=({"text": "More is more."},),
        design=design,
        measures=measures,
        limits=("All else.",),
    )


def test_arms_histories_and_pairs_are_always_explained():
    told = words_in(block())
    assert "*arm*" in told
    assert "*pair*" in told
    assert "mandate" not in told


def test_a_word_of_the_text_is_explained():
    assert "A *mandate* is " in words_in(block(design="What mandates do."))
    assert "mandate" not in words_in(block(design="Reprimanded."))


def test_a_measure_is_explained():
    told = words_in(block(measures=("agreement", "points_japan", "score_points_japan")))
    assert "*worth*" in told
    assert "*score*" in told
    assert "“*Both arms agree*”" in told
    assert "exporters" not in told
