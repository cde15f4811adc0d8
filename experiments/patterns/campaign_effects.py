"""What a hot campaign does, less what a cool one does: the measures of pattern 5."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from experiments.analysis.intervals import Interval
from experiments.patterns.campaign_texts import (
    ALL_GIVES,
    COOL,
    FARMING,
    HOT,
    Text,
    by_run,
    histories,
    in_span,
    talks,
)
from experiments.patterns.ensembles import (
    Column,
    Ensemble,
    agreed,
    bootstrap,
    ensemble,
    paired_mean,
    scaled,
)
from experiments.patterns.finding import Criterion, Finding, finding

RUNS = 2000
FOLLOWED = {FARMING: 240, ALL_GIVES: 120}
"""Histories whose texts are followed day by day."""
SOURCE = ("milner1997",)
ARMS = (f"m = {HOT:g} in the campaign", "m = 1")
SENSITIVE = {FARMING: "only farming is sensitive", ALL_GIVES: "all that Japan gives is sensitive"}

Counts = Callable[[Text], bool]
Size = Callable[[Text], float]


def row(
    id: str,
    name: str,
    found: Interval,
    runs: int,
    *,
    unit: str = "share of histories",
    sensitive: tuple[str, ...] = FARMING,
    pairs: int | None = None,
    criterion: Criterion | None = None,
    note: str = "",
) -> Finding:
    """A finding on a hot campaign less a cool one."""
    return finding(
        f"5-{id}",
        name,
        found,
        unit=unit,
        source=SOURCE,
        criterion=criterion,
        arms=tuple(f"{arm}, {SENSITIVE[sensitive]}" for arm in ARMS),
        runs=runs,
        pairs=pairs,
        note=note,
    )


def both(sensitive: tuple[str, ...], factor: float) -> tuple[list[list[Text]], list[list[Text]]]:
    """The followed texts of the cool arm and of the hot one."""
    runs = scaled(FOLLOWED[sensitive], factor)
    return histories(COOL, sensitive, runs), histories(HOT, sensitive, runs)


def more_runs(sensitive: tuple[str, ...], factor: float, counts: Counts) -> Interval:
    """Share of histories with such a text in a hot campaign, less that in a cool one."""
    cool, hot = (by_run(arm, counts) for arm in both(sensitive, factor))
    return paired_mean(hot - cool)


def more_a_text(factor: float, counts: Counts, size: Size) -> tuple[Interval, int]:
    """Mean over such texts in a hot campaign, less the mean over those of a cool one."""
    sums, numbers = [], []
    for arm in both(FARMING, factor):
        chosen = [[size(text) for text in texts if counts(text)] for texts in arm]
        sums.append(np.array([sum(sizes) for sizes in chosen], dtype=float))
        numbers.append(np.array([len(sizes) for sizes in chosen]))

    def gap(pick: Column) -> float:
        cool, hot = (s[pick].sum() / n[pick].sum() for s, n in zip(sums, numbers, strict=True))
        return float(hot - cool)

    return bootstrap(gap, len(sums[0])), int(numbers[1].sum())


def changes_a_pair(factor: float, counts: Counts, size: Size) -> Column:
    """Change of a history's first such text, where both arms have one."""
    changes = []
    for cool, hot in zip(*both(FARMING, factor), strict=True):
        first = next((size(text) for text in cool if counts(text)), None)
        second = next((size(text) for text in hot if counts(text)), None)
        if first is not None and second is not None:
            changes.append(second - first)
    return np.array(changes, dtype=float)


def played(during: float, sensitive: tuple[str, ...], factor: float) -> Ensemble:
    """Outcomes alone, of many more histories."""
    return ensemble(talks(during, sensitive), scaled(RUNS, factor))


def more_agreements(sensitive: tuple[str, ...], factor: float, span: tuple[int, int]) -> Interval:
    """Share of histories whose agreement is signed in a span, hot less cool."""
    shares = []
    for during in (HOT, COOL):
        outcomes = played(during, sensitive, factor)
        days = outcomes["agreement_day"]
        shares.append((agreed(outcomes) & (days >= span[0]) & (days <= span[1])).astype(float))
    return paired_mean(shares[0] - shares[1])


def signed_in(span: tuple[int, int]) -> Counts:
    """Return whether a text is signed in a span."""
    return lambda text: in_span(text, span)


def farming(text: Text) -> float:
    """The level given on corn and soy."""
    return text.farming


def refusal(text: Text) -> float:
    """The probability that home refuses it."""
    return text.refusal
