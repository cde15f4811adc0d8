"""A comparison in words: what changes, what can't be told from no change, what pairing is worth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from experiments.addresses import ResultArm
from experiments.analysis.change_words import change_in_words, factor_in_words, mean_in_words
from experiments.analysis.measures import BOTH_AGREE, BOTH_HAVE
from experiments.analysis.narrative import CAVEAT, Answer, Passage
from experiments.analysis.wording import inside
from experiments.compare import Comparison
from experiments.speech import joined, listing, phrase, say

ALIKE = 0.95
"""A factor between this and its inverse is told as none."""

CHANGES = {
    "": phrase("{measure}: {change}"),
    BOTH_AGREE: phrase("{measure} where both agree: {change}"),
    BOTH_HAVE: phrase("{measure} where both have one: {change}"),
}
"""A change in one sentence, by which pairs have the measure."""


def title(arms: Sequence[ResultArm]) -> str:
    """What is compared."""
    first, *others = (arm.label for arm in arms)
    if len(others) == 1:
        return say("From {first} to {second}", first=first, second=others[0])
    told = listing([say("{arm}", arm=label) for label in others])
    return say("{others} against {first}", others=told, first=first)


def answer(found: Comparison) -> Answer:
    """What changes from the first arm to each of the others, and how many runs pairing saves."""
    first = found.arms[0].label
    others = [arm.label for arm in found.arms[1:]]
    passages = [
        _passage(found, other, say("From {first} to {second}", first=first, second=label))
        for other, label in enumerate(others, start=1)
    ]
    saved = [savings(found, other) for other in range(1, len(found.arms))]
    if any(saved):
        several = len(others) > 1
        told = [
            say("{arm}: {text}", arm=label, text=text) if several else text
            for label, text in zip(others, saved, strict=True)
            if text
        ]
        passages.append(Passage(say("What the shared luck saves"), joined(*told)))
    words = dict.fromkeys(pairing.words for pairing in found.pairings)
    return Answer(
        headline=_headline(found, first),
        lead=joined(*words),
        passages=tuple(passages),
        caveat=say(CAVEAT),
    )


def savings(found: Comparison, other: int) -> str:
    """How many runs the pairing of an arm with the first saves; empty where nothing is paired."""
    if not found.pairings[other - 1].paired:
        return ""
    known = [
        (compared.measure.label, compared.differences[other - 1])
        for compared in found.outcomes
        if math.isfinite(compared.differences[other - 1].reduction)
    ]
    if not known:
        return ""
    label, leading = known[0]
    name, factors = inside(label), [difference.reduction for _, difference in known]
    numbers = {"runs": f"{leading.unpaired_runs:,.0f}", "pairs": f"{leading.runs:,}"}
    if leading.reduction < ALIKE:
        told = say(
            "Pairing doesn’t pay for {measure}: two independent samples of {runs} runs would tell "
            "as much as these {pairs} pairs.",
            measure=name,
            **numbers,
        )
    elif leading.reduction < 1 / ALIKE:
        told = say(
            "The two share next to no luck in {measure}: pairing saves hardly a run there.",
            measure=name,
        )
    else:
        told = say(
            "Without shared luck it would take {runs} runs in each arm, not {pairs}, to know the "
            "change in {measure} as precisely: {factor} as many.",
            measure=name,
            factor=factor_in_words(leading.reduction),
            **numbers,
        )
    if len(factors) == 1:
        return told
    spread = say(
        "Over the {outcomes} outcomes the factor runs from {low} to {high}, with a median of "
        "{middle}.",
        outcomes=len(factors),
        low=factor_in_words(min(factors)),
        high=factor_in_words(max(factors)),
        middle=factor_in_words(median(factors)),
    )
    return joined(told, spread)


def _headline(found: Comparison, first: str) -> str:
    """The first outcome of two arms; of several there is no one answer."""
    if len(found.arms) > 2 or not found.outcomes:
        return say("What changes against {first}", first=first)
    leading, scenario = found.outcomes[0], found.arms[0].scenario()
    change, measure = leading.differences[0], leading.measure
    if not change.clear:
        return say("{measure}: no change that could be told from luck", measure=measure.label)
    one, two = (mean_in_words(value, measure, scenario) for value in (change.first, change.second))
    return say("{measure} goes from {one} to {two}", measure=measure.label, one=one, two=two)


def _passage(found: Comparison, other: int, label: str) -> Passage:
    clear, unclear = [], []
    for compared in found.outcomes:
        difference, measure = compared.differences[other - 1], compared.measure
        if difference.clear:
            text = CHANGES[measure.given if found.pairings[other - 1].paired else ""]
            told = change_in_words(difference.change, measure, unit=True)
            clear.append(say(text, measure=measure.label, change=told))
        else:
            unclear.append(inside(measure.label))
    rest = (
        say("Not to be told from no change: {measures}.", measures=listing(unclear))
        if unclear
        else ""
    )
    return Passage(
        label,
        say("What changes:") if clear else say("Nothing changes that could be told from luck."),
        points=tuple(clear),
        after=rest,
    )
