"""`talks answer` runs what is missing, says what comes out, and writes a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from talks.app import app

BARE = Path(__file__).resolve().parents[3] / "configs" / "scenarios" / "bare.yaml"
ANSWER = {
    "title": "A trial",
    "theory": [{"text": "More is more.", "sources": ["schelling1960"]}],
    "design": "Two arms.",
    "measures": ["agreement", "sessions"],
    "claims": [
        {"says": "it lasts", "arms": ["first", "second"], "measure": "sessions", "expect": "more"}
    ],
    "limits": ["Everything else."],
}


@pytest.fixture
def experiment(tmp_path):
    content = {
        "name": "trial",
        "question": "What lasts?",
        "scenario": str(BARE),
        "runs": 12,
        "seed": 7,
        "engine": "mesa",
        "arms": [
            {"name": "first", "label": "As it is"},
            {"name": "second", "settings": {"sides.east.reference.grain": 0.7}},
        ],
        "answer": ANSWER,
    }
    path = tmp_path / "trial.yaml"
    path.write_text(json.dumps(content))
    return path


def answer(*words):
    return CliRunner().invoke(app, ["answer", *map(str, words), "--workers", "1"])


def test_the_answer_is_told_and_the_page_written(experiment, tmp_path):
    page = tmp_path / "pages" / "trial.md"
    found = answer(experiment, "--out", tmp_path / "result", "--page", page)
    assert found.exit_code == 0, found.output
    assert "What lasts?" in found.output
    assert "“It lasts”:" in found.output
    text = page.read_text("utf-8")
    assert text.startswith("# A trial\n")
    assert f"talks answer {experiment} --page {page}" in text
    assert {path.name for path in (page.parent / "figures").iterdir()} == {"trial.png", "trial.svg"}


def test_an_unchanged_experiment_is_not_run_again(experiment, tmp_path):
    out = tmp_path / "result"
    assert answer(experiment, "--out", out).exit_code == 0
    before = (out / "manifest.json").read_bytes()
    assert answer(experiment, "--out", out).exit_code == 0
    assert (out / "manifest.json").read_bytes() == before


def test_a_page_is_markdown(experiment, tmp_path):
    found = answer(experiment, "--page", tmp_path / "page.html")
    assert found.exit_code == 2
    assert not (tmp_path / "page.html").exists()


def test_an_experiment_that_claims_nothing_is_refused_before_it_runs(experiment, tmp_path):
    content = json.loads(experiment.read_text())
    del content["answer"]
    experiment.write_text(json.dumps(content))
    found = answer(experiment, "--out", tmp_path / "result")
    assert found.exit_code != 0
    assert "has no 'answer'" in str(found.exception)
    assert not (tmp_path / "result").exists()


def test_the_answer_and_its_page_are_said_in_japanese(experiment, tmp_path):
    page = tmp_path / "trial.md"
    words = (experiment, "--out", tmp_path / "result", "--page", page, "--lang", "ja")
    found = answer(*words)
    assert found.exit_code == 0, found.output
    assert "理論は1件の主張について符号を示す。" in found.output
    text = (tmp_path / "trial.ja.md").read_text("utf-8")
    assert "## 結果" in text
    assert f"talks answer {experiment} --page {page} --lang ja" in text
    assert (tmp_path / "figures" / "trial.ja.png").exists()
    assert not page.exists()


def test_a_language_that_is_not_there_is_refused_before_anything_runs(experiment, tmp_path):
    found = answer(experiment, "--out", tmp_path / "result", "--lang", "xx")
    assert found.exit_code != 0
    assert "no language 'xx'; there are en, ja" in str(found.exception)
    assert not (tmp_path / "result").exists()
