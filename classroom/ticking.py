"""The clock's hand: answers when the time is up, and replaces who has dropped out.

Looks at every class once a second. What it does follows from the log and the time, under requests
that are named by the question they answer; so it may stop at any moment, and two of them side by
side do no more than one.
"""

from __future__ import annotations

import datetime
import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from agents.views import WAIT, Move
from classroom.clock import left
from classroom.hall import MovedOn
from classroom.lesson import DEBRIEF, NEGOTIATE, PREPARE, Lesson, Sitting
from classroom.school import Change, School
from classroom.seating import seat_all, settle_table
from classroom.table import CLOCK, Table

LOOK_AGAIN = 15.0
"""Seconds after which a table is read again even if nothing seems to have happened."""
LONGEST_TICK = 2.0
"""Seconds that the clock spends on answers of one class before it looks at the others."""

log = logging.getLogger(__name__)


class Glance(NamedTuple):
    """A table as it was last looked at.

    A question only gets more time as a table goes on, so what seems to have time left has; what
    seems to have none is looked at again.
    """

    class_number: int
    at: float
    asked_at: float
    date: datetime.date
    over: bool


class Ticker:
    """Keeps the clocks of all classes of a school."""

    def __init__(self, school: School) -> None:
        """Know of no table yet."""
        self.school = school
        self._glances: dict[str, Glance] = {}

    def tick(self, now: float | None = None) -> None:
        """Do whatever is due."""
        at = self.school.hall.now() if now is None else now
        for lesson in self.school.lessons():
            try:
                self._tend(lesson, at)
            except Exception:  # whatever it was, other classes' clocks must not stop for it
                log.exception("the clock of class %s stumbled; it goes on", lesson.id)

    def _tend(self, lesson: Lesson, now: float) -> None:
        if lesson.phase in (PREPARE, NEGOTIATE):
            lesson = seat_all(self.school, lesson)
        if lesson.phase in (NEGOTIATE, DEBRIEF):
            for sitting in lesson.tables.values():
                self._look(lesson, sitting, now)
        if lesson.phase == NEGOTIATE and not lesson.paused:
            self._replace(lesson, now)
            self._answer(lesson, now)

    def _look(self, lesson: Lesson, sitting: Sitting, now: float) -> None:
        """Let a table follow its class, and keep what it looks like."""
        glance = self._glances.get(sitting.id)
        if glance is not None and (
            glance.over or (glance.class_number == lesson.number and now - glance.at < LOOK_AGAIN)
        ):
            return
        settle_table(self.school, lesson, sitting)
        with self.school.hall.at(sitting.id) as table:
            self._keep(lesson, table, now)

    def _keep(self, lesson: Lesson, table: Table, now: float) -> None:
        date = table.scenario.date_of(table.day)
        self._glances[table.id] = Glance(lesson.number, now, table.asked_at, date, table.over)

    def _replace(self, lesson: Lesson, now: float) -> None:
        """Let a bot take the chairs of those who are gone, where somebody waits for them."""
        if lesson.absent != "bot":
            return
        for sitting in lesson.tables.values():
            if sitting.ended or self._glances[sitting.id].over:
                continue
            there = [person for person in sitting.people if person not in lesson.away]
            gone = [person for person in there if self._is_gone(lesson, person, now)]
            if gone and len(gone) < len(there):
                with self.school.hall.at(sitting.id) as table:
                    signs = last_words(table)
                limit = now - lesson.config.absent_seconds
                for person in gone:
                    if signs.get(person, 0.0) <= limit:
                        lesson = self._let_go(lesson, person, now)
                self._look(lesson, lesson.tables[sitting.id], now)

    def _is_gone(self, lesson: Lesson, person: str, now: float) -> bool:
        return now - self.school.attendance.last(person) >= lesson.config.absent_seconds

    def _let_go(self, lesson: Lesson, person: str, now: float) -> Lesson:
        def gone(at: Lesson) -> Change | None:
            if person in at.away or not self._is_gone(at, person, now):
                return None
            return Change("gone", {"person": person})

        return self.school.change(lesson.id, f"gone-{person}-{lesson.number}", gone, who=CLOCK)

    def _answer(self, lesson: Lesson, now: float) -> None:
        """Let turns pass whose time is up, table by table, until no more are due."""
        stop = time.monotonic() + LONGEST_TICK
        due = True
        while due and time.monotonic() < stop:
            due = False
            for table in lesson.tables:
                glance = self._glances[table]
                if not glance.over and left(lesson, glance.asked_at, glance.date, now) <= 0:
                    due = True
                    self._let_pass(lesson, table, now)

    def _let_pass(self, lesson: Lesson, name: str, now: float) -> None:
        hall = self.school.hall
        with hall.at(name) as table:
            date, side, step = table.scenario.date_of(table.day), table.asked_side, table.steps
            if side is not None and left(lesson, table.asked_at, date, now) <= 0:
                with suppress(MovedOn):  # then there is another question, looked at next
                    hall.move(name, CLOCK, side, f"clock-{step}", step, Move(WAIT, ()))
            self._keep(lesson, table, now)


def last_words(table: Table) -> dict[str, float]:
    """Return when each person last made a move or said something at a table."""
    said = {saying.who: saying.at for saying in table.sayings}
    for answer in table.answers:
        said[answer.who] = max(answer.at, said.get(answer.who, 0.0))
    return said


def start_ticking(school: School, seconds: float = 1.0) -> Callable[[], None]:
    """Keep the clocks in a thread of its own, until what is returned is called."""
    ticker, stopped = Ticker(school), threading.Event()

    def run() -> None:
        while not stopped.wait(seconds):
            try:
                ticker.tick()
            except Exception:  # the database may be back a second later
                log.exception("the clocks stumbled; they go on")

    thread = threading.Thread(target=run, name="clock", daemon=True)
    thread.start()

    def stop() -> None:
        stopped.set()
        thread.join(timeout=5.0)

    return stop
