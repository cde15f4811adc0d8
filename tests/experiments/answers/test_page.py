"""The page of an answer: made from a result and the words of the file, whole."""

from __future__ import annotations

import re

import pytest

from experiments.analysis.wording import date, inside, opening
from experiments.answers.answered import answered
from experiments.answers.figure import draw
from experiments.answers.page import answer_in_words, page, page_in_tongue, write_page
from experiments.errors import ResultError
from experiments.runner import run
from experiments.speech import speaking

ANSWER = {
    "title": "A trial",
    "theory": [{"text": "More is\nmore.", "sources": ["schelling1960", "putnam1988"]}],
    "design": "Two arms.",
    "defines": {"twice": {"label": "Twice the sessions", "unit": "days", "says": "2 * sessions"}},
    "measures": ["agreement", "sessions", "twice"],
    "claims": [
        {
            "says": "it lasts",
            "arms": ["first", "second"],
            "measure": "sessions",
            "expect": "more",
            "plainly": {"more": "It does.", "less": "It doesn't.", "unclear": "Who knows?"},
        },
        {"says": "it ends", "arms": ["second", "first"], "measure": "sessions", "expect": "more"},
    ],
    "ranking": {"measure": "twice", "best": "more", "says": "{best} takes longest"},
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


def test_a_claim_may_be_about_a_quotient_of_changes(load, found):
    other = [*ARMS, {"name": "third", "settings": {"sides.east.reference.grain": 0.9}}]
    claim = {
        "says": "it takes longer",
        "arms": ["second", "third"],
        "measure": "twice",
        "per": "sessions",
        "expect": "more",
    }
    wanted = {**ANSWER, "claims": [claim], "against": {"third": "second"}}
    experiment = load(vary=None, arms=other, answer=wanted)
    folder = found.result.path.parent / "three"
    again = answered(experiment, run(experiment, folder))
    (one,) = again.judged
    assert one.measure.label == "Twice the sessions for each unit of bilateral sessions held"
    # Twice a number changes by twice its own change, in every arm.
    assert (one.difference.first, one.difference.second) == pytest.approx((2.0, 2.0))
    assert one.difference.change.value == pytest.approx(0.0)
    sessions = again.comparison["sessions"]
    _, second, third = sessions.values
    assert sessions.differences[1].change.value == pytest.approx((third - second).mean())


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
        "Reproduce this",
    ]
    assert f"**Answer.** {answer_in_words(found)}\n" in text
    assert any(
        words in answer_in_words(found) for words in ("It does.", "It doesn't.", "Who knows?")
    )
    assert "**Compared with theory.** Theory names the sign of 2 claims: " in text
    assert "It is the change that claim 1" not in text  # the arms are the other way round
    assert "More is more. [schelling1960] [putnam1988]" in text
    assert "- **More**: `sides.east.reference.grain` = 0.7" in text
    assert "- Everything else." in text
    assert "no forecast" in text
    scenario = found.comparison.arms[0].scenario()
    for day in (0, scenario.horizon, scenario.window - 1):
        assert date(scenario.date_of(day)) in text
    (image,) = re.findall(r"\]\((figures/[^)]+\.png)\)", text)
    assert (tmp_path / image).read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / image).with_suffix(".svg").exists()
    for line in text.splitlines():
        assert not line.startswith("|") or line.count("|") in (3, 3 + 1, 5 + 1), line


def test_a_japanese_page_has_no_english_but_what_the_file_says(found, tmp_path):
    with speaking("ja"):
        again = answered(found.experiment, found.result)
        path = page_in_tongue(tmp_path / "trial.md")
        text = page(again, draw(again, path), "talks answer trial.yaml --lang ja", "[{}]".format)
    assert path.name == "trial.ja.md"
    own = (*_texts(ANSWER), *(arm["label"] for arm in ARMS), found.experiment.question)
    for words in (*own, *(opening(word) for word in own), found.experiment.arms[0].config.summary):
        text = text.replace(words, "")
    scenario = found.comparison.arms[0].scenario()
    for label in (*scenario.side_labels, *(issue.label for issue in scenario.issues)):
        text = text.replace(label, "").replace(inside(label), "")
    text = re.sub(r"`[^`]*`|```.*?```|\[\w+\]|\(figures/.*?\)", "", text, flags=re.DOTALL)
    assert re.findall(r"[A-Za-z]{2,}", text) == []
    assert answered(found.experiment, found.result).judged == found.judged


def _texts(part):
    if isinstance(part, dict):
        return [text for value in part.values() for text in _texts(value)]
    if isinstance(part, list):
        return [text for value in part for text in _texts(value)]
    return [" ".join(part.split())] if isinstance(part, str) and len(part) > 4 else []


def test_a_page_is_named_once_by_its_language(tmp_path):
    assert page_in_tongue(tmp_path / "a.md") == tmp_path / "a.md"
    with speaking("ja"):
        assert page_in_tongue(tmp_path / "a.md") == tmp_path / "a.ja.md"
        assert page_in_tongue(tmp_path / "a.ja.md") == tmp_path / "a.ja.md"


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
