"""The report's tables: captions, heads and cells, as text that is ready to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from experiments.analysis.arms import ArmOutcomes
from experiments.analysis.dollars import Course, course
from experiments.analysis.drivers import Driver
from experiments.analysis.intervals import Interval
from experiments.analysis.summary import IssueTerm, Share, Summary
from experiments.analysis.tariffs import today
from experiments.analysis.unknowns import describe, key_of
from experiments.analysis.wording import (
    DASH,
    WORDED,
    date,
    inside,
    level_in_words,
    number,
    percent,
    percent_range,
    quantity,
    quantity_range,
)

if TYPE_CHECKING:
    from experiments.replayed import Replayed
    from sim.scenario import Scenario

SHOWN_DRIVERS = 8


@dataclass(frozen=True)
class Table:
    """A caption, one head a column, and rows whose first cell names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(
    summary: Summary,
    scenario: Scenario,
    found: Sequence[Driver],
    arms: Sequence[ArmOutcomes],
    replayed: Sequence[Replayed] = (),
) -> tuple[Table, ...]:
    """Every table that has something to say about this arm, and one over all arms.

    `replayed` are histories of this arm that were played again.
    """
    built = [
        _settings(arms, scenario) if len(arms) > 1 else None,
        _shares("When agreements come", "Agreement", summary.windows),
        _shares("How histories end", "Ending", summary.endings, meanings=True),
        _shares(
            "Why there was no agreement",
            "What stood in the way",
            tuple(share for share in summary.reasons if share.runs),
            meanings=True,
        ),
        _shares("How far histories get", "Stage", summary.stages),
        _terms(summary, scenario),
        _mechanisms(summary),
        _drivers(found, scenario),
        _scores(summary),
        _ledger(summary, scenario),
        _dollars(replayed, scenario),
    ]
    return tuple(table for table in built if table is not None and table.rows)


def _shares(
    caption: str, what: str, shares: Sequence[Share], *, meanings: bool = False
) -> Table | None:
    head = [what, "Histories", "Share", "95% interval"] + (["What it means"] if meanings else [])
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
        spread = low if low == high else f"{low} to {high}"
        if issue.unit not in WORDED:
            spread = quantity_range(min(term.low, term.high), max(term.low, term.high), issue.unit)
        rows.append(
            (
                issue.label,
                scenario.side_labels[issue.giver],
                now,
                middle,
                spread,
                f"{level_in_words(issue, term.usual)} ({percent(term.usual_share)})",
            )
        )
    caption = f"What the {summary.agreement.runs:,} agreements say, issue by issue"
    head = ("Issue", "Given by", "First day", "Median", "Nine in ten", "Commonest")
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
    head = ("What happened", "In how many histories", "95% interval", "Mean times a history")
    return Table("How often each mechanism fired", head, tuple(rows))


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
    head = ("Unknown", "Agree: lowest third", "Agree: highest third", "Difference (95% interval)")
    return Table("Which unknowns matter most, one at a time", head, tuple(rows)) if rows else None


def _points(change: Interval) -> str:
    value, low, high = (number(round(100 * end)) for end in change)
    return f"{value} points ({low} to {high})"


def _scores(summary: Summary) -> Table:
    rows = [
        (side.label, _plus(side.score), _plus(side.score_if_agreed), _plus(side.score_if_not))
        for side in summary.sides
    ]
    head = ("Side", "All histories", "With agreement", "Without")
    return Table("Mean score in points, with 95% intervals", head, tuple(rows))


def _ledger(summary: Summary, scenario: Scenario) -> Table:
    rows = [
        (account.label, *map(_plus, (account.overall, account.if_agreed, account.if_not)))
        for account in summary.ledger
    ]
    end = date(scenario.date_of(scenario.horizon))
    head = ("USD bn", "All histories", "With agreement", "Without")
    return Table(f"Money, from the first day to {end} (means)", head, tuple(rows))


def _dollars(replayed: Sequence[Replayed], scenario: Scenario) -> Table | None:
    """Totals at each deadline, vote and end of a month, and on the last day."""
    if scenario.config.economy is None or not replayed:
        return None
    lost = course([history.loss for history in replayed])
    paid = course([history.duty for history in replayed])
    rows = [
        (
            f"By {date(scenario.date_of(day), year=False)}{f' ({inside(label)})' if label else ''}",
            *(cell for found in (lost, paid) for cell in _total(found, day)),
        )
        for day, label in _dates(scenario)
    ]
    caption = f"Dollars day by day, in billions, {len(replayed):,} histories played again"
    spread = "nine in ten"
    head = ("Total", "Lost by exporters (median)", spread, "Added duty (median)", spread)
    return Table(caption, head, tuple(rows))


def _total(found: Course, day: int) -> tuple[str, str]:
    low, high = number(float(found.low[day])), number(float(found.high[day]))
    return number(float(found.median[day])), low if low == high else f"{low}{DASH}{high}"


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
    scores = tuple(f"Score, {label}" for label in scenario.side_labels)
    head = (*names, "Agreement", "95% interval", "Median day", *scores)
    return Table("Every setting", head, tuple(rows))


def _day(summary: Summary, scenario: Scenario) -> str:
    if not summary.agreement.runs:
        return DASH
    day = scenario.date_of(int(summary.agreement_day.value))
    return date(day, year=day.year != scenario.start.year)
