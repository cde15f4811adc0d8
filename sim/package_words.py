"""Packages in words, in physical units and in the tongue of the moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.speech import clauses, say

if TYPE_CHECKING:
    from sim.scenario import Scenario


def described(scenario: Scenario, levels: Sequence[int]) -> str:
    """A package in words, in physical units."""
    parts = []
    for side, label in enumerate(scenario.side_labels):
        given = [
            say("{issue}: {level}", issue=issue.label, level=issue.level_labels[level])
            for issue, level in zip(scenario.issues, levels[: len(scenario.issues)], strict=True)
            if issue.giver == side and level > 0
        ]
        if given:
            parts.append(say("{side} gives ({terms})", side=label, terms=say(", ").join(given)))
        else:
            parts.append(say("{side} gives nothing", side=label))
    return clauses(parts)


def changed(scenario: Scenario, before: Sequence[int], after: Sequence[int]) -> str:
    """In words what changed from one package to the next."""
    return clauses(
        [
            say(
                "{issue}: {old} → {new}",
                issue=issue.label,
                old=issue.level_labels[old],
                new=issue.level_labels[new],
            )
            for issue, old, new in zip(scenario.issues, before, after, strict=True)
            if old != new
        ]
    )
