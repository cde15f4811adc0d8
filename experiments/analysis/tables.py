"""The report's tables: captions, heads and cells, as text that is ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from experiments.analysis.arms import ArmOutcomes
from experiments.analysis.dollars import Course, course
from experiments.analysis.drivers import Driver
from experiments.analysis.intervals import Interval
from experiments.analysis.summary import IssueTerm, Share, Summary
from experiments.analysis.table import Table as Table
from experiments.analysis.tariffs import today
from experiments.analysis.unknowns import describe, key_of
from experiments.analysis.wording import (
    DASH,
    WORDED,
    amount,
    counted,
    date,
    inside,
    level_in_words,
    number,
    percent,
    percent_range,
    quantity,
    quantity_range,
)
from experiments.speech import say

if TYPE_CHECKING:
    from experiments.replayed import Replayed
    from sim.scenario import Scenario

SHOWN_DRIVERS = 8


def tables(
    summary: Summary,
    scenario: Scenario,
    found: Sequence[Driver],
    arms: Sequence[ArmOutcomes],
    replayed: Sequence[Replayed] = (),
) -> Mapping[str, Table]:
    """Every table that has something to say about this arm, by name, and one over all arms first.

    `replayed` are histories of this arm that were played again.
    """
    built = {
        "settings": _settings(arms, scenario) if len(arms) > 1 else None,
        "windows": _shares(say("When agreements come"), say("Agreement"), summary.windows),
        "endings": _shares(say("How histories end"), say("Ending"), summary.endings, meanings=True),
        "reasons": _shares(
            say("Why there was no agreement"),
            say("What stood in the way"),
            tuple(share for share in summary.reasons if share.runs),
            meanings=True,
        ),
        "stages": _shares(say("How far histories get"), say("Stage"), summary.stages),
        "terms": _terms(summary, scenario),
        "mechanisms": _mechanisms(summary),
        "unknowns": _drivers(found, scenario),
        "scores": _scores(summary),
        "ledger": _ledger(summary, scenario),
        "dollars": _dollars(replayed, scenario),
    }
    return {name: table for name, table in built.items() if table is not None and table.rows}


def _shares(
    caption: str, what: str, shares: Sequence[Share], *, meanings: bool = False
) -> Table | None:
    head = [what, say("Histories"), say("Share"), say("95% interval")]
    if meanings:
        head.append(say("What it means"))
    rows = [
        (
            share.label,
            f"{share.runs:,}",
            percent(share.interval.value),
            percent_range(share.interval),
            *([share.meaning] if meanings else []),
        )
        for share in shares
    ]
    return Table(caption, tuple(head), tuple(rows))


def _terms(summary: Summary, scenario: Scenario) -> Table | None:
    if not summary.agreement.runs:
        return None
    rows = []
    for term in summary.terms:
        issue = term.issue
        stated = scenario.config.issues[issue.id].in_force is not None
        now = quantity(today(scenario, issue), issue.unit) if stated else DASH
        low, middle, high = (_level(term, value) for value in _ordered(term))
        spread = low if low == high else say("{low} to {high}", low=low, high=high)
        if issue.unit not in WORDED:
            spread = quantity_range(min(term.low, term.high), max(term.low, term.high), issue.unit)
        rows.append(
            (
                issue.label,
                scenario.side_labels[issue.giver],
                now,
                middle,
                spread,
                say(
                    "{level} ({share})",
                    level=level_in_words(issue, term.usual),
                    share=percent(term.usual_share),
                ),
            )
        )
    caption = say(
        "What the {agreements} agreements say, issue by issue",
        agreements=f"{summary.agreement.runs:,}",
    )
    head = (
        say("Issue"),
        say("Given by"),
        say("First day"),
        say("Median"),
        say("Nine in ten"),
        say("Commonest"),
    )
    return Table(caption, head, tuple(rows))


def _ordered(term: IssueTerm) -> tuple[float, float, float]:
    low, high = sorted((term.low, term.high))
    return low, term.median.value, high


def _level(term: IssueTerm, value: float) -> str:
    """A value of an agreement, which is always one of the issue's levels, in words."""
    levels = term.issue.levels
    level = min(range(len(levels)), key=lambda index: abs(levels[index] - value))
    return level_in_words(term.issue, level)


def _mechanisms(summary: Summary) -> Table:
    rows = [
        (
            mechanism.label,
            percent(mechanism.share.interval.value),
            percent_range(mechanism.share.interval),
            number(mechanism.mean_count.value),
        )
        for mechanism in summary.mechanisms
    ]
    head = (
        say("What happened"),
        say("In how many histories"),
        say("95% interval"),
        say("Mean times a history"),
    )
    return Table(say("How often each mechanism fired"), head, tuple(rows))


def _drivers(found: Sequence[Driver], scenario: Scenario) -> Table | None:
    clear = [driver for driver in found if driver.clear][:SHOWN_DRIVERS]
    rows = [
        (
            describe(key_of(driver.column), scenario.config),
            percent(driver.low.value),
            percent(driver.high.value),
            _points(driver.contrast),
        )
        for driver in clear
    ]
    head = (
        say("Unknown"),
        say("Agree: lowest third"),
        say("Agree: highest third"),
        say("Difference (95% interval)"),
    )
    caption = say("Which unknowns matter most, one at a time")
    return Table(caption, head, tuple(rows)) if rows else None


def _points(change: Interval) -> str:
    value, low, high = (number(round(100 * end)) for end in change)
    return say("{value} points ({low} to {high})", value=value, low=low, high=high)


def _scores(summary: Summary) -> Table:
    rows = [
        (side.label, _plus(side.score), _plus(side.score_if_agreed), _plus(side.score_if_not))
        for side in summary.sides
    ]
    head = (say("Side"), say("All histories"), say("With agreement"), say("Without"))
    return Table(say("Mean score in points, with 95% intervals"), head, tuple(rows))


def _ledger(summary: Summary, scenario: Scenario) -> Table:
    rows = [
        (account.label, *map(_billions, (account.overall, account.if_agreed, account.if_not)))
        for account in summary.ledger
    ]
    end = date(scenario.date_of(scenario.horizon))
    head = (_money(), say("All histories"), say("With agreement"), say("Without"))
    return Table(say("Money, from the first day to {date} (means)", date=end), head, tuple(rows))


def _money() -> str:
    """What amounts of money are counted in."""
    return say("USD {scale}", scale=say("bn"))


def _dollars(replayed: Sequence[Replayed], scenario: Scenario) -> Table | None:
    """Totals at each deadline, vote and end of a month, and on the last day."""
    if scenario.config.economy is None or not replayed:
        return None
    lost = course([history.loss for history in replayed])
    paid = course([history.duty for history in replayed])
    rows = [
        (
            _until(date(scenario.date_of(day), year=False), label),
            *(cell for found in (lost, paid) for cell in _total(found, day)),
        )
        for day, label in _dates(scenario)
    ]
    caption = say(
        "Dollars day by day, in billions, {histories} histories played again",
        histories=f"{len(replayed):,}",
    )
    spread = say("nine in ten")
    lost_by, duty = say("Lost by exporters (median)"), say("Added duty (median)")
    return Table(caption, (say("Total"), lost_by, spread, duty, spread), tuple(rows))


def _until(day: str, label: str) -> str:
    if not label:
        return say("By {date}", date=day)
    return say("By {date} ({event})", date=day, event=inside(label))


def _total(found: Course, day: int) -> tuple[str, str]:
    low, middle, high = (
        amount(float(values[day]), "USD bn") for values in (found.low, found.median, found.high)
    )
    return middle, low if low == high else say("{low}–{high}", low=low, high=high)


def _dates(scenario: Scenario) -> Sequence[tuple[int, str]]:
    """Days worth a row, with the label of a deadline or vote on them."""
    found = {
        day: ""
        for day in range(scenario.horizon + 1)
        if day == scenario.horizon or scenario.date_of(day + 1).day == 1
    }
    marked = (mark for mark in scenario.landmarks if mark[2] in ("deadline", "election"))
    found |= {mark[0]: mark[1] for mark in marked if 0 <= mark[0] <= scenario.horizon}
    return sorted(found.items())


def _plus(interval: Interval) -> str:
    """A mean with half the width of its interval."""
    if interval.value != interval.value:
        return DASH
    half = (interval.high - interval.low) / 2
    if half == float("inf"):
        return number(interval.value)
    return f"{interval.value:.1f} ± {half:.1f}"


def _billions(interval: Interval) -> str:
    """The same of an amount in USD bn, as the language counts dollars."""
    return _plus(Interval(*(counted(end) for end in interval)))


def _settings(arms: Sequence[ArmOutcomes], scenario: Scenario) -> Table:
    names = tuple(setting.label for setting in arms[0].settings)
    rows = [
        (
            *(setting.word for setting in arm.settings),
            percent(arm.summary.agreement.interval.value),
            percent_range(arm.summary.agreement.interval),
            _day(arm.summary, scenario),
            *(_plus(side.score) for side in arm.summary.sides),
        )
        for arm in arms
    ]
    scores = tuple(say("Score, {side}", side=label) for label in scenario.side_labels)
    head = (*names, say("Agreement"), say("95% interval"), say("Median day"), *scores)
    return Table(say("Every setting"), head, tuple(rows))


def _day(summary: Summary, scenario: Scenario) -> str:
    if not summary.agreement.runs:
        return DASH
    day = scenario.date_of(int(summary.agreement_day.value))
    return date(day, year=day.year != scenario.start.year)
