"""What two worlds are compared in: one number a run, NaN where a run has none."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.column_words import column_label
from experiments.analysis.columns import Columns, agreed
from experiments.analysis.endings import ENDINGS, REASONS
from experiments.analysis.endings import Term as Word
from experiments.analysis.summary import COUNTED, DATED, LEDGER, OF_SIDES
from experiments.analysis.wording import date, inside, opening, possessive, the
from experiments.speech import say
from sim.outcomes import Column
from sim.outcomes import columns as outcome_columns

if TYPE_CHECKING:
    from sim.scenario import IssueInfo, Landmark, Scenario

Numbers = NDArray[np.float64]

EVE = ("deadline", "campaign")
"""Landmarks before which an agreement counts; at others, one on the day itself counts too."""

NO_NUMBER = ("run", "arm")
BY = "agreement_by_"


@dataclass(frozen=True)
class Measure:
    """What one number a run tells.

    Attributes:
        name: by which it is asked for.
        label: for people.
        unit: `share` (0 or 1 a run), `day`, `points`, `count`, or a unit of the scenario.
        given: which pairs have it, in words; empty where all do.
        issue: the issue whose agreed quantity it is, or None.
    """

    name: str
    label: str
    unit: str
    given: str = ""
    issue: IssueInfo | None = None


@dataclass(frozen=True)
class Recipe:
    """How a measure is made from outcome columns.

    Attributes:
        measure: what comes of it.
        needs: the columns.
        take: makes it from them, shape (runs,), NaN where a run has none.
    """

    measure: Measure
    needs: tuple[str, ...]
    take: Callable[[Columns], Numbers]

    @property
    def name(self) -> str:
        """The measure's name."""
        return self.measure.name


BOTH_AGREE = "both agree"
BOTH_HAVE = "both have one"
"""Which pairs have a measure: words of the files. People are told whole sentences made of them."""


def standard(scenario: Scenario) -> tuple[Recipe, ...]:
    """What is compared unless something else is asked for: whether, when, on what, at what cost."""
    return (
        _agreement(),
        *(_by(*_cut(mark, scenario), scenario) for mark in scenario.landmarks if mark.day > 0),
        _agreement_day(),
        *(_agreed_on(issue) for issue in scenario.issues),
        *(_points(side, label) for side, label in _sides(scenario)),
        *(_score(side, label) for side, label in _sides(scenario)),
        *(
            _total(name, label)
            for name, label in LEDGER
            if scenario.config.economy is not None and name != "exports_bn"
        ),
    )


def endings() -> tuple[Recipe, ...]:
    """The share of histories with each ending."""
    return tuple(_word("ending", word) for word in ENDINGS)


def reasons() -> tuple[Recipe, ...]:
    """The share of histories with each reason for no agreement."""
    return tuple(_word("reason", word) for word in REASONS)


def mechanisms(scenario: Scenario) -> tuple[Recipe, ...]:
    """The share of histories in which each mechanism fired."""
    found = [_fired(name, say(label), 1) for name, label in COUNTED]
    found += [_fired(name, say(label), 0) for name, label in DATED]
    for side, of_side in _sides(scenario):
        for name, text in OF_SIDES:
            told = opening(say(text, side=the(of_side)))
            found.append(_fired(f"{name}_{side}", told, 1))
    return tuple(found)


def times() -> tuple[Recipe, ...]:
    """How many times a history each mechanism fired, of those that can fire more than once."""
    return tuple(_column(Column(name, "int64", "count", say(label))) for name, label in COUNTED)


def named(names: Iterable[str], scenario: Scenario) -> tuple[Recipe, ...]:
    """The measures of these names, in their order; a column of words gives one for each word.

    Raises:
        KeyError: with a name that is none.
    """
    columns = {column.name: column for column in outcome_columns(scenario)}
    everything = (*standard(scenario), *endings(), *reasons(), *mechanisms(scenario))
    known = {recipe.name: recipe for recipe in everything}
    words = {"ending": endings(), "reason": reasons()}
    found: list[Recipe] = []
    for name in names:
        if name in words:
            found += words[name]
        elif name in known:
            found.append(known[name])
        elif name in columns and name not in NO_NUMBER:
            found.append(_column(columns[name]))
        else:
            found.append(_by_date(name, scenario))
    return tuple({recipe.name: recipe for recipe in found}.values())


def names(scenario: Scenario) -> tuple[str, ...]:
    """Every name that `named` takes (but for dates of one's own)."""
    made = (*standard(scenario), *endings(), *reasons(), *mechanisms(scenario))
    columns = (c.name for c in outcome_columns(scenario) if c.name not in NO_NUMBER)
    return tuple(dict.fromkeys([*(recipe.name for recipe in made), *columns]))


def _sides(scenario: Scenario) -> Sequence[tuple[str, str]]:
    return tuple(zip(scenario.sides, scenario.side_labels, strict=True))


def _agreement() -> Recipe:
    return Recipe(Measure("agreement", say("Agreement"), "share"), ("ending",), _reached)


def _reached(columns: Columns) -> Numbers:
    return agreed(columns).astype(np.float64)


def _cut(mark: Landmark, scenario: Scenario) -> tuple[int, str]:
    """The last day that counts as up to a landmark, and the words for it."""
    when, what = date(scenario.date_of(mark.day), year=False), inside(say(mark.label))
    if mark.kind in EVE:
        return mark.day - 1, say("Agreement before {date} ({landmark})", date=when, landmark=what)
    return mark.day, say("Agreement by {date} ({landmark})", date=when, landmark=what)


def _by(last: int, label: str, scenario: Scenario) -> Recipe:
    def take(columns: Columns) -> Numbers:
        in_time = np.asarray(columns["agreement_day"]) <= last
        return np.asarray(agreed(columns) & in_time, dtype=np.float64)

    name = f"{BY}{scenario.date_of(last).isoformat()}"
    return Recipe(Measure(name, label, "share"), ("ending", "agreement_day"), take)


def _by_date(name: str, scenario: Scenario) -> Recipe:
    """Agreement by a date of one's own."""
    if not re.fullmatch(rf"{BY}\d{{4}}-\d\d-\d\d", name):
        raise KeyError(name)
    try:
        until = datetime.date.fromisoformat(name.removeprefix(BY))
    except ValueError:
        raise KeyError(name) from None
    told = say("Agreement by {date}", date=date(until))
    return _by((until - scenario.start).days, told, scenario)


def _agreement_day() -> Recipe:
    return Recipe(
        Measure("agreement_day", say("Day of agreement"), "day", BOTH_AGREE),
        ("ending", "agreement_day"),
        lambda columns: _where(agreed(columns), columns["agreement_day"]),
    )


def _agreed_on(issue: IssueInfo) -> Recipe:
    column = f"term_{issue.id}"
    return Recipe(
        Measure(f"agreed_{issue.id}", issue.label, issue.unit, BOTH_AGREE, issue),
        ("ending", column),
        lambda columns: _where(agreed(columns), columns[column]),
    )


def _points(side: str, label: str) -> Recipe:
    text = say("The agreement’s worth to {side}", side=the(label))
    recipe = _column(Column(f"points_{side}", "float64", "points", text))
    return replace(recipe, measure=replace(recipe.measure, given=BOTH_AGREE))


def _score(side: str, label: str) -> Recipe:
    text = opening(say("{whose} score", whose=possessive(label)))
    return _column(Column(f"score_points_{side}", "float64", "points", text))


def _total(name: str, label: str) -> Recipe:
    return _column(Column(name, "float64", "USD bn", say(label)))


def _word(column: str, word: Word) -> Recipe:
    return Recipe(
        Measure(f"{column}_{word.name}", say(word.label), "share"),
        (column,),
        lambda columns: np.asarray(columns[column] == word.name, dtype=float),
    )


def _fired(column: str, label: str, least: int) -> Recipe:
    return Recipe(
        Measure(f"fired_{column}", label, "share"),
        (column,),
        lambda columns: np.asarray(columns[column] >= least, dtype=float),
    )


def _column(column: Column) -> Recipe:
    """An outcome column as it stands; of days and levels, -1 is none."""
    marked = column.unit in ("day", "level")

    def take(columns: Columns) -> Numbers:
        values = np.asarray(columns[column.name], dtype=float)
        return np.where(values < 0, np.nan, values) if marked else values

    partial = marked or column.name.startswith(("value_", "points_"))
    given = BOTH_HAVE if partial else ""
    label = column_label(column)
    return Recipe(Measure(column.name, label, column.unit, given), (column.name,), take)


def _where(reached: NDArray[np.bool_], values: NDArray[np.float64]) -> Numbers:
    return np.where(reached, np.asarray(values, dtype=float), np.nan)
