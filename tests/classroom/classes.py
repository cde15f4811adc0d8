"""Classes to try things on."""

from __future__ import annotations

from collections.abc import Sequence

from classroom import desk, students
from classroom.lesson import NEGOTIATE, Lesson
from classroom.people import Person
from classroom.school import Options, School

SIDES = ("japan", "us")


def a_class(school: School, n: int = 0, **options: object) -> tuple[Lesson, list[Person]]:
    """Make a class of the first exercise, with some students in its lobby."""
    made = school.make("first_deal", Options(**options), "make")  # type: ignore[arg-type]
    people = [come(school, made.id, f"student {n}") for n in range(n)]
    return school.lesson(made.id), people


def begun(school: School, n: int, **options: object) -> tuple[Lesson, list[Person]]:
    """Make a class that negotiates."""
    made, people = a_class(school, n, **options)
    return desk.turn_to(school, made.id, NEGOTIATE, "begin"), people


def come(school: School, lesson: str, nickname: str) -> Person:
    """Join a class."""
    return students.join(school, lesson, nickname, "en", f"join {nickname}")[0]


def seats(lesson: Lesson) -> dict[str, tuple[str, str]]:
    """Return everybody's table and side."""
    return {
        person: (sitting.id, side)
        for sitting in lesson.tables.values()
        for side, there in sitting.chairs.items()
        for person in there
    }


def at_tables(school: School, lesson: Lesson) -> dict[str, dict[str, list[str]]]:
    """Return who sits at each table, as the tables have it."""
    found = {}
    for name in lesson.tables:
        with school.hall.at(name) as table:
            found[name] = dict(table.people)
    return found


def apart(lesson: Lesson, people: Sequence[Person]) -> tuple[Person, Person]:
    """Return two students who sit across from each other."""
    by_id = {person.id: person for person in people}
    sitting = next(one for one in lesson.tables.values() if all(one.chairs.values()))
    first, second = (by_id[there[0]] for there in sitting.chairs.values())
    return first, second
