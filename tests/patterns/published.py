"""Findings told, and held against those that docs/patterns.json publishes."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from experiments.analysis.intervals import Interval
from experiments.patterns.finding import Finding

NUMBERS = Path(__file__).resolve().parents[2] / "docs" / "patterns.json"


@functools.cache
def rows() -> dict[str, dict[str, Any]]:
    """The published rows by id."""
    return {row["id"]: row for row in json.loads(NUMBERS.read_text(encoding="utf-8"))}


def checked(findings: Iterable[Finding]) -> dict[str, Finding]:
    """Return findings by id; each is printed, and is the one that is published.

    ``pytest -rP tests/patterns`` shows what was printed.
    """
    found = {}
    for row in findings:
        told(f"{row.id}: {row.name}", row.interval, row.unit)
        there = rows().get(row.id)
        stale = f"{row.id}: docs/patterns.json has another; talks patterns --out docs/patterns.json"
        assert there is not None, stale
        now = json.loads(json.dumps(row.record()))
        for end in ("effect", "low", "high"):
            assert now.pop(end) == pytest.approx(there[end], rel=1e-5, abs=1e-9), stale
        assert now.items() <= there.items(), stale
        found[row.id] = row
    return found


def told(label: str, found: Interval, unit: str = "") -> None:
    """Print an effect size; ``pytest -rP tests/patterns`` shows it."""
    print(f"{label}: {found.value:.4g} [{found.low:.4g}, {found.high:.4g}] {unit}".rstrip())
