"""Whether a claim holds, and the sentences that say so: from the numbers, never by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from experiments.analysis.change_words import change_in_words
from experiments.analysis.measures import Measure
from experiments.analysis.paired import Difference
from experiments.analysis.wording import inside, opening
from experiments.answers.block import Claim, Expectation
from experiments.speech import clauses

MOST_TOLD = 3
"""Claims of a kind that the answer in short tells; all of them stand below it."""


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
    Verdict.holds: "As expected",
    Verdict.opposite: "The other way round",
    Verdict.unclear: "Not to be told from luck",
    Verdict.found: "Open in theory, and shown here",
    Verdict.nothing: "Open in theory, and not to be told from luck here",
    Verdict.unknown: "No history shows it",
}
"""The verdict as it stands before each claim."""


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
    def change(self) -> str:
        """The change with its interval and unit."""
        return change_in_words(self.difference.change, self.measure, unit=True)

    @property
    def where(self) -> str:
        """Between which arms, and in which histories."""
        given = f", where {self.measure.given}" if self.measure.given else ""
        return f"from “{self.first}” to “{self.second}”{given}"


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


def headline(judged: Sequence[Judged], order: str = "") -> str:
    """The answer in short: which signs of theory do not appear, if any, before all else.

    `order` says which arm comes first, where the arms are ranked.
    """
    signed = [one for one in judged if one.claim.expect != "open"]
    shown = [one for one in signed if one.verdict is Verdict.holds]
    missing = [one for one in signed if one.verdict is not Verdict.holds]
    told = [_as_theory(shown, all_of_them=not missing), _left_open(judged)]
    if judged and judged[0].claim.expect == "open":
        told.reverse()
    return " ".join(part for part in (_missing(missing, len(signed)), order, *told) if part)


def sentence(one: Judged) -> str:
    """What became of one claim."""
    if one.verdict is Verdict.unknown:
        return f"{opening(one.claim.says)}: no pair of histories tells, {one.where}."
    return (
        f"{opening(one.claim.says)}: {one.change} in {subject(one.measure)}, {one.where} "
        f"({one.difference.runs:,} pairs)."
    )


def subject(measure: Measure) -> str:
    """A measure as a sentence names it."""
    if measure.unit == "share":
        return f"the share of “{measure.label}”"
    name = inside(measure.label)
    return f"the {name[4:]}" if name.startswith("The ") else name


def _missing(missing: Sequence[Judged], of: int) -> str:
    """What theory says and the model does not show."""
    if not missing:
        return ""
    told = clauses([_against(one) for one in missing[:MOST_TOLD]])
    rest = f"; {len(missing) - MOST_TOLD} more stand below" if len(missing) > MOST_TOLD else ""
    how = "is missing" if len(missing) == of else f"is missing in {len(missing)} of {of} claims"
    return f"Theory’s sign {how}: {told}{rest}."


def _against(one: Judged) -> str:
    """A claim that does not show, with what is found in its place."""
    if one.verdict is Verdict.unknown:
        return f"it says that {one.claim.says}, and no pair of histories tells"
    found = f"{one.change} in {subject(one.measure)}"
    if one.verdict is Verdict.opposite:
        return f"it says that {one.claim.says}, and the change is {found}"
    return f"it says that {one.claim.says}, and the change, {found}, can’t be told from luck"


def _as_theory(shown: Sequence[Judged], *, all_of_them: bool) -> str:
    """What comes out as theory says."""
    if not shown:
        return ""
    told = clauses([f"{one.claim.says}, {one.change}" for one in shown[:MOST_TOLD]])
    left = len(shown) - MOST_TOLD
    rest = f"; and {left} more" if left > 0 else ""
    whole = "" if not all_of_them or len(shown) == 1 else f" (all {len(shown)} claims hold)"
    return f"As theory says{whole}: {told}{rest}."


def _left_open(judged: Sequence[Judged]) -> str:
    """What the model shows where theory leaves the sign open."""
    asked = [one for one in judged if one.claim.expect == "open"]
    if not asked:
        return ""
    found = [one for one in asked if one.verdict is Verdict.found]
    if not found:
        return "Where theory leaves the sign open, no change can be told from luck."
    told = clauses([_changed(one) for one in found[:MOST_TOLD]])
    return f"Where theory leaves the sign open: {told}."


def _changed(one: Judged) -> str:
    return f"{one.change} in {subject(one.measure)}, {one.where}"
