"""`talks score` on a small result: what is printed, what is JSON, what is refused."""

from __future__ import annotations

import json
import re

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from experiments.design import load_experiment
from experiments.runner import run
from sim.scenario import CONFIGS
from talks.app import app
from talks.command import failure, telling

RIVER = CONFIGS / "outcomes" / "river_made_up.yaml"
BARE = CONFIGS / "scenarios" / "bare.yaml"
OUTCOMES = f"""
name: made_up
title: How it ended (invented)
scenario: {BARE}
known_on: 2025-01-31
events:
  agreement: {{date: 2025-01-20, source: invented}}
facts:
  struck_down:
    label: a text was struck down
    when: overrides > 0
    happened: false
    source: invented
levels:
  grain: {{value: 0.5, unit: share, source: invented}}
figures:
  rounds: {{value: 12, unit: count, source: invented}}
"""


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    folder = tmp_path_factory.mktemp("score")
    content = {"name": "t", "question": "What?", "scenario": str(BARE), "runs": 30, "seed": 7}
    path = folder / "t.yaml"
    path.write_text(json.dumps({**content, "engine": "mesa"}))
    return run(load_experiment(path), folder / "result").path


@pytest.fixture
def outcomes(tmp_path):
    path = tmp_path / "outcomes.yaml"
    path.write_text(OUTCOMES)
    return path


@pytest.fixture(scope="module")
def river(tmp_path_factory):
    """A few histories of the world that the shipped example is about."""
    folder = tmp_path_factory.mktemp("river")
    world = CONFIGS / "scenarios" / "marenna_tirvald.yaml"
    content = {"name": "t", "question": "What?", "scenario": str(world), "runs": 3, "seed": 7}
    path = folder / "t.yaml"
    path.write_text(json.dumps({**content, "engine": "mesa"}))
    return run(load_experiment(path), folder / "result").path


def score(*words):
    return CliRunner().invoke(app, ["score", *map(str, words)], env={"COLUMNS": "100"})


def test_people_read_every_question_its_scores_and_the_cautions(result, outcomes):
    told = score(result, "--outcomes", outcomes)
    assert told.exit_code == 0, told.output
    for words in (
        "How it ended (invented)",
        "30 histories of bare",
        "20 January 2025",
        "All bins: 1 January – 31 January",
        "A text was struck down: no",
        "Brier",
        "CRPS, count",
        "fair CRPS",
        "status quo",
        "This is one case.",
        "luck of 30 histories",
    ):
        assert words in " ".join(told.stdout.split()), words


def test_json_holds_the_same_and_nothing_else(result, outcomes):
    told = score(result, "--outcomes", outcomes, "--json")
    found = json.loads(told.stdout)
    assert [one["name"] for one in found["questions"]] == [
        "agreement",
        "grain",
        "struck_down",
        "rounds",
    ]
    again = json.loads(score(result, "--outcomes", outcomes, "--json").stdout)
    other = json.loads(score(result, "--outcomes", outcomes, "--json", "--seed", "8").stdout)
    assert again == found
    assert other != found
    crps = [run["questions"][3]["scores"]["crps"]["value"] for run in (found, other)]
    assert crps[0] == crps[1]


def test_what_is_wrong_is_told_and_nothing_is_printed(result, outcomes):
    outcomes.write_text(OUTCOMES.replace("agreement:", "agrement:"))
    told = score(result, "--outcomes", outcomes)
    # `main` turns it into a message and exit code 2; the runner sees the exception itself.
    assert "events.agrement: unknown event" in str(told.exception)
    assert told.stdout == ""


def test_an_arm_that_is_not_there_is_told(result, outcomes):
    told = score(result, "--outcomes", outcomes, "--arm", "3")
    assert "no arm 3" in str(told.exception)


@pytest.mark.parametrize("columns", [80, 120])
def test_in_japanese_nothing_is_left_in_english_and_every_line_fits(river, columns, monkeypatch):
    monkeypatch.setattr(telling.console, "width", columns)
    told = score(river, "--outcomes", RIVER, "--lang", "ja")
    assert told.exit_code == 0, told.output
    left = re.findall("[A-Za-z]{2,}", re.sub("[0-9a-f]{12}", "", told.stdout))
    assert set(left) == {"CRPS", "marenna", "tirvald"}
    assert max(map(cell_len, told.stdout.splitlines())) <= columns
    assert "…" not in told.stdout
    assert not [line for line in told.stdout.splitlines() if line[:1] in tuple("、。）」")]
    for words in ("これは一つの事例である。", "期限が延期された：", "年4億ドル", "2031年8月27日"):
        assert words in told.stdout, words


def test_json_is_the_same_in_every_language(river):
    english, japanese = (
        score(river, "--outcomes", RIVER, "--json", "--lang", lang).stdout for lang in ("en", "ja")
    )
    assert json.loads(english)["outcomes"]["title"].startswith("How it ended")
    assert japanese == english


def test_a_language_that_is_not_there_is_refused_in_a_sentence(result, outcomes, capsys):
    told = score(result, "--outcomes", outcomes, "--lang", "xx")
    assert told.stdout == ""
    assert failure.told(told.exception) == 2
    assert capsys.readouterr().err == "no language 'xx'; there are en, ja\n"
