"""Nobody looks behind the cards before the time."""

from __future__ import annotations

import pytest

from classroom import desk
from classroom.debrief.gate import Sealed, open_class, open_own
from classroom.hall import Hall, NotThere
from classroom.lesson import CLOSED, DEBRIEF, NEGOTIATE, PREPARE
from classroom.school import School
from tests.classroom.classes import a_class
from tests.classroom.playing import FAIR, a_table, first_deal, offering


def test_a_class_opens_with_its_debrief(school: School) -> None:
    lesson, people = a_class(school, 2)
    for phase in (PREPARE, NEGOTIATE):
        with pytest.raises(Sealed):
            open_class(school.lesson(lesson.id), people[0].id)
        desk.turn_to(school, lesson.id, phase, phase)
    with pytest.raises(Sealed):
        open_class(school.lesson(lesson.id), people[0].id)
    for phase in (DEBRIEF, CLOSED):
        desk.turn_to(school, lesson.id, phase, phase)
        open_class(school.lesson(lesson.id), people[0].id)


def test_a_class_is_nobody_elses_business(school: School) -> None:
    lesson, _ = a_class(school, 2)
    desk.turn_to(school, lesson.id, NEGOTIATE, "n")
    desk.turn_to(school, lesson.id, DEBRIEF, "d")
    with pytest.raises(NotThere):
        open_class(school.lesson(lesson.id), "somebody else")


def test_an_own_table_opens_when_it_is_over(hall: Hall) -> None:
    with hall.at(a_table(hall, japan=offering(FAIR), us=offering(FAIR))) as table:
        open_own(table, "anna")
        with pytest.raises(NotThere):
            open_own(table, "somebody else")
    with (
        hall.at(hall.open(first_deal(), 1, 0, {"japan": ["anna"]})) as table,
        pytest.raises(Sealed),
    ):
        open_own(table, "anna")


def test_a_table_of_a_class_has_no_door_of_its_own(hall: Hall) -> None:
    name = hall.open(first_deal(), 1, 0, {}, lesson="class")
    with hall.at(name) as table, pytest.raises(NotThere):
        open_own(table, "anna")
