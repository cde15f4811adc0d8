"""What an outcomes file asks of an ensemble: one question an entry, with both answers counted.

Each question holds what came true and what the histories say: how many fell into each bin, for how
many a fact holds, or one number from each.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from experiments.analysis.columns import Columns, count
from experiments.analysis.incidence import NEVER
from experiments.analysis.wording import WORDED, date, level_in_words, number, quantity
from experiments.expressions import Expression, read_expression
from experiments.scoring.bins import Bins, between_landmarks, up_to
from experiments.scoring.outcomes import Event, OutcomesConfig
from experiments.scoring.reading import DAY, events_of
from experiments.speech import phrase, say
from sim.outcomes import COUNTED, DOLLARS

if TYPE_CHECKING:
    from sim.scenario import IssueInfo, Scenario

EVENTS = {
    "agreement": phrase("agreement"),
    "effect": phrase("taking effect"),
    "interim": phrase("interim"),
    "snap_back": phrase("snap back"),
    "hike": phrase("hike"),
}
"""What events are called."""


@dataclass(frozen=True)
class Timing:
    """When an event came: `counts` histories in each bin, and the bin that came true."""

    name: str
    label: str
    told: str
    bins: Bins
    counts: NDArray[np.int64]
    observed: int

    @property
    def column(self) -> str:
        """The outcome column."""
        return f"{self.name}{DAY}"

    @property
    def called(self) -> str:
        """What it is called in a list."""
        return say(EVENTS[self.name])

    @property
    def labels(self) -> tuple[str, ...]:
        """The bins in words."""
        return self.bins.labels


@dataclass(frozen=True)
class Level:
    """Where an issue stood in the end: histories at each level, and the level that came true."""

    name: str
    label: str
    told: str
    issue: IssueInfo
    counts: NDArray[np.int64]
    observed: int

    @property
    def called(self) -> str:
        """What it is called in a list."""
        return self.label

    @property
    def labels(self) -> tuple[str, ...]:
        """The levels in words."""
        return self.issue.level_labels


@dataclass(frozen=True)
class Truth:
    """Whether something came true, and in how many of `runs` histories it does."""

    name: str
    label: str
    told: str
    expression: Expression
    successes: int
    runs: int
    happened: bool


@dataclass(frozen=True)
class Figure:
    """A number that came true, and that of each history, in `unit`."""

    name: str
    label: str
    told: str
    unit: str
    values: NDArray[np.float64]
    observed: float


Question = Timing | Level | Truth | Figure


def questions(
    outcomes: OutcomesConfig, scenario: Scenario, columns: Columns
) -> tuple[Question, ...]:
    """Return the questions of an outcomes file that was checked against the scenario.

    Args:
        outcomes: from `experiments.scoring.reading.load_outcomes`.
        scenario: the scenario of the arm that is scored.
        columns: its outcome rows, with the columns that `columns_needed` names at least.
    """
    return (
        *(_timing(name, event, scenario, columns) for name, event in outcomes.events.items()),
        *(
            _level(outcomes, issue, columns)
            for issue in scenario.issues
            if issue.id in outcomes.levels
        ),
        *_truths(outcomes, scenario, columns),
        *_figures(outcomes, scenario, columns),
    )


def columns_needed(outcomes: OutcomesConfig, scenario: Scenario) -> tuple[str, ...]:
    """Return the outcome columns that the questions of a file read."""
    found = [f"{name}{DAY}" for name in outcomes.events]
    found += [f"term_{issue}" for issue in outcomes.levels]
    found += outcomes.figures
    for fact in outcomes.facts.values():
        found += sorted(read_expression(fact.when, scenario).names)
    return tuple(dict.fromkeys(name for name in found if name != "run"))


def nearest_level(issue: IssueInfo, quantities: ArrayLike) -> NDArray[np.int64]:
    """Return the level nearest to each quantity, in the issue's unit; the lower number if two are.

    Rates in force may lie between two levels, or beyond the first or the last.
    """
    levels = np.asarray(issue.levels)
    apart = np.abs(levels - np.asarray(quantities, dtype=float)[..., np.newaxis])
    return np.asarray(apart.argmin(axis=-1))


def _timing(name: str, event: Event, scenario: Scenario, columns: Columns) -> Timing:
    if event.not_by is not None:
        bins = up_to(scenario, scenario.day_of(event.not_by))
        told, day = say("not by {date}", date=date(event.not_by)), NEVER
    else:
        bins = between_landmarks(scenario)
        last = date(scenario.date_of(scenario.horizon))
        told, day = say("never by {date}", date=last), NEVER
        if isinstance(event.date, datetime.date):
            told, day = date(event.date), scenario.day_of(event.date)
    label = say(events_of(scenario)[name])
    return Timing(name, label, told, bins, bins.counts(columns[f"{name}{DAY}"]), bins.place(day))


def _level(outcomes: OutcomesConfig, issue: IssueInfo, columns: Columns) -> Level:
    amount = outcomes.levels[issue.id]
    at = nearest_level(issue, columns[f"term_{issue.id}"])
    observed = int(nearest_level(issue, amount.value))
    return Level(
        issue.id,
        issue.label,
        _stated(issue, amount.value, observed),
        issue,
        np.bincount(at, minlength=len(issue.levels)),
        observed,
    )


def _truths(outcomes: OutcomesConfig, scenario: Scenario, columns: Columns) -> Iterator[Truth]:
    for name, fact in outcomes.facts.items():
        expression = read_expression(fact.when, scenario)
        yield Truth(
            name,
            say(fact.label),
            say("yes") if fact.happened else say("no"),
            expression,
            int(expression.on(columns).sum()),
            count(columns),
            fact.happened,
        )


def _figures(outcomes: OutcomesConfig, scenario: Scenario, columns: Columns) -> Iterator[Figure]:
    for name, amount in outcomes.figures.items():
        told = (
            number(amount.value) if amount.unit == "count" else quantity(amount.value, amount.unit)
        )
        values = np.asarray(columns[name], dtype=float)
        yield Figure(name, _meant(name, scenario), told, amount.unit, values, amount.value)


def _meant(column: str, scenario: Scenario) -> str:
    """What a figure's outcome column holds, in words."""
    for side, label in zip(scenario.sides, scenario.side_labels, strict=True):
        if column == f"approval_{side}":
            return say("{side}: approval on the last day", side=label)
    if column == "exporter_loss_gdp":
        return say("exporters' loss over a year's GDP")
    return say(dict((*COUNTED, *DOLLARS))[column])


def _stated(issue: IssueInfo, value: float, level: int) -> str:
    """Return where an issue stood, in words where its levels have some."""
    if issue.unit in WORDED and issue.levels[level] == value:
        return level_in_words(issue, level)
    return quantity(value, issue.unit)
