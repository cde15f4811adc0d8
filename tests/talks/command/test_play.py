"""``talks play``: what a player reads, how one leaves, and which file the chair is kept in."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from sim.model import TalksModel
from talks.app import app


@pytest.fixture
def play(tmp_path, monkeypatch):
    """Play in an empty folder with these lines typed; return all that was said."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def play(*words, typed):
        result = CliRunner().invoke(app, ["play", *words], input="\n".join((*typed, "")))
        assert result.exit_code == 0, result.output
        return result.output

    return play


class Marked(float):
    """A number of points that says whose it is wherever it is written."""

    side = -1

    def __format__(self, spec):
        return f"<{self.side}>"


@pytest.mark.parametrize(
    ("scenario", "seat", "own"),
    [
        ("japan_us_2025", "japan.negotiator", 0),
        ("japan_us_2025", "us.commerce", 1),
        ("marenna_tirvald", "marenna.water", 0),
        ("marenna_tirvald", "tirvald.trade", 1),
    ],
)
def test_the_other_sides_points_are_printed_nowhere(play, monkeypatch, scenario, seat, own):
    def points(self, side, value):
        found = Marked(value)
        found.side = side
        return found

    monkeypatch.setattr(TalksModel, "points", points)
    said = play(scenario, "--seat", seat, typed=["l", "o", "50", "", *["w"] * 25, "q"])
    said = said.partition("Averaged over")[0]  # what is told at the end is everything
    assert f"<{own}>" in said
    assert f"<{1 - own}>" not in said
    assert "Round 2." in said


@pytest.mark.parametrize("word", ["q", "quit", "Exit"])
def test_one_leaves_by_any_word_for_it(play, tmp_path, word):
    said = play("bare", "--seat", "east.envoy", typed=["w", word])
    assert "Go on with: talks play --resume chair.json" in said
    assert json.loads((tmp_path / "chair.json").read_text())["moves"] == [["wait", []]]


def test_a_file_that_is_there_is_never_overwritten(play, tmp_path):
    (tmp_path / "chair.json").write_text("mine")
    said = play("bare", "--seat", "east.envoy", typed=["w", "q"])
    assert "chair.json is there already and stays as it is" in said
    assert "Kept in chair-2.json." in said
    said = play("bare", "--seat", "east.envoy", typed=["q"])
    assert "Kept in chair-3.json." in said
    assert (tmp_path / "chair.json").read_text() == "mine"
    assert json.loads((tmp_path / "chair-2.json").read_text())["moves"] == [["wait", []]]


def test_a_chair_taken_up_again_is_kept_where_it_was(play, tmp_path):
    play("bare", "--seat", "east.envoy", typed=["w", "q"])
    said = play("--resume", "chair.json", typed=["w", "q"])
    assert "is there already" not in said
    assert len(json.loads((tmp_path / "chair.json").read_text())["moves"]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["chair.json"]


def test_an_end_takes_away_only_the_chair_that_was_taken_up(play, tmp_path):
    (tmp_path / "chair.json").write_text("mine")
    play("bare", "--seat", "east.envoy", typed=["w", "q"])
    said = play("--resume", "chair-2.json", typed=["w"] * 400)
    assert "first year: East" in said
    assert [path.name for path in tmp_path.iterdir()] == ["chair.json"]
    said = play("bare", "--seat", "east.envoy", typed=["w"] * 400)
    assert "first year: East" in said
    assert (tmp_path / "chair.json").read_text() == "mine"
