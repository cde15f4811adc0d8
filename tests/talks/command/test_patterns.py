"""`talks patterns` hands on what the patterns find: to people, and as JSON."""

from __future__ import annotations

import io
import json
import re

import pytest
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner

from experiments import doors
from experiments.analysis.intervals import Interval
from experiments.patterns import played, registry
from experiments.patterns.finding import Finding, above, finding
from experiments.speech import speaking
from sim.scenario import CONFIGS
from talks.app import app
from talks.command import failure
from talks.command.patterns import _table


def row(id: str, holds: bool | None):
    return finding(
        id,
        f"Claim {id}",
        Interval(0.5, 0.25 if holds else -0.25, 0.75),
        unit="points",
        arms=("one", "other"),
        runs=8,
        source=("raiffa1982",),
        criterion=None if holds is None else above(0),
    )


FOUND = {3: (row("3-a", True), row("3-b", False)), 5: (row("5-a", None),)}


@pytest.fixture
def asked(monkeypatch):
    calls = []

    def play(patterns, factor, workers):
        calls.append(([pattern.number for pattern in patterns], factor, workers))
        for pattern in reversed(patterns):
            yield pattern, FOUND[pattern.number]

    monkeypatch.setattr(played, "played", play)
    monkeypatch.setattr(doors, "machine_code_is_ready", lambda: True)
    return calls


def patterns(*words):
    return CliRunner().invoke(app, ["patterns", *words], env={"COLUMNS": "110"})


def test_people_see_every_claim_and_what_fails(asked):
    told = patterns("--only", "5,3")
    assert told.exit_code == 0  # though a claim fails
    for number in (3, 5):
        title = next(one.title for one in registry.PATTERNS if one.number == number)
        assert f"{number}  {title}" in told.stdout
    lines = [line.split() for line in told.stdout.splitlines() if line.startswith("Claim")]
    assert [(line[1], line[-1]) for line in lines] == [("3-a", "yes"), ("3-b", "no"), ("5-a", "–")]
    assert "1 of 2 claims hold" in told.stdout
    assert "Failing: 3-b." in told.stdout


def test_json_is_a_list_of_rows_in_the_order_of_patterns(asked):
    told = patterns("--only", "3,5", "--json", "--runs-factor", "2", "--workers", "1")
    rows = json.loads(told.stdout)
    assert [one["id"] for one in rows] == ["3-a", "3-b", "5-a"]
    assert [one["holds"] for one in rows] == [True, False, None]
    assert {"id", "name", "effect", "low", "high", "source", "holds"} <= set(rows[0])
    assert asked == [([3, 5], 2.0, 1)]


def test_a_file_gets_the_same(asked, tmp_path):
    path = tmp_path / "patterns.json"
    told = patterns("--only", "3", "--json", "--out", str(path))
    assert path.read_text(encoding="utf-8") == told.stdout
    assert [found.name for found in tmp_path.iterdir()] == ["patterns.json"]


def test_who_is_stopped_keeps_the_tables_and_writes_no_file(monkeypatch, tmp_path):
    def stopped(patterns, factor, workers):
        yield patterns[0], FOUND[3]
        raise KeyboardInterrupt

    monkeypatch.setattr(played, "played", stopped)
    monkeypatch.setattr(doors, "machine_code_is_ready", lambda: True)
    told = patterns("--only", "3,5", "--out", str(tmp_path / "patterns.json"))
    assert told.exit_code == 130
    assert "Claim 3-a" in told.stdout
    assert "1 of 2 patterns were played" in told.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words", [("--out", "nowhere/patterns.json"), ("--runs-factor", "0.1"), ("--workers", "0")]
)
def test_what_cannot_be_done_is_told_before_anything_is_played(asked, words):
    assert patterns(*words).exit_code == 2
    assert asked == []


PUBLISHED = CONFIGS.parent / "docs" / "patterns.json"


def findings(rows):
    for row in rows:
        yield Finding(**{**row, "source": tuple(row["source"]), "arms": tuple(row["arms"])})


@pytest.mark.parametrize("columns", [80, 120])
def test_in_japanese_every_claim_is_told_whole(columns):
    rows = tuple(findings(json.loads(PUBLISHED.read_text(encoding="utf-8"))))
    console = Console(width=columns, file=io.StringIO())
    with speaking("ja"):
        for pattern in registry.PATTERNS:
            console.print(_table(pattern, tuple(r for r in rows if r.pattern == pattern.number)))
    told = console.file.getvalue()
    names = {"bare", "japan", "us", "trade", "off", "bayes"}
    assert set(re.findall("[A-Za-z]{2,}", told)) <= names
    assert max(map(cell_len, told.splitlines())) <= columns
    assert "…" not in told


def test_in_japanese_verdicts_and_counts_are_told_and_json_stays_as_it_is(asked, tmp_path):
    told = patterns("--only", "3,5", "--lang", "ja", "--out", str(tmp_path / "patterns.json"))
    assert told.exit_code == 0
    for words in ("期限効果", "95%信頼区間", "はい", "いいえ", "2の主張のうち1が成り立つ。"):
        assert words in told.stdout, words
    assert "成り立たないもの：3-b。" in told.stdout.replace("\n", "")
    english = patterns("--only", "3,5", "--json").stdout
    assert (tmp_path / "patterns.json").read_text(encoding="utf-8") == english
    assert patterns("--only", "3,5", "--json", "--lang", "ja").stdout == english


def test_a_language_that_is_not_there_is_refused_before_anything_is_played(asked, capsys):
    told = patterns("--only", "3", "--lang", "xx")
    assert failure.told(told.exception) == 2
    assert capsys.readouterr().err == "no language 'xx'; there are en, ja\n"
    assert asked == []
