"""What the debrief of one table shows: its path over the plane, its concessions, day by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from classroom import telling
from classroom.charts.chart import Chart
from classroom.charts.concessions import Offers, concessions
from classroom.charts.mandate import Mandates, mandates
from classroom.charts.plane import Dot, Plane, plane
from classroom.debrief.agents import CONFIGURED, Played
from classroom.debrief.best import Best, better_for_both
from classroom.debrief.cloud import Cloud
from classroom.debrief.days import days
from classroom.debrief.ended import Ended, ended, world_of
from classroom.debrief.moves import Moved, moved, offers
from classroom.debrief.replay import Day, Moment, moment, paths, told_by_day
from classroom.debrief.words import (
    MISSING,
    ending,
    labels,
    marks,
    points,
    reason,
    strategy,
    table_name,
)
from classroom.table import Table
from experiments.tongue import Tongue
from sim.scenario import Scenario


class IssueRow(NamedTuple):
    """One issue: how both sides opened, what was agreed, and what each gave up, in points."""

    label: str
    giver: str
    opened: tuple[str, str]
    end: str
    gave: tuple[str, str]


class WhatIf(NamedTuple):
    """How an agent would have fared in the reader's chair, on the same tape."""

    words: str
    ending: str
    day: str
    points: tuple[str, str]
    score: tuple[str, str]
    better: str
    """Points of score that the reader's side would have had more (or less)."""


@dataclass(frozen=True)
class TablePage:
    """Everything on the page."""

    name: str
    labels: tuple[str, str]
    own: str
    headline: str
    facts: tuple[str, ...]
    plane: Chart
    concessions: Chart | None
    mandates: Chart
    issues: tuple[IssueRow, ...]
    best: Best | None
    what_if: tuple[WhatIf, ...]
    days: tuple[Day, ...]
    moment: Moment | None


def table_page(
    table: Table,
    tongue: Tongue,
    *,
    people: Mapping[str, Sequence[str]] | None = None,
    side: str = "",
    cloud: Cloud | None = None,
    agents: Sequence[Played] = (),
    day: int | None = None,
) -> TablePage:
    """Put the debrief of a table into words and charts.

    Args:
        table: the table.
        tongue: the reader's language.
        people: whose chairs they were, where others have played them out.
        side: the reader's own side, for "what if"; empty: both sides at once.
        cloud: simulated histories, if they are there yet.
        agents: how agents fared on the same tape, if that is known yet.
        day: a day to look at closely.
    """
    scenario, end, world = table.scenario, ended(table, people), world_of(table)
    sides, made, daily = labels(scenario, tongue), offers(table), days(table)
    name = table_name(end.place, tongue)
    told = told_by_day(table, made, daily, tongue)
    calendar = marks(scenario, tongue)
    dot = Dot(name, "", end.at, end.agreed, own=bool(side))
    drawn = Plane(
        world,
        sides,
        (dot,),
        end.mandate,
        paths=paths(made),
        title=tongue.say("Every offer, and where it ended"),
        cloud=cloud.placed(world) if cloud else {},
        agents=[played.at for played in agents if len(played.sides) == 2],
    )
    offered = Offers(
        scenario,
        sides,
        made,
        (daily[0].mandate, daily[1].mandate),
        (end.day, end.at) if end.agreed else None,
        calendar,
    )
    return TablePage(
        name=name,
        labels=sides,
        own=sides[scenario.sides.index(side)] if side else "",
        headline=telling.ending(tongue, end.ending) if end.over else tongue.say("The talks go on."),
        facts=tuple(_facts(end, sides, scenario, tongue)),
        plane=plane(drawn, tongue),
        concessions=concessions(offered, tongue) if made else None,
        mandates=mandates(Mandates(scenario, sides, daily, calendar), tongue),
        issues=tuple(
            _issue(row, scenario, sides, tongue) for row in moved(world, made, end.levels)
        ),
        best=better_for_both(end, scenario, tongue),
        what_if=tuple(_what_if(agents, end, scenario, side, tongue)),
        days=told,
        moment=moment(table, made, daily, told, day, tongue) if day is not None else None,
    )


def _facts(end: Ended, sides: tuple[str, str], scenario: Scenario, tongue: Tongue) -> list[str]:
    say = tongue.say
    date = tongue.date(scenario.date_of(end.day))
    found = []
    if end.agreed:
        found.append(
            say(
                "Signed on {date}; worth {a} points to {one} and {b} to {two}.",
                date=date,
                a=points(end.at[0]),
                b=points(end.at[1]),
                one=sides[0],
                two=sides[1],
            )
        )
    else:
        why = reason(end.reason, tongue)
        found += [why] if why else []
        found.append(
            say(
                "The world on the last day is worth {a} points to {one} and {b} to {two}.",
                a=points(end.at[0]),
                b=points(end.at[1]),
                one=sides[0],
                two=sides[1],
            )
        )
    if end.score is not None:
        found.append(
            say(
                "Counting every day until then as well: {a} and {b} points.",
                a=points(end.score[0]),
                b=points(end.score[1]),
            )
        )
    if end.handed_over is not None:
        day = tongue.day(scenario.date_of(end.handed_over))
        found.append(say("From {date} on agents played it to the end.", date=day))
    if end.gain.best is None:
        found.append(say("No package would have been better for both."))
    else:
        found.append(
            say(
                "Both could have had {both} points more; the frontier is {distance} points away.",
                both=points(end.gain.both),
                distance=points(end.gain.distance),
            )
        )
    return found


def _issue(row: Moved, scenario: Scenario, sides: tuple[str, str], tongue: Tongue) -> IssueRow:
    def level(number: int | None) -> str:
        return (
            MISSING if number is None else telling.level_label(scenario, tongue, row.issue, number)
        )

    issue = scenario.issues[row.issue]
    return IssueRow(
        tongue.say(issue.label),
        sides[issue.giver],
        (level(row.opened[0]), level(row.opened[1])),
        level(row.agreed),
        (points(row.gave[0]), points(row.gave[1])),
    )


def _what_if(
    agents: Sequence[Played], end: Ended, scenario: Scenario, side: str, tongue: Tongue
) -> list[WhatIf]:
    """How agents would have fared: in the reader's chair, or in all of them."""
    wanted = (side,) if side else scenario.sides
    number = scenario.sides.index(side) if side else -1
    found = []
    for played in agents:
        if played.strategy != CONFIGURED and played.sides != wanted:
            continue
        better = ""
        if number >= 0 and end.score is not None:
            change = round(played.score[number]) - round(end.score[number])
            better = f"{change:+d}".replace("-", "−") if change else "0"
        found.append(
            WhatIf(
                strategy(played.strategy, tongue),
                ending(played.ending, tongue),
                tongue.day(scenario.date_of(played.day)) if played.levels else MISSING,
                (points(played.at[0]), points(played.at[1])),
                (points(played.score[0]), points(played.score[1])),
                better,
            )
        )
    return found
