"""A pre-registered scenario is what it was when it was registered."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.config import load_scenario
from sim.config.reader import read_yaml
from sim.scenario import CONFIGS, content_hash

FROZEN = read_yaml(CONFIGS / "frozen.yaml").data


@pytest.mark.parametrize("name", sorted(FROZEN))
def test_a_frozen_scenario_has_the_registered_hash(name: str) -> None:
    config = load_scenario(CONFIGS / "scenarios" / f"{name}.yaml")
    assert config.version == FROZEN[name]["version"]
    assert content_hash(config) == FROZEN[name]["hash"], (
        f"{name} has changed: it is frozen, see docs/decisions/002-frozen-baseline.md"
    )


def test_another_number_is_another_hash_and_another_order_is_not(tmp_path: Path) -> None:
    path = CONFIGS / "scenarios" / "japan_us_2025.yaml"
    plain = content_hash(load_scenario(path))
    assert content_hash(load_scenario(path, {"sides.us.cost_ratio": 1.0})) != plain
    assert content_hash(load_scenario(path, {})) == plain


def test_only_words_of_the_day_are_cited() -> None:
    config = load_scenario(CONFIGS / "scenarios" / "japan_us_2025.yaml")
    sources = read_yaml(CONFIGS / "sources.yaml").data
    for at, cited in config.cited():
        for key in cited.keys:
            if key == "assumption":
                continue
            entry = sources[key]
            late = str(entry.get("date", "")) > "2025-06-17" and entry["kind"] == "page"
            assert not late, f"{'.'.join(at)} cites {key}, of {entry['date']}"
