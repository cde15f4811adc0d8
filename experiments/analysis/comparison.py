"""The answer in words where an experiment has several settings: the range, and what moves it."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.analysis.arms import ArmOutcomes, Effect
from experiments.analysis.intervals import Interval
from experiments.analysis.narrative import CAVEAT, Answer, Passage
from experiments.analysis.wording import number, percent, percent_with_range


def answer_across(arms: Sequence[ArmOutcomes], changes: Sequence[Effect]) -> Answer:
    """Which settings make agreement least and most likely, and what each factor does."""
    ordered = sorted(arms, key=lambda arm: arm.summary.agreement.interval.value)
    low, high = ordered[0], ordered[-1]
    few, many = (arm.summary.agreement.interval for arm in (low, high))
    lead = (
        f"Each of {len(arms)} settings was played {low.summary.runs:,} times. A full agreement is "
        f"rarest, at {percent_with_range(few)} of histories, with {low.title}; it is commonest, "
        f"at {percent_with_range(many)}, with {high.title}."
    )
    return Answer(
        headline=f"Agreement in {percent(few.value)} to {percent(many.value)}, by the setting",
        lead=lead,
        passages=tuple(_passage(effect) for effect in changes),
        caveat=CAVEAT,
    )


def _passage(effect: Effect) -> Passage:
    clear = not effect.change.low <= 0 <= effect.change.high
    verdict = (
        "That is more than the luck of the draw."
        if clear
        else "With this many histories it can’t be told from no effect."
    )
    return Passage(
        effect.label,
        f"From {effect.first} to {effect.last}, agreement goes from "
        f"{percent(effect.share_first)} to {percent(effect.share_last)}, a change of "
        f"{_points(effect.change)}. {verdict}",
    )


def _points(change: Interval) -> str:
    """A difference of shares in percentage points, with its interval."""
    value, low, high = (number(round(100 * end)) for end in change)
    return f"{value} percentage points ({low} to {high})"
