"""Who may look behind the cards, and when: the only place that decides it.

Whatever holds the other side's values (the frontier, mandates, what agents would have got) is
shown to a student only through one of these two doors.
"""

from __future__ import annotations

from classroom.hall import NotThere
from classroom.lesson import CLOSED, DEBRIEF, Lesson
from classroom.table import Table


class Sealed(Exception):
    """It is too early: the talks go on."""


def open_class(lesson: Lesson, person: str) -> None:
    """Let a student of a class see its debrief, and any of its tables.

    Raises:
        NotThere: it is not this student's class.
        Sealed: the class is not in its debrief yet.
    """
    if person not in lesson.students:
        raise NotThere(lesson.id)
    if lesson.phase not in (DEBRIEF, CLOSED):
        raise Sealed(lesson.phase)


def open_own(table: Table, person: str) -> None:
    """Let somebody who played alone see the debrief of the own table.

    Raises:
        NotThere: it is not this person's table, or it is a class's, which has a door of its own.
        Sealed: the history has not ended.
    """
    if table.lesson or table.side_of(person) is None:
        raise NotThere(table.id)
    if not table.over:
        raise Sealed(table.id)
