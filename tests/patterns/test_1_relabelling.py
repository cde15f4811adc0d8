"""Pattern 1: what comes first in the file, and who is called what, makes no difference."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim import kernel
from sim.chance import Tape, draw
from sim.config.reader import read_yaml
from sim.outcomes import simulate
from sim.scenario import CONFIGS, Scenario
from tests.patterns.ensembles import BARE, BASELINE, SEED, number, shipped_file, variant

RUNS = 25

# ------------------------------------------------------------------- the order of the file


def backwards(part: Any) -> Any:
    """Every mapping in the opposite order; lists stay, for their order means something."""
    if isinstance(part, dict):
        return {key: backwards(part[key]) for key in reversed(part)}
    return part


def save(data: dict[str, Any], path: Path) -> Path:
    # JSON is YAML, and keeps the order of keys.
    data = {**data, "sources": str(CONFIGS / "sources.yaml")}
    path.write_text(json.dumps(data, default=str))
    return path


@pytest.mark.parametrize("name", [BARE, BASELINE])
def test_the_order_of_sides_issues_and_ministers_changes_nothing(name, tmp_path):
    data = read_yaml(shipped_file(name)).data
    turned = backwards(data)
    assert list(turned["sides"]) == list(reversed(data["sides"]))
    scenario = variant(name)
    other = Scenario.from_file(save(turned, tmp_path / "backwards.yaml"))
    assert other.hash == scenario.hash
    assert repr(simulate(other, SEED, 0, RUNS)) == repr(simulate(scenario, SEED, 0, RUNS))


def test_who_is_named_first_in_a_pair_changes_no_outcome(tmp_path):
    data = read_yaml(shipped_file(BASELINE)).data
    turned = {**data, "talks": {**data["talks"]}}
    turned["talks"]["pairs"] = [list(reversed(pair)) for pair in data["talks"]["pairs"]]
    other = Scenario.from_file(save(turned, tmp_path / "turned.yaml"))
    assert repr(simulate(other, SEED, 0, RUNS)) == repr(simulate(variant(BASELINE), SEED, 0, RUNS))


# ---------------------------------------------------------------------- who is called what


def renamed(text: str, names: dict[str, str]) -> str:
    """Each whole word for its other name, all at once."""
    return re.sub(
        rf"(?<![A-Za-z])({'|'.join(names)})(?![A-Za-z])", lambda found: names[found[0]], text
    )


def relabelled(scenario: Scenario, names: dict[str, str], path: Path) -> Scenario:
    """The same world with other names, each stream of chance going with what it serves."""
    back = {new: old for old, new in names.items()}
    text = renamed(scenario.config.model_dump_json(exclude_none=True), names)
    other = Scenario.from_file(save(json.loads(text), path))
    streams = [renamed(stream, back) for stream in other.streams]
    known = set(scenario.streams)
    return dataclasses.replace(
        other, streams=tuple(s if s in known else _turned(s) for s in streams)
    )


def _turned(stream: str) -> str:
    """The stream of who speaks first in a pair, which bears both names in alphabetic order."""
    serves, first, second = stream.split(":")
    return f"{serves}:{second}:{first}"


def other_side_speaks_first(monkeypatch: pytest.MonkeyPatch, scenario: Scenario) -> None:
    """Turn the coin for the first word: its two faces bear the names of the sides too."""

    def turned(tape: Tape, stream: int, run: int, day: int, index: int) -> float:
        u = draw(tape, stream, run, day, index)
        return 1.0 - u if stream in scenario.world.speaker_stream else u

    monkeypatch.setattr(kernel, "draw", turned)


def assert_relabelled(
    scenario: Scenario, names: dict[str, str], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = relabelled(scenario, names, path)
    rows = simulate(scenario, SEED, 0, RUNS)
    other_side_speaks_first(monkeypatch, other)
    for column, values in simulate(other, SEED, 0, RUNS).items():
        expected = rows[renamed(column, {new: old for old, new in names.items()})]
        if isinstance(expected[0], float):
            np.testing.assert_allclose(values, expected, rtol=0, atol=1e-12, err_msg=column)
        else:
            assert values == expected, column


MIRRORED = {"east": "west", "west": "east", "grain": "timber", "timber": "grain"}


def bare_points(east: tuple[float, float], west: tuple[float, float]) -> Scenario:
    """The bare world with nothing drawn but who speaks first: (cost ratio, beta) by side."""
    return variant(
        BARE,
        {
            f"sides.{side}.{key}": value
            for side, pair in (("east", east), ("west", west))
            for key, value in zip(
                ("cost_ratio", "ministers.envoy.strategy.parameters.beta"), pair, strict=True
            )
        },
    )


def test_in_a_symmetric_world_relabelling_relabels_outcomes(tmp_path, monkeypatch):
    world = bare_points((0.8, 0.4), (0.8, 0.4))
    assert_relabelled(world, MIRRORED, tmp_path / "mirrored.yaml", monkeypatch)


def test_the_symmetric_world_is_its_own_mirror_image(tmp_path):
    world = bare_points((0.8, 0.4), (0.8, 0.4))
    mirrored = relabelled(world, MIRRORED, tmp_path / "mirrored.yaml")
    for table, other in zip(world.mean_tables, reversed(mirrored.mean_tables), strict=True):
        assert table == tuple(reversed(other))
    rows = simulate(world, SEED, 0, RUNS)
    assert set(rows["ending"]) == {"agreement"}
    assert len(set(rows["value_east"])) > 1  # who speaks first matters, and nothing else can


def test_in_an_asymmetric_world_the_types_go_with_the_names(tmp_path, monkeypatch):
    world = bare_points((0.6, 0.3), (0.9, 1.2))
    assert_relabelled(world, MIRRORED, tmp_path / "mirrored.yaml", monkeypatch)


def test_the_engine_prefers_neither_side_of_the_baseline(tmp_path, monkeypatch):
    """Japan comes after the US by the alphabet, and every history stays what it was.

    Agency slack and beliefs are drawn by place, not by name, so they are set.
    """
    pause = "deadlines.pause_end"
    settings: dict[str, object] = {
        f"sides.{seat}.slack": 0.1
        for seat in ("japan.ministers.negotiator", "us.ministers.commerce", "us.ministers.treasury")
    }
    # Slack of 0 leaves the weights as the leader's, so nothing drawn by place is left.
    settings = {key: 0.0 for key in settings} | {
        f"{pause}.{key}": value for key, value in (("insight", 0.0), ("softness", 0.6))
    }
    assert number  # belief follows from a softness that is a point
    world = variant(BASELINE, settings)
    names = {"japan": "xjapan"}
    assert_relabelled(world, names, tmp_path / "renamed.yaml", monkeypatch)
