"""The answer in words, generated from the numbers: how likely, when, on what, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from experiments.analysis.drivers import Driver
from experiments.analysis.standoff import Standoff
from experiments.analysis.summary import IssueTerm, Share, Summary, milestones
from experiments.analysis.tariffs import today
from experiments.analysis.unknowns import describe, key_of
from experiments.analysis.wording import (
    date,
    inside,
    level_in_words,
    listing,
    number,
    percent,
    percent_range,
    percent_with_range,
    possessive,
    quantity,
    quantity_range,
    sentence,
    the,
    whole_percent,
)

if TYPE_CHECKING:
    from sim.scenario import Scenario

FEW = 20
"""Below this many histories the report does not say how likely anything is."""

FEWEST_REPLAYED = 10
"""Below this many histories without a text, played again, nothing is said of last offers."""

LIKELIHOOD = (
    (0.01, "all but ruled out"),
    (0.10, "very unlikely"),
    (0.33, "unlikely"),
    (0.45, "less likely than not"),
    (0.55, "about as likely as not"),
    (0.67, "more likely than not"),
    (0.90, "likely"),
    (0.99, "very likely"),
)
"""Words for shares below each border, in the manner of the IPCC's scale (Mastrandrea et al. 2010,
*Guidance note on consistent treatment of uncertainties*), with its widest class cut in three."""


@dataclass(frozen=True)
class Passage:
    """A short heading, the sentences under it, and perhaps points with more sentences after."""

    heading: str
    text: str
    points: tuple[str, ...] = ()
    after: str = ""


@dataclass(frozen=True)
class Answer:
    """The opening of the report: one sentence, one line under it, then four short passages."""

    headline: str
    lead: str
    passages: tuple[Passage, ...]
    caveat: str


def likelihood(share: float) -> str:
    """A word for a share of histories."""
    return next((word for border, word in LIKELIHOOD if share < border), "almost certain")


def answer(
    summary: Summary,
    scenario: Scenario,
    found: Sequence[Driver],
    stand: Standoff | None = None,
) -> Answer:
    """What one arm's outcomes say, in plain words; `stand` is of those without a common text."""
    end = date(scenario.date_of(scenario.horizon))
    one, two = (the(label) for label in scenario.side_labels)
    share = summary.agreement.interval
    headline = f"An agreement by {end} is {likelihood(share.value)}"
    lead = (
        f"{sentence(one)[:-1]} and {two} reach a full agreement by {end} in "
        f"{_of_runs(summary.agreement)} ({percent_range(share)})."
    )
    if summary.runs == 1:
        (ending,) = (share for share in summary.endings if share.runs)
        lead = f"The one history that was run ends so: {inside(ending.label)}."
    if summary.runs < FEW:
        histories = "history is" if summary.runs == 1 else "histories are"
        headline = f"{number(summary.runs)} {histories} too few to say how likely an agreement is"
    else:
        lead += f"{_mostly(summary)}{_obstacle(summary)}"
    passages = [
        Passage("When", _when(summary, scenario)),
        _pressed(summary, scenario),
        _terms(summary, scenario),
        _failures(summary),
        _no_text(stand, scenario),
        Passage("What decides it", _deciding(summary, scenario, found)),
    ]
    return Answer(
        headline=headline,
        lead=lead,
        passages=tuple(passage for passage in passages if passage.text or passage.after),
        caveat=CAVEAT,
    )


CAVEAT = (
    "This is a teaching and research model, not a forecast service. Its shares follow "
    "from assumptions that are written down in the scenario, each with its source or its "
    "reason; other assumptions give other shares. The ranges in brackets are 95% "
    "intervals: they cover only the luck of having run a limited number of histories, "
    "not the doubt about the assumptions."
)


def _when(summary: Summary, scenario: Scenario) -> str:
    if not summary.agreement.runs:
        return ""
    parts = [_window(share, scenario) for share in summary.windows if share.name != "never"]
    several = len(parts) > 1 and summary.runs >= FEW
    text = sentence(f"an agreement comes {listing(parts)}") if several else ""
    low, high = (date(scenario.date_of(int(day)), year=False) for day in summary.agreement_range)
    half = date(scenario.date_of(int(summary.agreement_day.value)), year=False)
    if low == high:
        return f"{text} Every agreement comes on {half}.".strip()
    return (
        f"{text} Of those that agree, half have done so by {half}, and nine in ten agree between "
        f"{low} and {high}."
    ).strip()


def _of_runs(share: Share) -> str:
    """How many of the histories, as "57% of 2,000 simulated histories"."""
    of = f"of {share.of:,} simulated {'history' if share.of == 1 else 'histories'}"
    if share.runs in (0, share.of):
        return f"{'none' if share.runs == 0 else 'all'} {of}"
    return f"{percent(share.interval.value)} {of}"


def _mostly(summary: Summary) -> str:
    """Where most agreements fall, if most fall into one of several windows."""
    timed = [share for share in summary.windows if share.name != "never"]
    most = max(timed, key=lambda share: share.runs)
    if len(timed) < 2 or most.runs <= summary.agreement.runs / 2:
        return ""
    return f" Most of them come {inside(most.label)}."


def _obstacle(summary: Summary) -> str:
    """What most often stands in the way."""
    first = max(summary.reasons, key=lambda reason: reason.runs)
    if not first.runs:
        return ""
    opening = "Where there is none, most" if summary.agreement.runs else "Most"
    return f" {opening} often {first.meaning}."


def _pressed(summary: Summary, scenario: Scenario) -> Passage:
    """Why the first deadline brings agreements, or why it doesn't."""
    deadlines = [mark for mark in milestones(scenario) if mark[2] == "deadline"]
    shares = {share.name: share for share in summary.windows}
    if not deadlines or "before" not in shares or summary.agreement.runs < FEW:
        return Passage("", "")
    when = date(scenario.date_of(deadlines[0][0]), year=False)
    early = shares["before"].runs / summary.agreement.runs
    fired = {mechanism.name: mechanism.share.interval.value for mechanism in summary.mechanisms}
    text = "Each side starts from what suits it best and gives way as its time seems to run out. "
    fate = (
        f"In {percent(fired['extensions'])} of histories a deadline is put off at some point, in "
        f"{percent(fired['snap_back_day'])} a threat is carried out at some point, and in "
        f"{percent(fired['interim_day'])} an interim accord stops the clock; one history can have "
        "all three."
    )
    if early < 0.5:
        return Passage(
            f"Why mostly not by {when}",
            f"{text}But {when} need not be the end, and both sides know it. {fate}",
        )
    return Passage(f"Why by {when}", f"{text}On {when} it does, as far as they know. {fate}")


def _window(share: Share, scenario: Scenario) -> str:
    marks = milestones(scenario)
    at = [f"{date(scenario.date_of(mark[0]), year=False)}" for mark in marks]
    whole = percent_with_range(share.interval)
    named = [f"{when} ({inside(mark[1])})" for when, mark in zip(at, marks, strict=True)]
    if share.name == "before":
        word = "before" if marks[0][2] == "deadline" else "by"
        return f"{word} {named[0]} in {whole} of histories"
    if share.name == "between":
        return f"from then to {named[1]} in {whole}"
    if share.name == "after":
        return f"later in {whole}"
    return f"in {whole}"


def _terms(summary: Summary, scenario: Scenario) -> Passage:
    heading = "On what terms"
    if not summary.agreement.runs:
        return Passage(heading, "")
    tariffs = [term for term in summary.terms if term.issue.tariff]
    points = tuple(_tariff(term, today(scenario, term.issue)) for term in tariffs)
    given = []
    for side, label in enumerate(scenario.side_labels):
        gives = [
            f"{inside(term.issue.label)} ({level_in_words(term.issue, _level_at(term))})"
            for term in summary.terms
            if not term.issue.tariff and term.issue.giver == side and _level_at(term) > 0
        ]
        if gives:
            back = "in return, " if tariffs and side != tariffs[0].issue.giver else ""
            given.append(sentence(f"{back}{the(label)} gives {listing(gives)}"))
    text = "Typical terms, issue by issue (medians of all agreements; few write all of them down):"
    return Passage(heading, text, points, " ".join(given))


def _tariff(term: IssueTerm, now: float) -> str:
    unit = term.issue.unit
    middle = quantity(term.median.value, unit)
    low, high = sorted((term.low, term.high))
    spread = f"nine in ten agreements: {quantity_range(low, high, unit)}"
    if low == high:
        spread = "in nearly all agreements"
    label = term.issue.label
    if term.median.value == now:
        return f"{label}: {middle}, as on the first day ({spread})"
    verb = "down" if term.median.value < now else "up"
    return f"{label}: {middle}, {verb} from {quantity(now, unit)} ({spread})"


def _level_at(term: IssueTerm) -> int:
    """The level of the median agreement."""
    return min(
        range(len(term.issue.levels)),
        key=lambda level: abs(term.issue.levels[level] - term.median.value),
    )


def _failures(summary: Summary) -> Passage:
    heading = "Why not always" if summary.agreement.runs else "Why not"
    possible, written, confirmed, effective = (share.interval.value for share in summary.stages)
    if summary.agreement.runs == summary.runs:
        return Passage(heading, "")
    text = (
        f"Of 100 histories, {_hundred(possible)} ever hold a package that both leaders would "
        f"prefer to waiting; in {_hundred(written)} the ministers put one on paper; in "
        f"{_hundred(confirmed)} both leaders accept it; in {_hundred(effective)} it is ratified "
        "and takes effect."
    )
    reasons = sorted((r for r in summary.reasons if r.runs), key=lambda share: -share.runs)
    without = summary.runs - summary.agreement.runs
    points = tuple(
        f"{reason.label}, in {percent(reason.runs / without)} of them: {reason.meaning}."
        for reason in reasons
    )
    return Passage(heading, f"{text} In those without an agreement, this stood in the way:", points)


def _no_text(stand: Standoff | None, scenario: Scenario) -> Passage:
    """Why ministers find no text: was there a package, how near they came, who held out."""
    heading = "Why ministers find no common text"
    if stand is None or stand.runs < FEW:
        return Passage("", "")
    opening = (
        "Seldom for want of a package" if stand.open_rounds >= 0.5 else "Often for want of one"
    )
    text = (
        f"{opening}: in the middle one of these {stand.runs:,} histories, some package could have "
        f"satisfied both leaders, home not asked, in {percent(stand.open_rounds)} of its rounds. "
        f"The ministers close {percent(stand.closed)} of the first gap between their offers "
        "(median), and no more."
    )
    if stand.offers is None or stand.replayed < FEWEST_REPLAYED:
        return Passage(heading, text)
    points = []
    for side, offers in enumerate(stand.offers):
        mine, other = scenario.side_labels[side], scenario.side_labels[1 - side]
        point = (
            f"{sentence(possessive(mine))[:-1]} last offer would have satisfied "
            f"{possessive(other)} leader in {percent_with_range(offers.suits)}"
        )
        if offers.suits.value > 0 and offers.refused.value > 0:
            point += (
                f"; of those, home in {the(other)} would sooner have refused than ratified "
                f"{percent_with_range(offers.refused)}"
            )
        points.append(f"{point}.")
    asks = [
        f"{the(label)} {'still asks ' if side == 0 else ''}for {_more(offers.asks)}"
        f"{' than its leader would sign at' if side == 0 else ''}"
        for side, (label, offers) in enumerate(zip(scenario.side_labels, stand.offers, strict=True))
    ]
    after = (
        f"With its last offer {listing(asks)} (medians). Ministers ask for more than their leader "
        "needs as long as time seems left, and offer nothing that home would sooner refuse, if "
        "anything else can be offered. Nor do they take what is worth less to them than their own "
        "next offer, even if the leader would sign it, unless the scenario gives them another rule."
    )
    return Passage(
        heading,
        f"{text} In {stand.replayed:,} of them, played again, the last offers stood so:",
        tuple(points),
        after,
    )


def _more(points: float) -> str:
    whole = round(points)
    return f"{number(whole)} point{'' if whole == 1 else 's'} more" if whole > 0 else "no more"


def _hundred(share: float) -> str:
    return whole_percent(share).removesuffix("%")


def _deciding(summary: Summary, scenario: Scenario, found: Sequence[Driver]) -> str:
    clear = [driver for driver in found if driver.clear][:3]
    if not clear:
        return ""
    told = []
    for index, driver in enumerate(clear):
        what = describe(key_of(driver.column), scenario.config)
        low, high = percent(driver.low.value), percent(driver.high.value)
        if index == 0:
            told.append(
                f"Most of all, {what}: in the third of histories where this is lowest, {low} end "
                f"in agreement; where it is highest, {high}."
            )
        else:
            told.append(f"{'Then' if index == 1 else 'And'} {what}: {low} against {high}.")
    return " ".join(told)
