"""The answer in words, generated from the numbers: how likely, when, on what, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from experiments.analysis.drivers import Driver
from experiments.analysis.no_agreement import failures, no_text
from experiments.analysis.passage import FEW as FEW
from experiments.analysis.passage import Passage as Passage
from experiments.analysis.standoff import Standoff
from experiments.analysis.summary import IssueTerm, Share, Summary, milestones
from experiments.analysis.tariffs import today
from experiments.analysis.unknowns import describe, key_of
from experiments.analysis.wording import (
    date,
    inside,
    level_in_words,
    opening,
    percent,
    percent_range,
    percent_with_range,
    quantity,
    quantity_range,
    the,
)
from experiments.speech import count, joined, listing, phrase, say

if TYPE_CHECKING:
    from sim.scenario import Scenario

LIKELIHOOD = (
    (0.01, phrase("all but ruled out")),
    (0.10, phrase("very unlikely")),
    (0.33, phrase("unlikely")),
    (0.45, phrase("less likely than not")),
    (0.55, phrase("about as likely as not")),
    (0.67, phrase("more likely than not")),
    (0.90, phrase("likely")),
    (0.99, phrase("very likely")),
)
"""Words for shares below each border, in the manner of the IPCC's scale (Mastrandrea et al. 2010,
*Guidance note on consistent treatment of uncertainties*), with its widest class cut in three."""

CERTAIN = phrase("almost certain")


@dataclass(frozen=True)
class Answer:
    """The opening of the report: one sentence, one line under it, then four short passages."""

    headline: str
    lead: str
    passages: tuple[Passage, ...]
    caveat: str


def likelihood(share: float) -> str:
    """A word for a share of histories."""
    return say(next((word for border, word in LIKELIHOOD if share < border), CERTAIN))


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
    headline = say(
        "An agreement by {date} is {likelihood}", date=end, likelihood=likelihood(share.value)
    )
    lead = say(
        "{one} and {two} reach a full agreement by {date} in {histories} ({range}).",
        one=opening(one),
        two=two,
        date=end,
        histories=_of_runs(summary.agreement),
        range=percent_range(share),
    )
    if summary.runs == 1:
        (ending,) = (share for share in summary.endings if share.runs)
        lead = say("The one history that was run ends so: {ending}.", ending=inside(ending.label))
    if summary.runs < FEW:
        headline = count(
            "{n} history is too few to say how likely an agreement is",
            "{n} histories are too few to say how likely an agreement is",
            summary.runs,
        )
    else:
        lead = joined(lead, _mostly(summary), _obstacle(summary))
    passages = [
        Passage(say("When"), _when(summary, scenario)),
        _pressed(summary, scenario),
        _terms(summary, scenario),
        failures(summary),
        no_text(stand, scenario),
        Passage(say("What decides it"), _deciding(summary, scenario, found)),
    ]
    return Answer(
        headline=headline,
        lead=lead,
        passages=tuple(passage for passage in passages if passage.text or passage.after),
        caveat=say(CAVEAT),
    )


CAVEAT = phrase(
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
    text = say("An agreement comes {windows}.", windows=listing(parts)) if several else ""
    low, high = (date(scenario.date_of(int(day)), year=False) for day in summary.agreement_range)
    half = date(scenario.date_of(int(summary.agreement_day.value)), year=False)
    if low == high:
        return joined(text, say("Every agreement comes on {date}.", date=half))
    return joined(
        text,
        say(
            "Of those that agree, half have done so by {half}, and nine in ten agree between "
            "{low} and {high}.",
            half=half,
            low=low,
            high=high,
        ),
    )


def _of_runs(share: Share) -> str:
    """How many of the histories, as "57% of 2,000 simulated histories"."""
    if share.runs == 0:
        return count(
            "none of {n:,} simulated history", "none of {n:,} simulated histories", share.of
        )
    if share.runs == share.of:
        return count("all of {n:,} simulated history", "all of {n:,} simulated histories", share.of)
    return say(
        "{share} of {histories} simulated histories",
        share=percent(share.interval.value),
        histories=f"{share.of:,}",
    )


def _mostly(summary: Summary) -> str:
    """Where most agreements fall, if most fall into one of several windows."""
    timed = [share for share in summary.windows if share.name != "never"]
    most = max(timed, key=lambda share: share.runs)
    if len(timed) < 2 or most.runs <= summary.agreement.runs / 2:
        return ""
    return say("Most of them come {when}.", when=inside(most.label))


def _obstacle(summary: Summary) -> str:
    """What most often stands in the way."""
    first = max(summary.reasons, key=lambda reason: reason.runs)
    if not first.runs:
        return ""
    if summary.agreement.runs:
        return say("Where there is none, most often {meaning}.", meaning=first.meaning)
    return say("Most often {meaning}.", meaning=first.meaning)


def _pressed(summary: Summary, scenario: Scenario) -> Passage:
    """Why the first deadline brings agreements, or why it doesn't."""
    deadlines = [mark for mark in milestones(scenario) if mark[2] == "deadline"]
    shares = {share.name: share for share in summary.windows}
    if not deadlines or "before" not in shares or summary.agreement.runs < FEW:
        return Passage("", "")
    when = date(scenario.date_of(deadlines[0][0]), year=False)
    early = shares["before"].runs / summary.agreement.runs
    fired = {mechanism.name: mechanism.share.interval.value for mechanism in summary.mechanisms}
    text = say(
        "Each side starts from what suits it best and gives way as its time seems to run out."
    )
    fate = say(
        "In {extended} of histories a deadline is put off at some point, in {snapped} a threat is "
        "carried out at some point, and in {interim} an interim accord stops the clock; one "
        "history can have all three.",
        extended=percent(fired["extensions"]),
        snapped=percent(fired["snap_back_day"]),
        interim=percent(fired["interim_day"]),
    )
    if early < 0.5:
        if fired["extensions"] < 0.5:
            but = say(
                "But the talks go on after {date}, whatever comes into force then.", date=when
            )
        else:
            but = say("But {date} need not be the end, and both sides know it.", date=when)
        return Passage(say("Why mostly not by {date}", date=when), joined(text, but, fate))
    then = say("On {date} it does, as far as they know.", date=when)
    return Passage(say("Why by {date}", date=when), joined(text, then, fate))


def _window(share: Share, scenario: Scenario) -> str:
    marks = milestones(scenario)
    whole = percent_with_range(share.interval)
    named = [
        say(
            "{date} ({event})",
            date=date(scenario.date_of(mark[0]), year=False),
            event=inside(mark[1]),
        )
        for mark in marks
    ]
    if share.name == "before" and marks[0][2] == "deadline":
        return say("before {day} in {share} of histories", day=named[0], share=whole)
    if share.name == "before":
        return say("by {day} in {share} of histories", day=named[0], share=whole)
    if share.name == "between":
        return say("from then to {day} in {share}", day=named[1], share=whole)
    if share.name == "after":
        return say("later in {share}", share=whole)
    return say("in {share}", share=whole)


def _terms(summary: Summary, scenario: Scenario) -> Passage:
    heading = say("On what terms")
    if not summary.agreement.runs:
        return Passage(heading, "")
    tariffs = [term for term in summary.terms if term.issue.tariff]
    points = tuple(_tariff(term, today(scenario, term.issue)) for term in tariffs)
    given = []
    for side, label in enumerate(scenario.side_labels):
        gives = [
            say(
                "{issue} ({level})",
                issue=inside(term.issue.label),
                level=level_in_words(term.issue, _level_at(term)),
            )
            for term in summary.terms
            if not term.issue.tariff and term.issue.giver == side and _level_at(term) > 0
        ]
        if gives and tariffs and side != tariffs[0].issue.giver:
            given.append(
                say("In return, {side} gives {gives}.", side=the(label), gives=listing(gives))
            )
        elif gives:
            given.append(
                say("{side} gives {gives}.", side=opening(the(label)), gives=listing(gives))
            )
    text = say(
        "Typical terms, issue by issue (medians of all agreements; few write all of them down):"
    )
    return Passage(heading, text, points, joined(*given))


def _tariff(term: IssueTerm, now: float) -> str:
    unit = term.issue.unit
    low, high = sorted((term.low, term.high))
    spread = say("nine in ten agreements: {range}", range=quantity_range(low, high, unit))
    if low == high:
        spread = say("in nearly all agreements")
    values = {
        "issue": term.issue.label,
        "rate": quantity(term.median.value, unit),
        "now": quantity(now, unit),
        "spread": spread,
    }
    if term.median.value == now:
        return say("{issue}: {rate}, as on the first day ({spread})", **values)
    if term.median.value < now:
        return say("{issue}: {rate}, down from {now} ({spread})", **values)
    return say("{issue}: {rate}, up from {now} ({spread})", **values)


def _level_at(term: IssueTerm) -> int:
    """The level of the median agreement."""
    return min(
        range(len(term.issue.levels)),
        key=lambda level: abs(term.issue.levels[level] - term.median.value),
    )


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
                say(
                    "Most of all, {what}: in the third of histories where this is lowest, {low} "
                    "end in agreement; where it is highest, {high}.",
                    what=what,
                    low=low,
                    high=high,
                )
            )
        elif index == 1:
            told.append(say("Then {what}: {low} against {high}.", what=what, low=low, high=high))
        else:
            told.append(say("And {what}: {low} against {high}.", what=what, low=low, high=high))
    return joined(*told)
