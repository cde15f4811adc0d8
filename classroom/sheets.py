"""Printable sheets: a side's role, the issues, the calendar, and its confidential points.

A sheet is put together from one side's own rows of the history's first morning, so nothing of what
the other side values can get onto the paper.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from classroom.exercise import Exercise, Role, paragraphs
from classroom.telling import level_label
from experiments.tongue import Tongue
from sim.model import TalksModel
from sim.scenario import Scenario

SMALLEST = 0.05
"""Points below which a bonus is not worth printing."""


class Level(NamedTuple):
    """A level of an issue, the points that it adds over level 0, and whether it is in force."""

    label: str
    points: str
    now: bool


class Row(NamedTuple):
    """An issue on the sheet."""

    label: str
    yours: bool
    """Whether this side gives it."""
    today: str
    levels: tuple[Level, ...]
    wordy: bool
    """Whether the levels are described in words rather than numbers."""
    sensitive: bool
    """Whether a campaign at home makes it dearer to this side."""


class Bonus(NamedTuple):
    """Points that two issues add together: ``points[i][j]`` for the i-th and j-th level."""

    rows: str
    columns: str
    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    points: tuple[tuple[str, ...], ...]


class Mark(NamedTuple):
    """A date on the calendar, and what happens then."""

    date: str
    text: str


class Sheet(NamedTuple):
    """Everything on a side's paper; points run from 0 to 100."""

    title: str
    scenario: str
    side: str
    other: str
    role: str
    brief: tuple[str, ...]
    aims: tuple[str, ...]
    watched_by: tuple[str, ...]
    calendar: tuple[Mark, ...]
    issues: tuple[Row, ...]
    bonuses: tuple[Bonus, ...]
    nothing: str
    """Points of the package with every issue at its first level."""
    floor: str
    """Points that the leader asks for on the first morning."""
    today: str
    """Points of today's world."""
    belief: int | None
    """Per cent that this side gives to its next deadline being real; None where there is none."""
    deadline: str


def sheet(exercise: Exercise, side: str, tongue: Tongue) -> str:
    """Return a side's sheets as one self-contained HTML page: two sides of A4.

    Args:
        exercise: the exercise, with its tape.
        side: name of the side, such as ``japan``.
        tongue: the language.

    Raises:
        ValueError: there is no such side.
    """
    return _template().render(sheet=own(exercise, side, tongue), tongue=tongue, say=tongue.say)


def own(exercise: Exercise, side: str, tongue: Tongue) -> Sheet:
    """Return what stands on a side's sheets.

    Raises:
        ValueError: there is no such side.
    """
    scenario = exercise.scenario
    if side not in scenario.sides:
        raise ValueError(f"no side '{side}'; there are {', '.join(scenario.sides)}")
    number = scenario.sides.index(side)
    model = TalksModel(scenario, run=exercise.config.run, rng=exercise.config.seed, collect=False)
    state, world = model.state, scenario.world
    table = state.table[number]
    span = state.best[number] - state.worst[number]
    size = world.starts[-1]
    points = _points([100.0 * value / span for value in table[:size]])
    role: Role = exercise.roles[side]
    first = [table[start] for start in world.starts[: len(scenario.issues)]]
    threat = state.next_threat
    rows = [_row(model, number, place, points, tongue) for place in range(len(scenario.issues))]
    return Sheet(
        title=tongue.say(exercise.title),
        scenario=tongue.say(scenario.title),
        side=tongue.say(scenario.side_labels[number]),
        other=tongue.say(scenario.side_labels[1 - number]),
        role=tongue.say(role.name),
        brief=paragraphs(tongue.say(role.brief)),
        aims=tuple(tongue.say(aim) for aim in role.aims),
        watched_by=tuple(
            tongue.say(group.label) for group in scenario.config.sides[side].constituencies.values()
        ),
        calendar=_calendar(scenario, tongue),
        issues=tuple(sorted(rows, key=lambda row: row.yours)),
        bonuses=tuple(_bonuses(scenario, number, points, tongue)),
        nothing=f"{model.points(number, sum(first)):.0f}",
        floor=f"{model.points(number, state.mandate[number]):.0f}",
        today=f"{model.points(number, model.today(number)):.0f}",
        belief=round(100 * state.belief[number][threat]) if threat >= 0 else None,
        deadline=tongue.day(scenario.date_of(state.deadline_day)) if threat >= 0 else "",
    )


class _Points(NamedTuple):
    """Entries of a value table in points, and how many decimals they need on paper."""

    values: tuple[float, ...]
    decimals: int

    def over(self, entry: int, base: int) -> str:
        """Return what one entry is worth over another, with its sign."""
        value = round(self.values[entry] - self.values[base], self.decimals)
        return f"{'+' if value > 0 else '−' if value < 0 else ''}{abs(value):.{self.decimals}f}"


def _points(values: Sequence[float]) -> _Points:
    whole = all(abs(value - round(value)) < 1e-6 for value in values)
    return _Points(tuple(values), 0 if whole else 1)


def _row(model: TalksModel, side: int, place: int, points: _Points, tongue: Tongue) -> Row:
    scenario, world = model.scenario, model.scenario.world
    issue, first = scenario.issues[place], world.starts[place]
    wordy = bool(scenario.config.issues[issue.id].levels.labels)
    rate = model.rate(place)
    return Row(
        label=tongue.say(issue.label),
        yours=issue.giver == side,
        today=level_label(scenario, tongue, place, 0)
        if wordy
        else tongue.physical(rate, issue.unit),
        levels=tuple(
            Level(
                level_label(scenario, tongue, place, level),
                points.over(first + level, first),
                model.state.regime[place] == level,
            )
            for level in range(len(issue.levels))
        ),
        wordy=wordy,
        sensitive=bool(world.sensitive[place]) and issue.giver == side,
    )


def _bonuses(scenario: Scenario, side: int, points: _Points, tongue: Tongue) -> list[Bonus]:
    """Return what pairs of issues add to this side's points, by the later issue's levels."""
    world = scenario.world
    found = []
    for link, whose in enumerate(world.link_side):
        if whose != side:
            continue
        first, second, size = world.links[3 * link : 3 * link + 3]
        block = world.starts[len(scenario.issues) + link]
        span = points.values[block:]
        if max(abs(value) for value in span) < SMALLEST:
            continue
        labels = [
            tuple(
                level_label(scenario, tongue, place, level)
                for level in range(len(scenario.issues[place].levels))
            )
            for place in (first, second)
        ]
        found.append(
            Bonus(
                rows=tongue.say(scenario.issues[second].label),
                columns=tongue.say(scenario.issues[first].label),
                row_labels=labels[1],
                column_labels=labels[0],
                points=tuple(
                    tuple(points.over(block + a * size + b, block) for a in range(len(labels[0])))
                    for b in range(size)
                ),
            )
        )
    return found


def _calendar(scenario: Scenario, tongue: Tongue) -> tuple[Mark, ...]:
    say = tongue.say
    due = {
        scenario.day_of(deadline.date.date): deadline
        for deadline in scenario.config.deadlines.values()
    }
    marks = [Mark(tongue.day(scenario.start), say("The talks go on."))]
    for mark in scenario.landmarks:
        text = say("Campaign opens") if mark.kind == "campaign" else say(mark.label)
        if mark.kind == "deadline":
            deadline = due[mark.day]
            place = next(
                place for place, one in enumerate(scenario.issues) if one.id == deadline.issue
            )
            issue = scenario.issues[place]
            force = scenario.config.issues[issue.id].in_force
            text = say(
                "{what}: {issue} from {old} to {new}, unless it is put off",
                what=text,
                issue=say(issue.label),
                old=tongue.physical(
                    issue.levels[0] if force is None else force.support[0], issue.unit
                ),
                new=tongue.physical(deadline.to.support[0], issue.unit),
            )
        marks.append(Mark(tongue.day(scenario.date_of(mark.day)), text))
    marks.append(Mark(tongue.day(scenario.date_of(scenario.horizon)), say("Last day")))
    return tuple(marks)


@functools.cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("sheet.html.j2")
