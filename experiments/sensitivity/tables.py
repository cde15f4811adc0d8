"""The numbers of a study as tables, for a page and for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from experiments.analysis.intervals import Interval
from experiments.analysis.measures import Measure
from experiments.analysis.tables import Table
from experiments.sensitivity.effects import Effect
from experiments.sensitivity.factors import Factor
from experiments.sensitivity.findings import Found
from experiments.sensitivity.variance import PARTS, SOURCES, Part
from experiments.sensitivity.wording import (
    change,
    in_range,
    range_in_words,
    share_in_range,
    unit_of_change,
)

_OF_PARTS = ("{} alone", "{} with {}", "{}, {} and {} together")

PART_WORDS: Mapping[Part, str] = {
    part: _OF_PARTS[len(part) - 1].format(*(one for one in SOURCES if one in part))
    for part in PARTS
}
"""What each part of the variance is, in words."""


class Column(NamedTuple):
    """A number of a method: its name, what stands above it, and how it is told."""

    number: str
    head: str
    tell: Callable[[Interval, Measure], str]


def _size(interval: Interval, measure: Measure) -> str:
    return in_range(interval, measure, signed=False)


def _change(interval: Interval, measure: Measure) -> str:
    return in_range(interval, measure, signed=True)


def _share(interval: Interval, measure: Measure) -> str:
    return share_in_range(interval)


def _distance(interval: Interval, measure: Measure) -> str:
    low, high = f"{interval.low:.2f}", f"{interval.high:.2f}"
    return f"{interval.value:.2f} ({low} to {high})".replace("-", "−")


COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "morris": (
        Column("mu_star", "size, μ*", _size),
        Column("mu", "direction, μ", _change),
        Column("sigma", "spread, σ", _size),
    ),
    "sobol": (
        Column("total", "with interplay (total)", _share),
        Column("first", "alone (first)", _share),
    ),
    "pawn": (
        Column("median", "distance, median", _distance),
        Column("maximum", "distance, greatest", _distance),
    ),
    "tornado": (
        Column("swing", "between the ends", _change),
        Column("share", "share of variance", _share),
    ),
}
"""The numbers of each method, the leading one first."""


def effects_tables(method: str, found: Found, most: int | None = None) -> list[Table]:
    """Return what factors do to one outcome: those with ranges of their own, then those of tables.

    Args:
        method: the method.
        found: of one outcome.
        most: no more than this many factors in each.
    """
    own = [effect for effect in found.effects if not effect.of_table]
    of_tables = [effect for effect in found.effects if effect.of_table]
    parts = [(own, "what factors do"), (of_tables, "what numbers inside tables do")]
    return [_effects(method, found, part, what, most) for part, what in parts if part]


def _effects(
    method: str, found: Found, effects: Sequence[Effect], what: str, most: int | None
) -> Table:
    columns = [column for column in COLUMNS[method] if column.number in effects[0].numbers]
    ends = bool(effects[0].ends)
    unit = {"sobol": "share of the variance between means", "pawn": "distance, 0 to 1"}.get(
        method, unit_of_change(found.measure)
    )
    shown = effects[:most]
    hidden = len(effects) - len(shown)
    more = f"; {hidden} smaller ones are not shown" if hidden else ""
    heads = (column.head for column in columns)
    return Table(
        f"{found.measure.label}: {what} ({unit}; 95% intervals){more}",
        ("", *heads, "at its ends" if ends else "luck alone", "stands out"),
        tuple(
            (
                effect.label,
                *(column.tell(effect.numbers[column.number], found.measure) for column in columns),
                ends_in_words(effect, found.measure) if ends else _idle(method, effect, found),
                "yes" if effect.clear else "no",
            )
            for effect in shown
        ),
    )


def ends_in_words(effect: Effect, measure: Measure) -> str:
    """Return what each end of a factor changes: "0.1: +4.2; 0.9: −3"."""
    return "; ".join(f"{end.value}: {change(end.change.value, measure)}" for end in effect.ends)


def _idle(method: str, effect: Effect, found: Found) -> str:
    idle = Interval(effect.idle, effect.idle, effect.idle)
    return COLUMNS[method][0].tell(idle, found.measure).split(" (")[0]


def shares_table(everything: Sequence[Found], runs: int) -> Table:
    """Return whose the variance of one history's outcome is, a column an outcome."""
    there = [part for part in PARTS if part in everything[0].separation.shares]
    rows = [
        (
            PART_WORDS[part],
            *(share_in_range(found.separation.shares[part]) for found in everything),
        )
        for part in there
    ]
    lucks = [found.separation.luck for found in everything]
    if all(luck is not None for luck in lucks):
        told = [share_in_range(luck) for luck in lucks if luck is not None]
        rows.append((f"luck between means of {runs:,} histories", *told))
    return Table(
        "Whose the variance of one history’s outcome is (shares, with 95% intervals)",
        ("", *(found.measure.label for found in everything)),
        tuple(rows),
    )


def factors_table(factors: Sequence[Factor]) -> Table:
    """Return what was varied and how far."""
    return Table(
        "What was varied",
        ("", "group", "range", "key"),
        tuple(
            (factor.label, factor.group, range_in_words(factor.spread, factor.unit), factor.key)
            for factor in factors
        ),
    )
