"""What a study has found, in words made from its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.analysis.narrative import Answer, Passage
from experiments.analysis.wording import (
    amount,
    inside,
    number,
    quantity,
    sentence,
)
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
from experiments.speech import count, joined, listing, phrase, say

FIRST = 3
"""Factors that are named for each outcome."""

CAVEAT = phrase(
    "A share or an effect is that of the ranges given: a wider range makes a factor matter more, "
    "and what was given no range doesn’t show. Intervals cover the luck of finitely many points "
    "and histories. They say nothing about whether the model is right."
)

METHODS = {
    "morris": phrase(
        "Screening (Morris): many walks through the ranges, {one} moved at each step."
    ),
    "sobol": phrase(
        "Shares of variance (Sobol’): points all over the ranges, {one} exchanged at a time."
    ),
    "pawn": phrase(
        "Whole distributions (PAWN): points all over the ranges, compared by where each factor "
        "stands."
    ),
    "tornado": phrase(
        "Tornado: each factor alone at each of its ends, the rest as the scenario has it."
    ),
}
"""What each method does, in a sentence."""

ONE = {"factor": phrase("one factor"), "group": phrase("one group")}
NONE_STANDS_OUT = {
    "factor": phrase("No factor stands out from luck: {outcome}"),
    "group": phrase("No group stands out from luck: {outcome}"),
}
"""What moves -> how it is spoken of."""

NOT_SHOWN = {
    "morris": phrase(
        "Screening ranks; it doesn’t say which share of anything a factor explains. Effects "
        "are averages over ranges, and one that changes sign shows in its spread only."
    ),
    "sobol": phrase(
        "Indices are shares of the variance between means. They are silent about direction, "
        "and about outcomes whose spread is no fair summary of what matters about them."
    ),
    "pawn": phrase(
        "Distances say that a distribution moves, not where to. A factor that matters only "
        "together with another may stay below what luck shows."
    ),
    "tornado": phrase(
        "Only one factor moves at a time, so what two of them do together doesn’t show, and "
        "everything holds around the scenario as it stands."
    ),
}
"""What each method doesn't show."""


def answer(played: Played, everything: Sequence[Found]) -> Answer:
    """Return the opening of a study's page."""
    config = played.study.config
    first = everything[0]
    top, outcome = first.effects[0], first.measure.label
    headline = say("{outcome} turns most on {factor}", outcome=outcome, factor=inside(top.label))
    if not any(effect.clear for effect in first.effects):
        headline = say(NONE_STANDS_OUT[config.by], outcome=inside(outcome))
    return Answer(
        headline,
        joined(_lead(played), say(METHODS[config.method], one=say(ONE[config.by]))),
        tuple(_passage(config.method, found) for found in everything),
        say(CAVEAT),
    )


def _lead(played: Played) -> str:
    """Return how large the study is, and what its points have in common."""
    config, factors = played.study.config, played.study.factors
    sizes = {
        "points": f"{len(played.plan.points):,}",
        "histories": f"{played.plan.histories(config.runs):,}",
        "runs": f"{config.runs:,}",
    }
    if config.by == "group":
        return say(
            "{factors} factors in {groups} groups, {points} points and {histories} histories; "
            "every point is played on the same {runs} tapes, so points differ by their factors "
            "and not by their luck.",
            factors=f"{len(factors):,}",
            groups=len({factor.group for factor in factors}),
            **sizes,
        )
    return count(
        "{n:,} factor, {points} points and {histories} histories; every point is played on the "
        "same {runs} tapes, so points differ by their factors and not by their luck.",
        "{n:,} factors, {points} points and {histories} histories; every point is played on the "
        "same {runs} tapes, so points differ by their factors and not by their luck.",
        len(factors),
        **sizes,
    )


def _passage(method: str, found: Found) -> Passage:
    """Return what is known of one outcome: its spread, whose that is, and what does most."""
    if found.separation.variance <= 0:
        same = say("It is the same in every history that was played.")
        return Passage(found.measure.label, same)
    shares = found.separation.shares
    own = [frozenset([source]) for source in SOURCES if frozenset([source]) in shares]
    told = [
        say("{part} {share}", part=say(PART_WORDS[part]), share=share_in_range(shares[part]))
        for part in own
    ]
    clear, many = sum(effect.clear for effect in found.effects), len(found.effects)
    return Passage(
        found.measure.label,
        joined(
            _usual(found),
            say(
                "Of the variance of one history, {parts}; {together} is what they only do "
                "together.",
                parts=listing(told),
                together=share(1.0 - sum(shares[part].value for part in own)),
            ),
        ),
        tuple(_effect(method, effect, found) for effect in found.effects[:FIRST]),
        say("All {number} stand out from luck.", number=many)
        if clear == many
        else say("{clear} of {number} stand out from luck.", clear=clear, number=many),
    )


def _usual(found: Found) -> str:
    """Return the mean of an outcome, and how far one history usually lies from it."""
    unit = found.measure.unit
    if unit == "share":
        return say("In {share} of histories.", share=f"{number(100 * found.mean)}%")
    deviation = max(found.separation.variance, 0.0) ** 0.5
    return say(
        "{mean} on average; one history usually lies {deviation} away from that.",
        mean=quantity(found.mean, unit),
        deviation=amount(deviation, unit),
    )


def _effect(method: str, effect: Effect, found: Found) -> str:
    """Return in a line how much a factor does, and where there are ends, what each changes."""
    column = COLUMNS[method][0]
    told = column.tell(effect.numbers[column.number], found.measure)
    if method in ("morris", "tornado"):
        unit = unit_of_change(found.measure)
        told = say("{amount} {unit}", amount=told, unit=unit)
    if effect.ends:
        told = say("{first}; {next}", first=told, next=ends_in_words(effect, found.measure))
    return sentence(say("{factor}: {effect}", factor=effect.label, effect=told))
