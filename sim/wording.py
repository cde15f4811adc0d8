"""Numbers and dates as people write them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.scenario import Scenario


def day_month(date: datetime.date) -> str:
    """Return ``9 July`` (``%-d`` is not known on every system)."""
    return f"{date.day} {date:%B}"


def full_date(date: datetime.date) -> str:
    """Return ``9 July 2025``."""
    return f"{date.day} {date:%B %Y}"


def physical(value: float, unit: str) -> str:
    """Return a physical value with its unit as people write it."""
    if unit == "percent":
        return f"{value:g} %"
    if unit == "share":
        return f"{100.0 * value:g} %"
    if unit in ("scope", "step"):
        return f"{value:g}"
    return f"{value:g} {unit}"


def describe(scenario: Scenario, levels: Sequence[int]) -> str:
    """Return a package (with or without places in links) in words, in physical units."""
    parts = []
    for side, label in enumerate(scenario.side_labels):
        given = [
            f"{issue.label}: {issue.level_labels[level]}"
            for issue, level in zip(scenario.issues, levels[: len(scenario.issues)], strict=True)
            if issue.giver == side and level > 0
        ]
        parts.append(f"{label} gives {_listed(given)}")
    return "; ".join(parts)


def _listed(given: Sequence[str]) -> str:
    return f"({', '.join(given)})" if given else "nothing"


def difference(scenario: Scenario, before: Sequence[int], after: Sequence[int]) -> str:
    """Return in words what changed from one package to the next."""
    changes = [
        f"{issue.label}: {issue.level_labels[old]} → {issue.level_labels[new]}"
        for issue, old, new in zip(scenario.issues, before, after, strict=True)
        if old != new
    ]
    return "; ".join(changes)
