"""Simulated histories beside the tables."""

from __future__ import annotations

import json

import pytest

from classroom.debrief import cloud
from classroom.debrief.revealed import revealed
from experiments.doors import COMPILED, MESA
from sim.outcomes import simulate
from tests.classroom.playing import RUN, SEED, first_deal

CONFIG = first_deal().config.model_dump_json(by_alias=True)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the glass door, for a few histories."""
    monkeypatch.setattr(cloud, "RUNS", {COMPILED: 8, MESA: 8})
    monkeypatch.setattr(cloud, "machine_code_is_ready", lambda: False)


def test_the_cloud_is_the_first_runs_of_the_scenario() -> None:
    data = json.loads(json.dumps(cloud.simulate(CONFIG, SEED)))
    rows = simulate(first_deal(), SEED, 0, 8)
    assert data["endings"] == rows["ending"]
    assert data["days"] == rows["agreement_day"]
    issues = [issue.id for issue in first_deal().issues]
    assert [run[1] for run in data["levels"]] == rows[f"level_{issues[1]}"]


def test_the_tables_own_tape_is_left_out() -> None:
    data = cloud.simulate(CONFIG, SEED)
    whole, without = cloud.read(data), cloud.read(data, [RUN])
    assert (whole.runs, without.runs) == (8, 7)
    agreed = data["endings"][RUN] == "agreement"
    assert len(whole.days) - len(without.days) == agreed


def test_agreements_are_placed_by_their_packages() -> None:
    plane = revealed(first_deal(), SEED, RUN)
    found = cloud.Cloud(5, {(4, 5, 0, 0): 3, (4, 0, 0, 6): 1}, (10, 10, 11, 20), {})
    assert found.placed(plane) == {
        plane.points((4, 5, 0, 0)): 3,
        plane.points((4, 0, 0, 6)): 1,
    }


def test_without_machine_code_none_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def compiling(*_: object) -> None:
        raise AssertionError("a lesson is no time to compile")

    monkeypatch.setattr("sim.engine.RUNS.prepare", compiling)
    monkeypatch.setattr("sim.engine.simulate", compiling)
    assert len(cloud.simulate(CONFIG, SEED)["endings"]) == 8
