"""Where a tariff issue stands on the scenario's first day, and what is threatened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.scenario import IssueInfo, Scenario


def today(scenario: Scenario, issue: IssueInfo) -> float:
    """The value in force on day 0, in the issue's unit (level 0 where none is stated)."""
    stated = scenario.config.issues[issue.id].in_force
    return issue.levels[0] if stated is None else float(stated.support[0])


def threatened(scenario: Scenario, issue: IssueInfo) -> float | None:
    """The rate that a deadline brings if it passes without a deal; None without such a threat."""
    rates = [d.to.support[1] for d in scenario.config.deadlines.values() if d.issue == issue.id]
    return float(max(rates)) if rates else None
