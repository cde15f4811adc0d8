"""The page of an answer: made from a result and the words of the file, whole."""

from __future__ import annotations

import re

import pytest

from experiments.answers.answered import answered
from experiments.answers.figure import draw
from experiments.answers.page import page, summary, write_page
from experiments.errors import ResultError
from experiments.runner import run

ANSWER = {
    "title": "A trial",
    "theory": [{"text": "More is\nmore.", "sources": ["schelling1960", "putnam1988"]}],
    "design": "Two arms.",
    "defines": {"twice": {"label": "Twice the sessions", "unit": "days", "says": "2 * sessions"}},
    "measures": ["agreement", "sessions", "twice"],
    "claims": [
        {"says": "it lasts", "arms": ["first", "second"], "measure": "sessions", "expect": "more"},
        {"says": "it ends", "arms": ["second", "first"], "measure": "sessions", "expect": "more"},
    ],
    "ranking": {"measure": "twice", "best": "more", "says": "takes longest"},
    "limits": ["Everything else."],
}
ARMS = [
    {"name": "first", "label": "As it is"},
    {"name": "second", "label": "More", "settings": {"sides.east.reference.grain": 0.7}},
]


@pytest.fixture(scope="module")
def found(load, tmp_path_factory):
    experiment = load(vary=None, arms=ARMS, answer=ANSWER)
    return answered(experiment, run(experiment, tmp_path_factory.mktemp("results") / "trial"))


def test_a_measure_of_ones_own_is_reckoned_from_the_rows(found):
    sessions, twice = found.comparison.outcomes[1:]
    assert twice.measure.label == "Twice the sessions"
    for one, two in zip(sessions.values, twice.values, strict=True):
        assert (2 * one == two).all()
    assert twice.differences[0].change.value == pytest.approx(
        2 * sessions.differences[0].change.value
    )


def test_a_claim_and_its_opposite_are_judged_by_the_same_change(found):
    one, two = found.judged
    assert one.difference.change.value == -two.difference.change.value
    assert (one.first, one.second) == ("As it is", "More")
    assert {one.verdict, two.verdict} in ({"holds", "opposite"}, {"unclear"})


def test_the_page_is_whole(found, tmp_path):
    path = tmp_path / "trial.md"
    text = page(found, draw(found, path), "talks answer trial.yaml", "[{}]".format)
    write_page(path, text)
    assert path.read_text("utf-8") == text
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    assert headings == [
        "A trial",
        "What one would expect",
        "Design",
        "What comes out",
        "What it does not show",
        "Do it again",
    ]
    assert f"**Answer.** {summary(found)}" in text
    assert "More is more. [schelling1960] [putnam1988]" in text
    assert "- **More**: `sides.east.reference.grain` = 0.7" in text
    assert "- Everything else." in text
    assert "no forecast" in text
    (image,) = re.findall(r"\]\((figures/[^)]+\.png)\)", text)
    assert (tmp_path / image).read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / image).with_suffix(".svg").exists()
    for line in text.splitlines():
        assert not line.startswith("|") or line.count("|") in (3 + 1, 3), line


def test_an_experiment_without_an_answer_is_told(load, tmp_path):
    result = run(load(), tmp_path / "trial")
    with pytest.raises(ResultError, match="has no 'answer'"):
        answered(load(), result)


def test_the_words_are_those_of_the_file_now(found, load):
    now = load(vary=None, arms=ARMS, answer={**ANSWER, "title": "Another title"})
    again = answered(now, found.result)
    assert again.block.title == "Another title"
    assert again.judged == found.judged


def test_a_result_of_another_experiment_is_refused(found, load):
    other = load(vary=None, arms=ARMS, answer=ANSWER, seed=8)
    with pytest.raises(ResultError, match="holds another experiment"):
        answered(other, found.result)


def test_a_result_with_missing_runs_is_told(found, monkeypatch):
    monkeypatch.setattr(type(found.result), "complete", False)
    with pytest.raises(ResultError, match="runs are missing"):
        answered(found.experiment, found.result)
