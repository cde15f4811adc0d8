"""What students do in a class: join, show that they are there, and fill in their sheets."""

from __future__ import annotations

import json
from collections.abc import Mapping

from classroom.answers import plain
from classroom.lesson import DEBRIEF, LOBBY, NEGOTIATE, PREPARE, STREAM, Answer, Lesson
from classroom.people import Person
from classroom.school import Change, NotNow, School
from classroom.seating import settle, settle_table

LARGEST_CLASS = 400
LONGEST_NAME = 40
"""Letters of a nickname."""
REMEMBERED = 1000
"""Students whose joining can be repeated without making another of them."""

ASKED = {"before": (LOBBY, PREPARE, NEGOTIATE), "after": (NEGOTIATE, DEBRIEF)}
"""The phases in which a questionnaire can be answered."""


def join(school: School, name: str, nickname: str, speaks: str, request: str) -> tuple[Person, str]:
    """Let a student into a class; return who it is, and the token for the browser.

    Raises:
        NotNow: nobody can join any more.
        NotThere: there is no such class.
        ValueError: no nickname, or the class is full.
    """
    wish, people = f"join-{request}", school.hall.people
    with school.hall.lock(STREAM + name):
        known = school.tokens.get(wish)
        if known is not None:
            return known
        event = school.hall.log.by_request(STREAM + name, wish)
        if event is not None:  # before a restart, or at another server
            anew = people.rejoin(people.rejoin_code(event.who))
            if anew is None:
                raise NotNow("purged")
            return _remember(school, wish, anew)
        lesson = school.lesson(name)
        if not lesson.open:
            raise NotNow(lesson.phase)
        if len(lesson.students) >= LARGEST_CLASS:
            raise ValueError("this class is full")
        made = people.join(name, _free_name(school, lesson, nickname), speaks)
        change = Change("joined", {"person": made[0].id})
        school.change(name, wish, lambda _: change, who=made[0].id)
        school.attendance.touch(made[0].id, school.hall.now())
        _remember(school, wish, made)
    settle(school, name)
    return made


def _free_name(school: School, lesson: Lesson, nickname: str) -> str:
    wanted = plain(" ".join(nickname.split()))[:LONGEST_NAME]
    if not wanted:
        raise ValueError("a nickname is needed")
    taken = {person.nickname for person in school.hall.people.of(lesson.id).values()}
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted} {number}"
    return found


def _remember(school: School, wish: str, made: tuple[Person, str]) -> tuple[Person, str]:
    school.tokens[wish] = made
    while len(school.tokens) > REMEMBERED:
        school.tokens.popitem(last=False)
    return made


def touch(school: School, person: Person) -> None:
    """Note that a student is there; whose chair a bot has kept gets it back.

    Called at every request, and by nobody who holds a table.
    """
    school.attendance.touch(person.id, school.hall.now())
    lesson = school.last_read(person.lesson)
    if lesson is None or person.id not in lesson.away:
        return

    def back(now: Lesson) -> Change | None:
        return Change("back", {"person": person.id}) if person.id in now.away else None

    request = f"back-{person.id}-{lesson.number}"
    lesson = school.change(lesson.id, request, back, who=person.id)
    sitting = lesson.sitting_of(person.id)
    if sitting is not None and lesson.phase == NEGOTIATE:
        settle_table(school, lesson, sitting)


def plan(
    school: School,
    name: str,
    person: str,
    values: Mapping[str, Answer],
    words: Mapping[str, str],
    request: str,
) -> Lesson:
    """Keep somebody's planning sheet in place of an earlier one."""
    data = {"target": values.get("target"), "limit": values.get("limit")}
    change = Change("planned", data, _text(words))
    return school.change(name, request, lambda _: change, who=person)


def answer(
    school: School,
    name: str,
    person: str,
    part: str,
    values: Mapping[str, Answer],
    words: Mapping[str, str],
    request: str,
) -> Lesson:
    """Keep somebody's answers to a questionnaire in place of earlier ones.

    Raises:
        NotNow: it is not asked in this phase (:data:`ASKED`).
    """
    data = {"part": part, "values": dict(values)}

    def answered(lesson: Lesson) -> Change:
        if lesson.phase not in ASKED[part]:
            raise NotNow(lesson.phase)
        return Change("answered", data, _text(words))

    return school.change(name, request, answered, who=person)


def _text(words: Mapping[str, str]) -> str:
    return json.dumps(dict(words), ensure_ascii=False) if words else ""
