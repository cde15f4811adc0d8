"""Pattern 11, reported and never gated or tuned: how spread the baseline is."""

from __future__ import annotations

import functools

import numpy as np

from experiments.analysis.summary import mechanisms, windows
from experiments.analysis.wording import number
from experiments.patterns.ensembles import (
    BASELINE,
    Column,
    agreed,
    bootstrap,
    ensemble,
    scaled,
    variant,
)
from experiments.patterns.finding import Finding, finding
from sim.scenario import IssueInfo

RUNS = 3000
ARMS = ("the baseline",)
TAILS = (0.05, 0.95)

reported = functools.partial(finding, arms=ARMS)


def findings(factor: float = 1.0) -> tuple[Finding, ...]:
    """Return all that is reported, on ``factor`` times the usual number of histories."""
    return (*when(factor), *terms(factor), *fired(factor))


def when(factor: float = 1.0) -> tuple[Finding, ...]:
    """When agreements come: before the first deadline, up to polling day, after it, never."""
    runs = scaled(RUNS, factor)
    scenario = variant(BASELINE)
    return tuple(
        reported(
            f"11-when-{share.name}",
            f"Full agreement: {share.label[0].lower()}{share.label[1:]}",
            share.interval,
            unit="share of histories",
            runs=runs,
        )
        for share in windows(ensemble(scenario, runs), scenario)
    )


def terms(factor: float = 1.0) -> tuple[Finding, ...]:
    """How far apart agreements lie on each issue: from 5 % of them to 95 %, in levels."""
    runs = scaled(RUNS, factor)
    scenario = variant(BASELINE)
    outcomes = ensemble(scenario, runs)
    reached = agreed(outcomes)
    return tuple(
        _spread(issue, outcomes[f"level_{issue.id}"][reached], runs) for issue in scenario.issues
    )


def _spread(issue: IssueInfo, levels: Column, runs: int) -> Finding:
    def width(pick: Column) -> float:
        low, high = np.quantile(levels[pick], TAILS, method="inverted_cdf")
        return float(high - low)

    ends = np.quantile(levels, TAILS, method="inverted_cdf")
    low, high = (number(issue.levels[int(level)]) for level in ends)
    return reported(
        f"11-term-{issue.id.replace('_', '-')}",
        f"Agreed levels, 5 % to 95 %: {issue.label}",
        bootstrap(width, len(levels)),
        unit=f"levels, of {len(issue.levels) - 1}",
        runs=runs,
        pairs=len(levels),
        note=f"From {low} to {high} ({issue.unit}).",
    )


def fired(factor: float = 1.0) -> tuple[Finding, ...]:
    """In how many histories each mechanism fired."""
    runs = scaled(RUNS, factor)
    scenario = variant(BASELINE)
    return tuple(
        reported(
            f"11-fired-{mechanism.name.replace('_', '-')}",
            mechanism.label,
            mechanism.share.interval,
            unit="share of histories",
            runs=runs,
            note=f"{mechanism.mean_count.value:.3g} times a history.",
        )
        for mechanism in mechanisms(ensemble(scenario, runs), scenario)
    )
