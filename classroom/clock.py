"""How a calendar of months fits a lesson: minutes for stretches of it, and for an answer.

All of it follows from the lesson's events and a time. Time that counts runs from the start of the
negotiation to its end, without the pauses. Each stretch ("leg") of the calendar has its minutes;
when they are up, a table that is still in that stretch lets its turns pass until it is out of it.
A table may run ahead of the clock, never behind the end of a leg.
"""

from __future__ import annotations

import datetime
from itertools import accumulate
from typing import NamedTuple

from classroom.lesson import DEBRIEF, NEGOTIATE, Lesson
from classroom.table import Table


class Reading(NamedTuple):
    """What the clock shows: times in seconds, ``until`` the last day of the present leg."""

    leg: int
    legs: int
    until: datetime.date
    left: float
    left_in_all: float
    running: bool

    @property
    def up(self) -> bool:
        """Whether all time is up."""
        return self.left_in_all <= 0


def elapsed(lesson: Lesson, at: float) -> float:
    """Return the seconds that count until a time; 0 before the negotiation begins."""
    start = lesson.since.get(NEGOTIATE)
    if start is None:
        return 0.0
    stop = min(at, lesson.since.get(DEBRIEF, at))
    if stop <= start:
        return 0.0
    paused = sum(
        max(0.0, min(stop, stop if pause.until is None else pause.until) - max(start, pause.since))
        for pause in lesson.pauses
    )
    return stop - start - paused


def ends(lesson: Lesson) -> tuple[float, ...]:
    """Return when each leg ends, in seconds that count.

    Extra minutes lengthen the leg that runs when they are given, and so move all later ends; when
    all legs are over, they begin then.
    """
    found = [
        60.0 * lesson.stretch * minutes
        for minutes in accumulate(leg.minutes for leg in lesson.config.clock)
    ]
    for extension in lesson.extensions:
        passed = elapsed(lesson, extension.at)
        found[-1] = max(found[-1], passed)
        found = [end if end < passed else end + extension.seconds for end in found]
    return tuple(found)


def leg_of(lesson: Lesson, date: datetime.date) -> int:
    """Return the leg that a day lies in; days after the last belong to the last."""
    legs = lesson.config.clock
    return next((n for n, leg in enumerate(legs) if date <= leg.until), len(legs) - 1)


def turn_seconds(lesson: Lesson) -> float:
    """Return the seconds for one answer."""
    return lesson.stretch * lesson.config.turn_seconds


def left(lesson: Lesson, asked_at: float, date: datetime.date, now: float) -> float:
    """Return the seconds left for a question; below 0 its time is up.

    Args:
        lesson: the class.
        asked_at: when the question was put.
        date: the day of the calendar on which it was.
        now: the time.
    """
    turn = elapsed(lesson, asked_at) + turn_seconds(lesson)
    return min(turn, ends(lesson)[leg_of(lesson, date)]) - elapsed(lesson, now)


def due(lesson: Lesson, table: Table, now: float) -> float | None:
    """Return the time at which a table's question passes if the class goes on without a pause.

    None if nothing is asked, or the negotiation isn't running.
    """
    if table.over or lesson.phase != NEGOTIATE:
        return None
    date = table.scenario.date_of(table.day)
    return now + left(lesson, table.asked_at, date, now)


def read(lesson: Lesson, now: float) -> Reading:
    """Return what the class clock shows."""
    passed, found = elapsed(lesson, now), ends(lesson)
    leg = next((n for n, end in enumerate(found) if passed < end), len(found) - 1)
    return Reading(
        leg=leg,
        legs=len(found),
        until=lesson.config.clock[leg].until,
        left=max(0.0, found[leg] - passed),
        left_in_all=max(0.0, found[-1] - passed),
        running=lesson.phase == NEGOTIATE and not lesson.paused,
    )
