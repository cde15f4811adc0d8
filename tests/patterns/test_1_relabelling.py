"""Pattern 1: what comes first in the file, and who is called what, makes no difference."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from sim import kernel
from sim.chance import Tape, draw
from sim.config.reader import read_yaml
from sim.outcomes import simulate
from sim.scenario import CONFIGS, Scenario
from tests.patterns.ensembles import BARE, BASELINE, SEED, shipped_file, variant

RUNS = 25

# ------------------------------------------------------------------- the order of the file


def backwards(part: Any) -> Any:
    """Every mapping in the opposite order; lists stay, for their order means something."""
    if isinstance(part, dict):
        return {key: backwards(part[key]) for key in reversed(part)}
    return part


def save(data: dict[str, Any], path: Path) -> Path:
    data = {**data, "sources": str(CONFIGS / "sources.yaml")}
    path.write_text(yaml.safe_dump(data, sort_keys=False))
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


def renamed(part: Any, names: dict[str, str]) -> Any:
    """Each whole word for its other name, all at once, in all keys and texts."""
    if isinstance(part, dict):
        return {renamed(key, names): renamed(value, names) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [renamed(item, names) for item in part]
    if isinstance(part, str):
        word = rf"(?<![A-Za-z])({'|'.join(names)})(?![A-Za-z])"
        return re.sub(word, lambda found: names[found[0]], part)
    return part


def relabelled(scenario: Scenario, names: dict[str, str], path: Path) -> Scenario:
    """The same world with other names, each stream of chance going with what it serves."""
    back = {new: old for old, new in names.items()}
    other = Scenario.from_file(
        save(renamed(scenario.config.model_dump(exclude_none=True), names), path)
    )
    streams = [renamed(stream, back) for stream in other.streams]
    # Who speaks first in a pair is drawn from a stream with both names in alphabetic order.
    turned = {":".join((s.split(":")[0], *reversed(s.split(":")[1:]))): s for s in scenario.streams}
    return dataclasses.replace(other, streams=tuple(turned.get(s, s) for s in streams))


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


def test_in_a_symmetric_world_both_sides_get_the_same():
    rows = simulate(bare_points((0.8, 0.4), (0.8, 0.4)), SEED, 0, RUNS)
    assert set(rows["ending"]) == {"agreement"}
    assert rows["level_grain"] == rows["level_timber"]
    np.testing.assert_allclose(rows["value_east"], rows["value_west"], rtol=0, atol=1e-12)


def test_in_an_asymmetric_world_the_types_go_with_the_names(tmp_path, monkeypatch):
    world = bare_points((0.6, 0.3), (0.9, 1.2))
    assert_relabelled(world, MIRRORED, tmp_path / "mirrored.yaml", monkeypatch)


# Agency slack and what each side believes of a deadline are drawn by the place of the side.
DRAWN_BY_NAME_ONLY: dict[str, object] = {
    "sides.japan.ministers.negotiator.slack": 0,
    "sides.us.ministers.commerce.slack": 0,
    "sides.us.ministers.treasury.slack": 0,
    "deadlines.pause_end.softness": 0.6,
}


def test_the_engine_prefers_neither_side_of_the_baseline(tmp_path, monkeypatch):
    """Japan comes after the US by the alphabet, and every history stays what it was."""
    world = variant(BASELINE, DRAWN_BY_NAME_ONLY)
    assert world.sides == ("japan", "us")
    assert_relabelled(world, {"japan": "x_japan"}, tmp_path / "renamed.yaml", monkeypatch)
