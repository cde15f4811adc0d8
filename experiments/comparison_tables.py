"""A comparison as tables, ready to be shown on a page or in a terminal."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from experiments.addresses import ResultArm
from experiments.analysis.change_words import (
    change_in_words,
    factor_in_words,
    mean_in_words,
)
from experiments.analysis.changed import Changed, changed
from experiments.analysis.endings import ENDINGS, label
from experiments.analysis.intervals import Interval
from experiments.analysis.measures import BOTH_AGREE, BOTH_HAVE, Measure
from experiments.analysis.paired import Difference
from experiments.analysis.tables import Table
from experiments.analysis.wording import DASH, date, percent
from experiments.compare import Compared, Comparison
from experiments.ends import Timing
from experiments.pressures import Eve
from experiments.speech import count, phrase, say
from sim.scenario import Scenario

MOST_KEYS = 12
"""Changed keys that are told one by one; of two scenarios nearly all keys differ."""

MOST_LETTERS = 80

CHANGE = phrase("Change (95%)")
UNPAIRED = phrase("Unpaired runs")
"""Over the column that says how many runs of each it would take without shared luck."""

DATED = ("deadline", "election")
"""Kinds of landmarks by which endings are told."""

SHARE = Measure("share", "", "share")

OF_ALL = phrase("Outcomes")
OF_SOME = phrase("Outcomes where there is one")
"""What stands over outcomes that all runs have, and that some runs of either sample have."""

OF_PAIRS = {
    BOTH_AGREE: phrase("Outcomes where both agree"),
    BOTH_HAVE: phrase("Outcomes where both have one"),
}
"""The same of pairs, by which of them have the outcome."""


def what_differs(found: Comparison, other: int) -> Table | None:
    """The settings in which an arm differs from the first; None where they are the same."""
    keys = keys_changed(found, other)
    if not keys:
        return None
    rows = [(key.key, _short(key.first), _short(key.second)) for key in keys[:MOST_KEYS]]
    if len(keys) > MOST_KEYS:
        rows.append((say("and {n} more", n=len(keys) - MOST_KEYS), "", ""))
    head = (say("Setting"), *(arm.label for arm in _two(found, other)))
    return Table(say("What differs between the two"), head, tuple(rows))


def outcome_tables(found: Comparison, other: int, scenario: Scenario) -> Sequence[Table]:
    """The outcomes of an arm against the first: those of all pairs, then those of some."""
    paired = found.pairings[other - 1].paired
    groups: dict[str, list[Compared]] = {OF_ALL: []}
    for compared in found.outcomes:
        given = compared.measure.given
        caption = (OF_PAIRS[given] if paired else OF_SOME) if given else OF_ALL
        groups.setdefault(caption, []).append(compared)
    return [
        built
        for caption, rows in groups.items()
        for built in _by_runs(found, say(caption), rows, other, scenario)
    ]


def why_tables(
    found: Comparison, eves: Sequence[Eve], other: int, scenario: Scenario
) -> Sequence[Table]:
    """Why outcomes change: reasons, mechanisms, and the leaders' mandates."""
    built = [
        table(found, say("What stood in the way of an agreement"), found.reasons, other, scenario),
        table(
            found,
            say("What happened on the way, in what share"),
            found.mechanisms,
            other,
            scenario,
        ),
        *(
            table(found, say("{mandate}, in points", mandate=eve.title), eve.terms, other, scenario)
            for eve in eves
        ),
    ]
    return [one for one in built if one is not None]


def table(
    found: Comparison,
    caption: str,
    rows: Sequence[Compared],
    other: int,
    scenario: Scenario,
    *,
    worth: bool = False,
) -> Table | None:
    """Measures of an arm (number `other` of the comparison) against the first; None without any.

    All rows must be of equally many runs, which the caption tells. With `worth`, the last column
    says what the pairing is worth.
    """
    if not rows:
        return None
    paired = found.pairings[other - 1].paired
    head = ("", *(arm.label for arm in _two(found, other)), say(CHANGE))
    return Table(
        say("{caption} ({size})", caption=caption, size=_size(rows[0], other, paired=paired)),
        (*head, say(UNPAIRED)) if worth and paired else head,
        tuple(_row(one, other, scenario, worth=worth and paired) for one in rows),
    )


def _by_runs(
    found: Comparison, caption: str, rows: Sequence[Compared], other: int, scenario: Scenario
) -> Sequence[Table]:
    """A table for each number of runs that the measures have."""
    paired = found.pairings[other - 1].paired
    sizes: dict[str, list[Compared]] = {}
    for compared in rows:
        sizes.setdefault(_size(compared, other, paired=paired), []).append(compared)
    built = (table(found, caption, some, other, scenario, worth=True) for some in sizes.values())
    return [one for one in built if one is not None]


def _size(compared: Compared, other: int, *, paired: bool) -> str:
    """How many runs a change is about: pairs, or the runs of either sample."""
    if paired:
        runs = compared.differences[other - 1].runs
        return count("{n:,} pair", "{n:,} pairs", runs)
    one, two = (int((~np.isnan(compared.values[arm])).sum()) for arm in (0, other))
    return say("{first} and {second} runs", first=f"{one:,}", second=f"{two:,}")


def by_date(timing: Timing, found: Comparison, other: int) -> Table | None:
    """How histories have ended by each deadline, vote and the last day."""
    scenario = timing.scenario
    days = sorted(
        {mark.day for mark in scenario.landmarks if mark.kind in DATED and mark.day > 0}
        | {timing.horizon}
    )
    rows = []
    for name in timing.endings:
        one, two = timing.curves[0][name], timing.curves[other][name]
        change = timing.changes[other - 1][name]
        for day in (day for day in days if day <= timing.horizon):
            told = Interval(
                float(change.value[day]), float(change.low[day]), float(change.high[day])
            )
            rows.append(
                (
                    say(
                        "{ending} by {date}",
                        ending=label(ENDINGS, name),
                        date=date(scenario.date_of(day), year=False),
                    ),
                    percent(one.at(day)),
                    percent(two.at(day)),
                    change_in_words(told, SHARE),
                )
            )
    head = ("", *(arm.label for arm in _two(found, other)), say(CHANGE))
    return Table(say("How histories have ended by each date"), head, tuple(rows)) if rows else None


def keys_changed(found: Comparison, other: int) -> Sequence[Changed]:
    """Every setting in which an arm differs from the first."""
    one, two = (arm.result.manifest["arms"][arm.arm]["scenario"] for arm in _two(found, other))
    return changed(one, two)


def _row(compared: Compared, other: int, scenario: Scenario, *, worth: bool) -> tuple[str, ...]:
    measure, found = compared.measure, compared.differences[other - 1]
    cells = (
        measure.label,
        mean_in_words(found.first, measure, scenario),
        mean_in_words(found.second, measure, scenario),
        change_in_words(found.change, measure),
    )
    return (*cells, _worth(found)) if worth else cells


def _worth(found: Difference) -> str:
    """The runs that an unpaired design would take, and how many times as many that is."""
    if math.isnan(found.reduction):
        return DASH
    if math.isinf(found.reduction):
        return say("no luck is left")
    runs, factor = f"{found.unpaired_runs:,.0f}", factor_in_words(found.reduction)
    return say("{runs} ({factor})", runs=runs, factor=factor)


def _two(found: Comparison, other: int) -> tuple[ResultArm, ResultArm]:
    return (found.arms[0], found.arms[other])


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"
