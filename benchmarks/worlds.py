"""The worlds that are timed: the shipped scenarios, and plain ones of any size."""

from __future__ import annotations

import datetime
from typing import Any

from sim.config.reader import read_yaml
from sim.scenario import CONFIGS, Scenario, shipped

PLAIN = CONFIGS / "scenarios" / "bare.yaml"
BASELINE = "japan_us_2025"
SHIPPED = (BASELINE, "marenna_tirvald", "bare")

SHORTEST = 2
"""Last day of the cheapest world: most of a run is what comes before the first day."""


def plain(issues: int = 2, days: int = 30) -> Scenario:
    """Return the scenario ``bare`` with another number of issues, or another last day.

    Args:
        issues: how many, half of them given by each side; like those of ``bare``, and of
            equal weight.
        days: the last day, counted from 0.

    Raises:
        ValueError: the number of issues is odd or below 2, or there are no days.
    """
    if issues < 2 or issues % 2:
        raise ValueError(f"issues come in pairs, found {issues}")
    if days < 1:
        raise ValueError(f"a world needs a day at least, found {days}")
    data = read_yaml(PLAIN).data
    settings: dict[str, object] = {
        "end.date": data["start"]["date"] + datetime.timedelta(days=days)
    }
    if issues > 2:
        settings.update(_widened(data, issues // 2))
    return Scenario.from_file(PLAIN, settings)


def _widened(data: Any, pairs: int) -> dict[str, object]:
    """Return settings that put ``pairs`` issues in the place of each that there is."""
    names = {name: [f"{name}_{at}" for at in range(pairs)] for name in data["issues"]}

    def copied(found: dict[str, Any]) -> dict[str, Any]:
        return {new: found[old] for old in found for new in names[old]}

    settings: dict[str, object] = {"issues": copied(data["issues"])}
    for side, found in data["sides"].items():
        settings[f"sides.{side}.reference"] = copied(found["reference"])
        for motive, told in found["motives"].items():
            for part in ("benefits", "costs"):
                if part in told:
                    key = f"sides.{side}.motives.{motive}.{part}.values"
                    settings[key] = copied(told[part]["values"])
    return settings


def cheapest() -> Scenario:
    """Return the world in which a run costs least."""
    return plain(days=SHORTEST)


def named(name: str) -> Scenario:
    """Return a shipped scenario, or the cheapest world under the name ``cheapest``."""
    return cheapest() if name == "cheapest" else shipped(name)
