"""A comparison in words: what changes, what can't be told from no change, what pairing is worth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from experiments.addresses import ResultArm
from experiments.analysis.change_words import change_in_words, factor_in_words, mean_in_words
from experiments.analysis.narrative import CAVEAT, Answer, Passage
from experiments.analysis.wording import inside
from experiments.compare import Comparison
from experiments.speech import listing

ALIKE = 0.95
"""A factor between this and its inverse is told as none."""


def title(arms: Sequence[ResultArm]) -> str:
    """What is compared."""
    first, *others = (arm.label for arm in arms)
    if len(others) == 1:
        return f"From {first} to {others[0]}"
    return f"{listing(others)} against {first}"


def answer(found: Comparison) -> Answer:
    """What changes from the first arm to each of the others, and how many runs pairing saves."""
    first = found.arms[0].label
    others = [arm.label for arm in found.arms[1:]]
    passages = [
        _passage(found, other, f"From {first} to {label}")
        for other, label in enumerate(others, start=1)
    ]
    saved = [savings(found, other) for other in range(1, len(found.arms))]
    if any(saved):
        several = len(others) > 1
        told = [
            f"{label}: {text}" if several else text
            for label, text in zip(others, saved, strict=True)
            if text
        ]
        passages.append(Passage("What the shared luck saves", " ".join(told)))
    words = dict.fromkeys(pairing.words for pairing in found.pairings)
    return Answer(
        headline=_headline(found, first),
        lead=" ".join(words),
        passages=tuple(passages),
        caveat=CAVEAT,
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
    if leading.reduction < ALIKE:
        told = (
            f"Pairing doesn’t pay for {name}: two independent samples of "
            f"{leading.unpaired_runs:,.0f} runs would tell as much as these {leading.runs:,} pairs."
        )
    elif leading.reduction < 1 / ALIKE:
        told = f"The two share next to no luck in {name}: pairing saves hardly a run there."
    else:
        told = (
            f"Without shared luck it would take {leading.unpaired_runs:,.0f} runs of each, not "
            f"{leading.runs:,}, to know the change in {name} as well: "
            f"{factor_in_words(leading.reduction)} as many."
        )
    if len(factors) > 1:
        told += (
            f" Over the {len(factors)} outcomes the factor runs from "
            f"{factor_in_words(min(factors))} to {factor_in_words(max(factors))}, with its middle "
            f"at {factor_in_words(median(factors))}."
        )
    return told


def _headline(found: Comparison, first: str) -> str:
    """The first outcome of two arms; of several there is no one answer."""
    if len(found.arms) > 2 or not found.outcomes:
        return f"What changes against {first}"
    leading, scenario = found.outcomes[0], found.arms[0].scenario()
    change, measure = leading.differences[0], leading.measure
    if not change.clear:
        return f"{measure.label}: no change that could be told from luck"
    one, two = (mean_in_words(value, measure, scenario) for value in (change.first, change.second))
    return f"{measure.label} goes from {one} to {two}"


def _passage(found: Comparison, other: int, label: str) -> Passage:
    clear, unclear = [], []
    for compared in found.outcomes:
        difference, measure = compared.differences[other - 1], compared.measure
        if difference.clear:
            paired = measure.given and found.pairings[other - 1].paired
            given = f" where {measure.given}" if paired else ""
            told = change_in_words(difference.change, measure, unit=True)
            clear.append(f"{measure.label}{given}: {told}")
        else:
            unclear.append(inside(measure.label))
    rest = f"Not to be told from no change: {listing(unclear)}." if unclear else ""
    return Passage(
        label,
        "What changes:" if clear else "Nothing changes that could be told from luck.",
        points=tuple(clear),
        after=rest,
    )
