"""Whether a claim holds, and the sentences that say so: from the numbers, never by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from experiments.analysis.change_words import change_in_words, scale, signed
from experiments.analysis.measures import BOTH_AGREE, BOTH_HAVE, Measure
from experiments.analysis.paired import Difference
from experiments.analysis.wording import inside, opening
from experiments.answers.block import Claim, Expectation
from experiments.speech import count, joined, phrase, say

FINE = 4
"""Decimals of changes that read alike with fewer."""

NEAR = 0.1
"""How near to 0 a clear change's interval may end, in parts of its width, to be barely clear."""


class Verdict(StrEnum):
    """What the interval of a change says about a claim."""

    holds = "holds"
    opposite = "opposite"
    unclear = "unclear"
    found = "found"
    """Theory leaves the sign open, and the model shows one."""
    nothing = "nothing"
    """Theory leaves the sign open, and no change can be told from luck."""
    unknown = "unknown"
    """No pair of histories has the measure."""


SHORT = {
    Verdict.holds: phrase("As expected"),
    Verdict.opposite: phrase("Against theory"),
    Verdict.unclear: phrase("Undecided"),
    Verdict.found: phrase("Open in theory, and a change shows"),
    Verdict.nothing: phrase("Open in theory, and undecided"),
    Verdict.unknown: phrase("No history shows it"),
}
"""The verdict as it stands before each claim."""

BETWEEN = {
    "": phrase("from “{first}” to “{second}”"),
    BOTH_AGREE: phrase("from “{first}” to “{second}”, where both arms agree"),
    BOTH_HAVE: phrase("from “{first}” to “{second}”, where both arms have one"),
}
"""Between which arms, by what histories have to have for the measure."""

PAIRS = {
    "": phrase("{n} pairs"),
    BOTH_AGREE: phrase("{n} pairs, both arms agree"),
    BOTH_HAVE: phrase("{n} pairs, both arms have one"),
}
"""How many pairs, in a table."""


@dataclass(frozen=True)
class Judged:
    """A claim, the change that it is about, and the verdict.

    `first` and `second` are the arms' titles; `claim.measure` is told by `measure`.
    """

    claim: Claim
    measure: Measure
    difference: Difference
    first: str
    second: str

    @property
    def verdict(self) -> Verdict:
        """What the 95% interval says: it has to leave out 0 for a sign to count."""
        return judge(self.claim.expect, self.difference)

    @property
    def says(self) -> str:
        """The claim, as a sentence without its stop."""
        return opening(say(self.claim.says))

    @property
    def change(self) -> str:
        """The change with its interval and unit."""
        return change_in_words(self.difference.change, self.measure, unit=True)

    @property
    def pairs(self) -> str:
        """How many pairs of histories have the measure."""
        return say(PAIRS[self.measure.given], n=f"{self.difference.runs:,}")

    @property
    def where(self) -> str:
        """Between which arms, and in which histories."""
        return say(BETWEEN[self.measure.given], first=self.first, second=self.second)


def judge(expect: Expectation, difference: Difference) -> Verdict:
    """Hold a change against the sign that is expected of it."""
    if difference.runs < 2:
        return Verdict.unknown
    if not difference.clear:
        return Verdict.nothing if expect == "open" else Verdict.unclear
    if expect == "open":
        return Verdict.found
    rises = difference.change.value > 0
    return Verdict.holds if rises == (expect == "more") else Verdict.opposite


def tally(judged: Sequence[Judged]) -> str:
    """How many claims come out in which way; every claim is counted."""
    verdicts = [one.verdict for one in judged]
    told = []
    signed_ones = sum(one.claim.expect != "open" for one in judged)
    if signed_ones:
        told.append(
            count(
                "Theory names the sign of {n} claim: as expected in {holds}, against theory in "
                "{opposite}, undecided (the interval holds 0) in {unclear}.",
                "Theory names the sign of {n} claims: as expected in {holds}, against theory in "
                "{opposite}, undecided (the interval holds 0) in {unclear}.",
                signed_ones,
                holds=verdicts.count(Verdict.holds),
                opposite=verdicts.count(Verdict.opposite),
                unclear=verdicts.count(Verdict.unclear),
            )
        )
    if len(judged) > signed_ones:
        told.append(
            count(
                "In {n} more it leaves the sign open, being silent or divided: a change shows in "
                "{found}, undecided in {nothing}.",
                "In {n} more it leaves the sign open, being silent or divided: a change shows in "
                "{found}, undecided in {nothing}.",
                len(judged) - signed_ones,
                found=verdicts.count(Verdict.found),
                nothing=verdicts.count(Verdict.nothing),
            )
        )
    if unknown := verdicts.count(Verdict.unknown):
        told.append(
            count(
                "In {n} no pair of histories tells.", "In {n} no pair of histories tells.", unknown
            )
        )
    return joined(*told)


def sentences(judged: Sequence[Judged]) -> Sequence[str]:
    """What became of each claim, and why some have the same number."""
    told = zip(judged, notes(judged), strict=True)
    return [joined(sentence(one), note) for one, note in told]


def notes(judged: Sequence[Judged]) -> Sequence[str]:
    """For each claim a note if it is barely clear or has an earlier one's number."""
    return [
        joined(_barely(one.difference), _alike(judged, place)) for place, one in enumerate(judged)
    ]


def sentence(one: Judged) -> str:
    """What became of one claim."""
    if one.verdict is Verdict.unknown:
        return say(
            "“{claim}”: no pair of histories tells, {where}.", claim=one.says, where=one.where
        )
    return say(
        "“{claim}”: {change} in {measure}, {where} ({pairs} pairs).",
        claim=one.says,
        change=one.change,
        measure=subject(one.measure),
        where=one.where,
        pairs=f"{one.difference.runs:,}",
    )


def subject(measure: Measure) -> str:
    """A measure as a sentence names it."""
    if measure.unit == "share":
        return say("the share of “{measure}”", measure=measure.label)
    return inside(measure.label)


def _barely(found: Difference) -> str:
    """A note where a clear change's interval ends close to 0."""
    _, low, high = found.change
    if found.clear and min(abs(low), abs(high)) < NEAR * (high - low):
        return say("Barely clear: the interval ends close to 0.")
    return ""


def _alike(judged: Sequence[Judged], place: int) -> str:
    """A note on an earlier claim with the same change, or with one that only reads the same."""
    one = judged[place]
    for number, other in enumerate(judged[:place], start=1):
        if (other.claim.arms, other.measure) == (one.claim.arms, one.measure):
            return say("It is the change that claim {number} is judged by.", number=number)
        if other.change == one.change and one.difference.change.value:
            here, there = (
                signed(scale(each.measure) * each.difference.change.value, FINE)
                for each in (one, other)
            )
            return say(
                "A different comparison than in claim {number} that happens to give almost the "
                "same number ({here} here, {there} there).",
                number=number,
                here=here,
                there=there,
            )
    return ""
