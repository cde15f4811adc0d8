"""The answer in words where an experiment has several settings: the range, and what moves it."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.analysis.arms import ArmOutcomes, Effect
from experiments.analysis.intervals import Interval
from experiments.analysis.narrative import CAVEAT, Answer, Passage
from experiments.analysis.wording import number, percent, percent_with_range
from experiments.speech import joined, say


def answer_across(arms: Sequence[ArmOutcomes], changes: Sequence[Effect]) -> Answer:
    """Which settings make agreement least and most likely, and what each factor does."""
    ordered = sorted(arms, key=lambda arm: arm.summary.agreement.interval.value)
    low, high = ordered[0], ordered[-1]
    few, many = (arm.summary.agreement.interval for arm in (low, high))
    lead = say(
        "Each of {settings} settings was played {runs} times. A full agreement is rarest, at {few} "
        "of histories, with {rarest}; it is commonest, at {many}, with {commonest}.",
        settings=len(arms),
        runs=f"{low.summary.runs:,}",
        few=percent_with_range(few),
        rarest=low.title,
        many=percent_with_range(many),
        commonest=high.title,
    )
    return Answer(
        headline=say(
            "Agreement in {low} to {high}, by the setting",
            low=percent(few.value),
            high=percent(many.value),
        ),
        lead=lead,
        passages=tuple(_passage(effect) for effect in changes),
        caveat=say(CAVEAT),
    )


def _passage(effect: Effect) -> Passage:
    clear = not effect.change.low <= 0 <= effect.change.high
    told = say(
        "From {first} to {last}, agreement goes from {before} to {after}, a change of {change}.",
        first=effect.first,
        last=effect.last,
        before=percent(effect.share_first),
        after=percent(effect.share_last),
        change=_points(effect.change),
    )
    verdict = (
        say("That is more than the luck of the draw.")
        if clear
        else say("With this many histories it can’t be told from no effect.")
    )
    return Passage(effect.label, joined(told, verdict))


def _points(change: Interval) -> str:
    """A difference of shares in percentage points, with its interval."""
    value, low, high = (number(round(100 * end)) for end in change)
    return say("{value} percentage points ({low} to {high})", value=value, low=low, high=high)
