"""What a study has found, in words made from its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.analysis.narrative import Answer, Passage
from experiments.analysis.wording import inside, number, quantity, sentence
from experiments.sensitivity.effects import Effect
from experiments.sensitivity.findings import Found
from experiments.sensitivity.runner import Played
from experiments.sensitivity.tables import (
    COLUMNS,
    PART_WORDS,
    ends_in_words,
)
from experiments.sensitivity.variance import SOURCES
from experiments.sensitivity.wording import share, share_in_range, unit_of_change
from experiments.speech import listing

FIRST = 3
"""Factors that are named for each outcome."""

CAVEAT = (
    "A share or an effect is that of the ranges given: a wider range makes a factor matter more, "
    "and what was given no range doesn’t show. Intervals cover the luck of finitely many points "
    "and histories. They say nothing about whether the model is right."
)

METHODS = {
    "morris": "Screening (Morris): many walks through the ranges, one {one} moved at each step.",
    "sobol": "Shares of variance (Sobol’): points all over the ranges, one {one} exchanged at a "
    "time.",
    "pawn": "Whole distributions (PAWN): points all over the ranges, compared by where each "
    "factor stands.",
    "tornado": "Tornado: each factor alone at each of its ends, the rest as the scenario has it.",
}
"""What each method does, in a sentence."""

NOT_SHOWN = {
    "morris": "Screening ranks; it doesn’t say which share of anything a factor explains. Effects "
    "are averages over ranges, and one that changes sign shows in its spread only.",
    "sobol": "Indices are shares of the variance between means. They are silent about direction, "
    "and about outcomes whose spread is no fair summary of what matters about them.",
    "pawn": "Distances say that a distribution moves, not where to. A factor that matters only "
    "together with another may stay below what luck shows.",
    "tornado": "Only one factor moves at a time, so what two of them do together doesn’t show, and "
    "everything holds around the scenario as it stands.",
}
"""What each method doesn't show."""


def answer(played: Played, everything: Sequence[Found]) -> Answer:
    """Return the opening of a study's page."""
    config = played.study.config
    first = everything[0]
    top = first.effects[0]
    one = "group" if config.by == "group" else "factor"
    histories = played.plan.histories(config.runs)
    headline = f"{first.measure.label} turns most on {_named(top)}"
    if not any(effect.clear for effect in first.effects):
        headline = f"No {one} stands out from luck: {inside(first.measure.label)}"
    factors = f"{len(played.study.factors):,} factors"
    if config.by == "group":
        groups = len({factor.group for factor in played.study.factors})
        factors += f" in {groups} groups"
    return Answer(
        headline,
        f"{factors}, {len(played.plan.points):,} points and {histories:,} histories; every point "
        f"is played on the same {config.runs:,} tapes, so points differ by their factors and not "
        f"by their luck. {METHODS[config.method].format(one=one)}",
        tuple(_passage(config.method, found) for found in everything),
        CAVEAT,
    )


def _passage(method: str, found: Found) -> Passage:
    """Return what is known of one outcome: its spread, whose that is, and what does most."""
    if found.separation.variance <= 0:
        return Passage(found.measure.label, "It is the same in every history that was played.")
    shares = found.separation.shares
    own = [frozenset([source]) for source in SOURCES if frozenset([source]) in shares]
    told = [f"{PART_WORDS[part]} {share_in_range(shares[part])}" for part in own]
    together = share(1.0 - sum(shares[part].value for part in own))
    clear, many = sum(effect.clear for effect in found.effects), len(found.effects)
    return Passage(
        found.measure.label,
        f"{_usual(found)} Of the variance of one history, {listing(told)}; {together} is what they "
        "only do together.",
        tuple(_effect(method, effect, found) for effect in found.effects[:FIRST]),
        f"{f'All {many}' if clear == many else f'{clear} of {many}'} stand out from luck.",
    )


def _usual(found: Found) -> str:
    """Return the mean of an outcome, and how far one history usually lies from it."""
    if found.measure.unit == "share":
        return f"In {number(100 * found.mean)}% of histories."
    deviation = max(found.separation.variance, 0.0) ** 0.5
    mean = quantity(found.mean, found.measure.unit)
    return f"{mean} on average; one history usually lies {number(deviation)} away from that."


def _effect(method: str, effect: Effect, found: Found) -> str:
    column = COLUMNS[method][0]
    text = f"{effect.label}: {column.tell(effect.numbers[column.number], found.measure)}"
    if method in ("morris", "tornado"):
        text += f" {unit_of_change(found.measure)}"
    if effect.ends:
        text += f"; {ends_in_words(effect, found.measure)}"
    return sentence(text)


def _named(effect: Effect) -> str:
    return inside(effect.label)
