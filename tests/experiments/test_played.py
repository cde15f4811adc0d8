"""Histories that people played, played again through the same door as any other."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from agents.views import ACCEPT, OFFER, WAIT, Move
from experiments.errors import ResultError
from experiments.played import PLAYED, chair, history_file, is_played, player, scripted, simulated
from experiments.replayed import replay
from sim.chair import Chair
from sim.outcomes import row, simulate
from sim.scenario import Scenario, shipped


@dataclass(frozen=True)
class Folder:
    """As much of a result as is asked for."""

    path: Path
    manifest: dict[str, Any]


@pytest.fixture(scope="module")
def world() -> Scenario:
    """A small world with a deadline."""
    return shipped("first_deal")


def played(world: Scenario) -> Chair:
    """A history in which Tokyo's chair changes hands twice, and both sides answer."""
    made = Chair(world, ("japan.negotiator", "us.negotiator"), 20250617, 2)
    turns = 0
    while not made.over:
        turns += 1
        if turns == 4:
            made.sit("japan.negotiator", False)
        elif turns == 7:
            made.sit("japan.negotiator", True)
        if made.over or made.asked is None:
            break
        view = made.view()
        if view.occasion:
            made.answer(Move(WAIT, ()))
        elif view.offered and view.offer[0] >= 2 and made.asked == "us.negotiator":
            made.answer(Move(ACCEPT, ()))
        else:
            made.answer(Move(OFFER, (min(4, turns // 3), 5, 0, 2)))
    return made


def test_a_script_goes_the_way_that_was_gone(world: Scenario) -> None:
    history = played(world)
    assert any(step[0] == "seat" for step in history.as_data()["moves"])
    model = scripted(world, json.loads(json.dumps(history.as_data())))
    model.play_out()
    assert not model.running
    assert row(world, model.state) == history.outcome()


def test_without_people_it_is_the_run_of_the_scenario(world: Scenario) -> None:
    model = scripted(world, Chair(world, (), 20250617, 5).as_data()).play_out()
    again = simulated(world, 20250617)(5, False).play_out()
    expected = {name: values[0] for name, values in simulate(world, 20250617, 5, 6).items()}
    assert row(world, model.state) == row(world, again.state) == expected


def test_a_result_of_people_is_replayed_from_its_files(world: Scenario, tmp_path: Path) -> None:
    history = played(world)
    path = tmp_path / history_file(0, 3)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(history.as_data()))
    result: Any = Folder(tmp_path, {PLAYED: {"class": "x"}})
    assert is_played(result)
    play = player(result, 0, world)
    found = replay(world, 1, 3, play)
    assert found.ending == history.outcome()["ending"]
    assert chair(result, 0, 3).outcome() == history.outcome()
    with pytest.raises(ResultError, match=r"run-000004\.json can't be played again"):
        play(4, False)
    path.write_text(json.dumps({"seats": []}))
    with pytest.raises(ResultError, match="can't be played again"):
        chair(result, 0, 3)
