"""Why there is no agreement, in words: what stood in the way, and why ministers find no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.analysis.passage import FEW, Passage
from experiments.analysis.standoff import SideOffers, Standoff
from experiments.analysis.summary import Summary
from experiments.analysis.wording import (
    opening,
    percent,
    percent_with_range,
    possessive,
    the,
    whole_percent,
)
from experiments.speech import count, joined, say

if TYPE_CHECKING:
    from sim.scenario import Scenario

FEWEST_REPLAYED = 10
"""Below this many histories without a text, played again, nothing is said of last offers."""


def failures(summary: Summary) -> Passage:
    """How far histories get, and what stood in the way of those without an agreement."""
    heading = say("Why not always") if summary.agreement.runs else say("Why not")
    possible, written, confirmed, effective = (share.interval.value for share in summary.stages)
    if summary.agreement.runs == summary.runs:
        return Passage(heading, "")
    text = say(
        "Of 100 histories, {possible} ever hold a package that both leaders would prefer to "
        "waiting; in {written} the ministers put one on paper; in {confirmed} both leaders accept "
        "it; in {effective} it is ratified and takes effect.",
        possible=_hundred(possible),
        written=_hundred(written),
        confirmed=_hundred(confirmed),
        effective=_hundred(effective),
    )
    reasons = sorted((r for r in summary.reasons if r.runs), key=lambda share: -share.runs)
    without = summary.runs - summary.agreement.runs
    points = tuple(
        say(
            "{reason}, in {share} of them: {meaning}.",
            reason=reason.label,
            share=percent(reason.runs / without),
            meaning=reason.meaning,
        )
        for reason in reasons
    )
    way = say("In those without an agreement, this stood in the way:")
    return Passage(heading, joined(text, way), points)


def no_text(stand: Standoff | None, scenario: Scenario) -> Passage:
    """Why ministers find no text: was there a package, how near they came, who held out."""
    heading = say("Why ministers find no common text")
    if stand is None or stand.runs < FEW:
        return Passage("", "")
    often = stand.open_rounds < 0.5
    text = say(
        "{cause}: in the middle one of these {histories} histories, some package could have "
        "satisfied both leaders, home not asked, in {share} of its rounds. The ministers close "
        "{closed} of the first gap between their offers (median), and no more.",
        cause=say("Often for want of one") if often else say("Seldom for want of a package"),
        histories=f"{stand.runs:,}",
        share=percent(stand.open_rounds),
        closed=percent(stand.closed),
    )
    if stand.offers is None or stand.replayed < FEWEST_REPLAYED:
        return Passage(heading, text)
    one, two = scenario.side_labels
    points = (_last_offer(stand.offers[0], one, two), _last_offer(stand.offers[1], two, one))
    asks = say(
        "With its last offer {one} still asks for {first} than its leader would sign at and {two} "
        "for {second} (medians).",
        one=the(one),
        first=_more(stand.offers[0].asks),
        two=the(two),
        second=_more(stand.offers[1].asks),
    )
    why = say(
        "Ministers ask for more than their leader needs as long as time seems left, and offer "
        "nothing that home would sooner refuse, if anything else can be offered. Nor do they take "
        "what is worth less to them than their own next offer, even if the leader would sign it, "
        "unless the scenario gives them another rule."
    )
    stood = say(
        "In {histories} of them, played again, the last offers stood so:",
        histories=f"{stand.replayed:,}",
    )
    return Passage(heading, joined(text, stood), points, joined(asks, why))


def _last_offer(offers: SideOffers, mine: str, other: str) -> str:
    """How often one side's last offer would have done, and what the other's home thought of it."""
    values = {
        "whose": opening(possessive(mine)),
        "others": possessive(other),
        "other": the(other),
        "share": percent_with_range(offers.suits),
    }
    if offers.suits.value > 0 and offers.refused.value > 0:
        return say(
            "{whose} last offer would have satisfied {others} leader in {share}; of those, home in "
            "{other} would sooner have refused than ratified {refused}.",
            **values,
            refused=percent_with_range(offers.refused),
        )
    return say("{whose} last offer would have satisfied {others} leader in {share}.", **values)


def _more(points: float) -> str:
    whole = round(points)
    return count("{n} point more", "{n} points more", whole) if whole > 0 else say("no more")


def _hundred(share: float) -> str:
    return whole_percent(share).removesuffix("%")
