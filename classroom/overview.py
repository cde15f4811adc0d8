"""Every table of a class at a glance, for the teacher: how far it is, and who is there.

What each side values is not in here: the desk may stand open in front of a class.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import func, select

from classroom.clock import due
from classroom.hall import NotThere
from classroom.lesson import STREAM, Lesson, Sitting
from classroom.log import EVENTS
from classroom.people import Person
from classroom.school import School
from classroom.table import STREAM as TABLES
from classroom.table import Table

HERE, SILENT, AWAY = "here", "silent", "away"
"""A page is open; none is; a bot keeps the chair."""


class Seated(NamedTuple):
    """Somebody on a chair."""

    id: str
    nickname: str
    state: str


class Chair(NamedTuple):
    """A side of a table; without people, a bot's."""

    side: str
    label: str
    people: tuple[Seated, ...]
    asked: bool
    """Whether the table waits for its answer."""


class Glance(NamedTuple):
    """A table as the desk shows it; before the talks begin, chairs only."""

    id: str
    place: int
    chairs: tuple[Chair, ...]
    date: datetime.date | None = None
    share: float = 0.0
    """Share of the calendar that is gone."""
    over: bool = False
    by_agents: bool = False
    """Whether it is over because agents have played it out."""
    ending: str = ""
    due: float | None = None
    offers: int = 0
    apart: int | None = None
    """Issues on which both sides' last offers differ; None before both have made one."""
    issues: int = 0


def overview(school: School, lesson: Lesson, now: float) -> tuple[Glance, ...]:
    """Return all tables of a class in their order."""
    people = school.hall.people.of(lesson.id)
    found = []
    for sitting in sorted(lesson.tables.values(), key=lambda one: one.place):
        try:
            with school.hall.at(sitting.id) as table:
                asked = table.asked_side or ""
                chairs = _chairs(school, lesson, sitting, people, asked, now)
                found.append(_glance(lesson, sitting, table, chairs, now))
        except NotThere:
            chairs = _chairs(school, lesson, sitting, people, "", now)
            found.append(Glance(sitting.id, sitting.place, chairs))
    return tuple(found)


def present(school: School, lesson: Lesson, now: float) -> tuple[Seated, ...]:
    """Return everybody in a class, in the order in which they joined."""
    people = school.hall.people.of(lesson.id)
    return tuple(_seated(school, lesson, person, people, now) for person in lesson.students)


def version(school: School, lesson: Lesson) -> int:
    """Return a number that grows with the class and with each of its tables."""
    streams = [STREAM + lesson.id, *(TABLES + name for name in lesson.tables)]
    question = select(func.count()).select_from(EVENTS).where(EVENTS.c.stream.in_(streams))
    with school.hall.log.engine.connect() as connection:
        return int(connection.scalar(question) or 0)


def _glance(
    lesson: Lesson, sitting: Sitting, table: Table, chairs: tuple[Chair, ...], now: float
) -> Glance:
    scenario = table.scenario
    news = table.news
    last: dict[str, list[int]] = {}
    offers = [one for one in news if one.kind == "offer"]
    for offer in offers:
        last[offer.facts["seat"].split(".")[0]] = offer.facts["levels"]
    apart = None
    if len(last) == len(scenario.sides):
        apart = sum(a != b for a, b in zip(*last.values(), strict=True))
    return Glance(
        id=sitting.id,
        place=sitting.place,
        chairs=chairs,
        date=scenario.date_of(table.day),
        share=1.0 if table.over else table.day / max(1, scenario.horizon),
        over=table.over,
        by_agents=table.over and not any(table.people.values()),
        ending=str(news[-1].facts["ending"]) if news and news[-1].kind == "ended" else "",
        due=None if lesson.paused else due(lesson, table, now),
        offers=len(offers),
        apart=apart,
        issues=len(scenario.issues),
    )


def _chairs(
    school: School,
    lesson: Lesson,
    sitting: Sitting,
    people: Mapping[str, Person],
    asked: str,
    now: float,
) -> tuple[Chair, ...]:
    scenario = school.hall.scenario(lesson.hash)
    return tuple(
        Chair(
            side,
            label,
            tuple(_seated(school, lesson, person, people, now) for person in sitting.chairs[side]),
            side == asked,
        )
        for side, label in zip(scenario.sides, scenario.side_labels, strict=True)
    )


def _seated(
    school: School, lesson: Lesson, person: str, people: Mapping[str, Person], now: float
) -> Seated:
    if person in lesson.away:
        state = AWAY
    else:
        state = HERE if school.attendance.connected(person, now) else SILENT
    known = people.get(person)
    # After a purge, a pseudonym is all that is left.
    return Seated(person, known.nickname if known else person[:6], state)
