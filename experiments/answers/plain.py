"""The answer in plain words: of those written for each way to come out, the ones that came out."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.analysis.change_words import level_in_words, size_in_words
from experiments.analysis.wording import number
from experiments.answers.block import Opening, Plainly
from experiments.answers.verdicts import Judged, Verdict
from experiments.speech import joined, say
from sim.scenario import Scenario


def plain_answer(
    judged: Sequence[Judged], scenario: Scenario, openings: Sequence[Opening] = ()
) -> str:
    """What the changes mean for the question, in the order of the claims that have words for it.

    The first of the openings whose claims have all come out as it says stands before.
    """
    fitting = (say(one.says) for one in openings if _fits(one, judged))
    return joined(
        next(fitting, ""),
        *(_told(one, one.claim.plainly, scenario) for one in judged if one.claim.plainly),
    )


def _fits(opening: Opening, judged: Sequence[Judged]) -> bool:
    return all(_way(judged[number - 1]) == opening.come_out for number in opening.claims)


def _way(one: Judged) -> str:
    """Which way a change has come out, by its interval."""
    if one.verdict is Verdict.unknown:
        return ""
    if not one.difference.clear:
        return "unclear"
    return "more" if one.difference.change.value > 0 else "less"


def chosen(one: Judged, plainly: Plainly) -> str:
    """The text for the way in which a change came out.

    A change whose whole interval lies within `little.under` of 0 is little, whatever its sign. Any
    other is told by its sign, if the interval leaves out 0.
    """
    change = one.difference.change
    if plainly.little is not None:
        factor = 100.0 if one.measure.unit == "share" else 1.0
        if factor * max(abs(change.low), abs(change.high)) < plainly.little.under:
            return plainly.little.says
    if not one.difference.clear:
        return plainly.unclear
    return plainly.more if change.value > 0 else plainly.less


def _told(one: Judged, plainly: Plainly, scenario: Scenario) -> str:
    if one.verdict is Verdict.unknown:
        return say(
            "“{claim}”: no pair of histories tells, {where}.", claim=one.says, where=one.where
        )
    found, measure = one.difference, one.measure
    return say(
        chosen(one, plainly),
        first=level_in_words(found.first, measure, scenario),
        second=level_in_words(found.second, measure, scenario),
        size=size_in_words(found.change, measure),
        under=number(plainly.little.under) if plainly.little is not None else "",
    )
