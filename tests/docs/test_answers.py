"""The pages of experiments belong to the files that they were made from."""

from __future__ import annotations

import dataclasses
import re
import shutil

import pytest

import answers
from experiments.design import load_experiment
from pages import ROOT

NAMES = tuple(answers.experiments())


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    return shutil.copytree(answers.FOLDER, tmp_path_factory.mktemp("docs") / "experiments")


def test_the_nine_questions_are_answered():
    assert NAMES == answers.ORDER


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_all_that_a_reader_needs(name):
    text = (answers.FOLDER / f"{name}.md").read_text("utf-8")
    for part in ("Question.", "Answer.", "What one would expect", "Design", "What comes out"):
        assert part in text
    assert "## What it does not show" in text
    assert f"talks answer configs/experiments/{name}.yaml" in text
    assert (answers.FOLDER / "figures" / f"{name}.svg").exists()


@pytest.mark.parametrize("name", NAMES)
def test_the_question_is_answered_plainly_before_claims_are_counted(name):
    text = (answers.FOLDER / f"{name}.md").read_text("utf-8")
    config = load_experiment(answers.EXPERIMENTS / f"{name}.yaml").config
    told = answers._ANSWER.search(text)[1]
    assert "claim" not in told
    assert text.index("**Answer.**") < text.index("**Compared with theory.**")
    worded = [claim.plainly for claim in config.answer.claims if claim.plainly]
    assert worded or config.answer.ranking


@pytest.mark.parametrize("name", NAMES)
def test_the_tally_is_that_of_the_claims_below_it(name):
    text = (answers.FOLDER / f"{name}.md").read_text("utf-8")
    verdicts = re.findall(r"^\| \d+ \|.*\| \*\*([^*]+)\*\*[^|]*\|$", text, re.M)
    (counted,) = re.findall(
        r"as expected in (\d+), against theory in (\d+), und[^)]+\) in (\d+)", text
    )
    shorts = ("As expected", "Against theory", "Undecided")
    assert tuple(map(int, counted)) == tuple(verdicts.count(short) for short in shorts)
    left = [verdict for verdict in verdicts if verdict not in shorts]
    more = re.findall(r"In (\d+) more it leaves the sign open", text)
    assert more == ([str(len(left))] if left else [])


@pytest.mark.slow
def test_a_page_of_another_file_is_stale(copied, monkeypatch):
    monkeypatch.setattr(answers, "model_mark", _mark)
    assert answers.stale(copied) == []
    page = copied / f"{NAMES[0]}.md"
    text = page.read_text("utf-8")
    page.write_text(re.sub(r"<!-- experiment \w+,", "<!-- experiment 0000,", text), "utf-8")
    assert answers.stale(copied) == [page]
    page.write_text(text, "utf-8")
    (copied / answers.INDEX).write_text("old\n", "utf-8")
    assert answers.stale(copied) == [copied / answers.INDEX]


def _mark() -> str:
    text = (answers.FOLDER / f"{NAMES[0]}.md").read_text("utf-8")
    return answers._MARK.search(text)[2]


def test_the_stamp_is_of_the_words_too():
    experiment = load_experiment(ROOT / "configs" / "experiments" / "tied_hands.yaml")
    config = experiment.config.model_copy(update={"question": "Why?"})
    assert answers.stamp(experiment) != answers.stamp(
        dataclasses.replace(experiment, config=config)
    )
    assert answers.stamp(experiment) == answers.stamp(dataclasses.replace(experiment))
