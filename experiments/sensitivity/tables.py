"""The numbers of a study as tables, for a page and for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from experiments.analysis.intervals import Interval
from experiments.analysis.measures import Measure
from experiments.analysis.tables import Table
from experiments.analysis.wording import MINUS
from experiments.sensitivity.effects import Effect
from experiments.sensitivity.factors import Factor
from experiments.sensitivity.findings import Found
from experiments.sensitivity.variance import PARTS, Part
from experiments.sensitivity.wording import (
    change,
    in_range,
    range_in_words,
    share,
    share_in_range,
    size,
    unit_of_change,
    value_in_words,
)
from experiments.speech import clauses, count, phrase, say

PART_WORDS: Mapping[Part, str] = {
    frozenset(["factors"]): phrase("factors alone"),
    frozenset(["priors"]): phrase("priors alone"),
    frozenset(["chance"]): phrase("chance alone"),
    frozenset(["factors", "priors"]): phrase("factors with priors"),
    frozenset(["factors", "chance"]): phrase("factors with chance"),
    frozenset(["priors", "chance"]): phrase("priors with chance"),
    frozenset(["factors", "priors", "chance"]): phrase("factors, priors and chance together"),
}
"""What each part of the variance is, in words."""


class Column(NamedTuple):
    """A number of a method: its name, what stands above it, and how it is told."""

    number: str
    head: str
    tell: Callable[[Interval, Measure], str]
    alone: Callable[[float, Measure], str]
    """The same without an interval."""


def _size(interval: Interval, measure: Measure) -> str:
    return in_range(interval, measure, signed=False)


def _change(interval: Interval, measure: Measure) -> str:
    return in_range(interval, measure, signed=True)


def _share(interval: Interval, measure: Measure) -> str:
    return share_in_range(interval)


def _distance(interval: Interval, measure: Measure) -> str:
    value, low, high = (_bare_distance(one, measure) for one in interval)
    return say("{value} ({low} to {high})", value=value, low=low, high=high)


def _bare_share(value: float, measure: Measure) -> str:
    return share(value)


def _bare_distance(value: float, measure: Measure) -> str:
    return f"{value:.2f}".replace("-", MINUS)


COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "morris": (
        Column("mu_star", phrase("size, μ*"), _size, size),
        Column("mu", phrase("direction, μ"), _change, change),
        Column("sigma", phrase("spread, σ"), _size, size),
    ),
    "sobol": (
        Column("total", phrase("with interplay (total)"), _share, _bare_share),
        Column("first", phrase("alone (first)"), _share, _bare_share),
    ),
    "pawn": (
        Column("median", phrase("distance, median"), _distance, _bare_distance),
        Column("maximum", phrase("distance, greatest"), _distance, _bare_distance),
    ),
    "tornado": (
        Column("swing", phrase("between the ends"), _change, change),
        Column("share", phrase("share of variance"), _share, _bare_share),
    ),
}
"""The numbers of each method, the leading one first."""

UNITS = {
    "sobol": phrase("share of the variance between means"),
    "pawn": phrase("distance, 0 to 1"),
}
"""The unit of a method's numbers, where it isn't that of the outcome."""

OWN = phrase("{outcome}: what factors do ({unit}; 95% intervals)")
INSIDE = phrase("{outcome}: what numbers inside tables do ({unit}; 95% intervals)")


def effects_tables(method: str, found: Found, most: int | None = None) -> list[Table]:
    """Return what factors do to one outcome: those with ranges of their own, then those of tables.

    Args:
        method: the method.
        found: of one outcome.
        most: no more than this many factors in each.
    """
    own = [effect for effect in found.effects if not effect.of_table]
    of_tables = [effect for effect in found.effects if effect.of_table]
    parts = [(own, OWN), (of_tables, INSIDE)]
    return [_effects(method, found, part, caption, most) for part, caption in parts if part]


def _effects(
    method: str, found: Found, effects: Sequence[Effect], caption: str, most: int | None
) -> Table:
    columns = [column for column in COLUMNS[method] if column.number in effects[0].numbers]
    ends = bool(effects[0].ends)
    unit = say(UNITS[method]) if method in UNITS else unit_of_change(found.measure)
    shown = effects[:most]
    hidden = len(effects) - len(shown)
    told = say(caption, outcome=found.measure.label, unit=unit)
    if hidden:
        told = count(
            "{table}; {n} smaller one is not shown",
            "{table}; {n} smaller ones are not shown",
            hidden,
            table=told,
        )
    heads = (say(column.head) for column in columns)
    return Table(
        told,
        ("", *heads, say("at its ends") if ends else say("luck alone"), say("stands out")),
        tuple(
            (
                effect.label,
                *(column.tell(effect.numbers[column.number], found.measure) for column in columns),
                ends_in_words(effect, found.measure) if ends else _idle(method, effect, found),
                say("yes") if effect.clear else say("no"),
            )
            for effect in shown
        ),
    )


def ends_in_words(effect: Effect, measure: Measure) -> str:
    """Return what each end of a factor changes: "0.1: +4.2; 0.9: −3"."""
    return clauses(
        [
            say(
                "{value}: {change}",
                value=value_in_words(end.value, effect.unit),
                change=change(end.change.value, measure),
            )
            for end in effect.ends
        ]
    )


def _idle(method: str, effect: Effect, found: Found) -> str:
    return COLUMNS[method][0].alone(effect.idle, found.measure)


def shares_table(everything: Sequence[Found], runs: int) -> Table:
    """Return whose the variance of one history's outcome is, a column an outcome."""
    there = [part for part in PARTS if part in everything[0].separation.shares]
    rows = [
        (
            say(PART_WORDS[part]),
            *(share_in_range(found.separation.shares[part]) for found in everything),
        )
        for part in there
    ]
    lucks = [found.separation.luck for found in everything]
    if all(luck is not None for luck in lucks):
        told = [share_in_range(luck) for luck in lucks if luck is not None]
        means = say("luck between means of {runs} histories", runs=f"{runs:,}")
        rows.append((means, *told))
    return Table(
        say("Whose the variance of one history’s outcome is (shares, with 95% intervals)"),
        ("", *(found.measure.label for found in everything)),
        tuple(rows),
    )


def factors_table(factors: Sequence[Factor]) -> Table:
    """Return what was varied and how far."""
    return Table(
        say("What was varied"),
        ("", say("group"), say("range"), say("key")),
        tuple(
            (
                factor.label,
                say(factor.group),
                range_in_words(factor.spread, factor.unit),
                factor.key,
            )
            for factor in factors
        ),
    )
