"""`talks bench` hands on what was measured: to people, and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks import suite
from benchmarks.children import Unmeasured
from benchmarks.plan import FULL, QUICK
from talks.app import app

NUMBERS = Path(__file__).resolve().parents[3] / "docs" / "performance.json"
DATA = json.loads(NUMBERS.read_text(encoding="utf-8"))


@pytest.fixture
def plans(monkeypatch):
    asked = []

    def measure(plan, tell):
        asked.append(plan)
        tell("measuring", 0, 1)
        return DATA

    monkeypatch.setattr(suite, "measure", measure)
    return asked


def bench(*words):
    return CliRunner().invoke(app, ["bench", *words], env={"COLUMNS": "120"})


def test_people_see_every_scenario_and_every_ratio(plans):
    told = bench()
    assert told.exit_code == 0
    for name in (*DATA["doors"], *DATA["ratios"]):
        assert name in told.stdout
    assert plans == [FULL]


def test_a_dash_prints_nothing_but_json(plans):
    told = bench("--json", "-", "--quick")
    assert json.loads(told.stdout) == DATA
    assert plans == [QUICK]


def test_a_file_gets_the_same(plans, tmp_path):
    path = tmp_path / "numbers.json"
    assert bench("--json", str(path)).exit_code == 0
    assert json.loads(path.read_text(encoding="utf-8")) == DATA
    assert [found.name for found in tmp_path.iterdir()] == ["numbers.json"]


def test_what_cannot_be_measured_is_told_and_writes_nothing(monkeypatch, tmp_path):
    def measure(plan, tell):
        raise Unmeasured("sources were edited")

    monkeypatch.setattr(suite, "measure", measure)
    told = bench("--json", str(tmp_path / "numbers.json"))
    assert told.exit_code == 2
    assert list(tmp_path.iterdir()) == []
