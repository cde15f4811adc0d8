"""The school: classes over a hall, read from the log, and changed by adding to it.

What is decided for a class stands in its stream; its tables follow (:mod:`classroom.seating`). So
a server that dies between the two, or a second one beside it, puts right whatever is behind.

Whoever holds a table may ask for its class, never the other way round: two who did it in
different orders would wait for each other for ever.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from classroom.attendance import Attendance
from classroom.characters import KNOWLEDGE, characters, settings_for
from classroom.clock import due
from classroom.exercise import Exercise, ExerciseConfig, load_exercise
from classroom.hall import Hall, MovedOn, NotThere
from classroom.lesson import (
    CLOSED,
    NEGOTIATE,
    STREAM,
    TEACHER,
    Lesson,
)
from classroom.lesson_events import after, open_lesson, opening
from classroom.pace import LONGEST, SHORTEST
from classroom.people import Person, code
from classroom.table import Table
from experiments.tongue import tongue

TRIES = 8
"""How often a change is tried again when another process was quicker."""

Result = TypeVar("Result")


class NotNow(Exception):
    """The class is in a phase in which that can't be done."""


class Change(NamedTuple):
    """An event that shall be added."""

    kind: str
    data: Mapping[str, Any]
    text: str = ""


class Options(NamedTuple):
    """What a teacher chooses for a class; None: as the exercise has it."""

    fictional: bool = False
    tongue: str = "en"
    stretch: float = 1.0
    students_a_chair: int | None = None
    tapes: str | None = None
    absent: str | None = None
    character: str | None = None
    difficulty: str = "even"


class Conditions(NamedTuple):
    """What the class allows at a table; at a table without a class, everything at any time."""

    lesson: Lesson | None
    frozen: bool
    """Whether no move can be made now: the class is paused, or not negotiating."""
    chat: bool
    due: float | None
    """When the present question passes (seconds since 1970); None: never, or time stands still."""


class School:
    """Classes over one hall. ``tokens`` has those who just joined, should they ask twice."""

    def __init__(self, hall: Hall) -> None:
        """Open nothing yet."""
        self.hall = hall
        self.attendance = Attendance(hall.now())
        self.tokens: OrderedDict[str, tuple[Person, str]] = OrderedDict()
        self.opened: set[str] = set()
        """Tables that are known to be open."""
        self._lessons: dict[str, Lesson] = {}
        self._making = threading.Lock()

    def make(self, exercise: str, options: Options, request: str) -> Lesson:
        """Make a class from an exercise.

        Args:
            exercise: path of its file, or name of a shipped one.
            options: what the teacher chose.
            request: names the wish; asked again, it makes no second class.

        Raises:
            ConfigError: the exercise, or its scenario, has a fault.
            ValueError: an option is not to be had.
        """
        loaded, config = _prepared(exercise, options)
        name = hashlib.sha256(request.encode()).hexdigest()[:12]
        self.hall.keep(loaded.scenario)
        with self._making:
            data = opening(
                config,
                options.fictional,
                loaded.scenario.hash,
                self._fresh_code(),
                options.tongue,
                options.stretch,
                options.difficulty,
            )
            self.hall.log.append(STREAM + name, 1, request, "opened", TEACHER, data)
        self.hall.bell.ring(STREAM + name)
        return self.lesson(name)

    def _fresh_code(self) -> str:
        taken = {lesson.code for lesson in self.lessons() if lesson.open}
        while (made := code()) in taken:
            pass
        return made

    def lesson(self, name: str) -> Lesson:
        """Return a class as it is now.

        Raises:
            NotThere: there is no such class.
        """
        if not name.isalnum():
            raise NotThere(name)
        with self.hall.lock(STREAM + name):
            known = self._lessons.get(name)
            events = self.hall.log.read(STREAM + name, known.number if known else 0)
            if known is None:
                if not events:
                    raise NotThere(name)
                known, events = open_lesson(events[0]), events[1:]
            for event in events:
                known = after(known, event)
            self._lessons[name] = known
            return known

    def last_read(self, name: str) -> Lesson | None:
        """Return a class as it was when it was last read, without asking the log."""
        return self._lessons.get(name)

    def lessons(self) -> list[Lesson]:
        """Return all classes, the latest first."""
        names = (stream.removeprefix(STREAM) for stream in self.hall.log.streams(STREAM))
        found = []
        for name in names:
            known = self.last_read(name)
            found.append(known if known and known.phase == CLOSED else self.lesson(name))
        return found[::-1]

    def by_code(self, typed: str) -> Lesson | None:
        """Return the class with a join code, as long as it can be joined."""
        wanted = "".join(typed.split()).upper()
        return next((one for one in self.lessons() if one.code == wanted and one.open), None)

    def exercise(self, lesson: Lesson) -> Exercise:
        """Return the exercise of a class, as it was when the class was made."""
        return Exercise(lesson.config, self.hall.scenario(lesson.hash), lesson.fictional)

    def conditions(self, table: Table, now: float | None = None) -> Conditions:
        """Return what the class allows at a table now."""
        if not table.lesson:
            return Conditions(None, False, True, None)
        lesson = self.lesson(table.lesson)
        frozen = lesson.phase != NEGOTIATE or lesson.paused
        until = None if frozen else due(lesson, table, self.hall.now() if now is None else now)
        return Conditions(lesson, frozen, lesson.chat, until)

    def side_at(self, table: Table, person: str) -> str | None:
        """Return the side that somebody is on, also while a bot keeps the chair, or at the end."""
        here = table.side_of(person)
        if here is not None or not table.lesson:
            return here
        sitting = self.lesson(table.lesson).tables.get(table.id)
        return None if sitting is None else sitting.side_of(person)

    def change(
        self,
        name: str,
        request: str,
        decide: Callable[[Lesson], Change | None],
        who: str = TEACHER,
    ) -> Lesson:
        """Add an event to a class, decided by what the class is like; return what it is then.

        Args:
            name: which class.
            request: names the wish; asked again, it changes nothing.
            decide: what to add, None: nothing. Asked again when another process was quicker; it
                may not ask for a table.
            who: whose doing.

        Raises:
            MovedOn: another process was quicker every time.
            NotThere: there is no such class.
        """
        stream = STREAM + name

        def add() -> Lesson:
            with self.hall.lock(stream):
                lesson = self.lesson(name)
                if self.hall.log.by_request(stream, request) is not None:
                    return lesson
                change = decide(lesson)
                if change is None:
                    return lesson
                kind, data, text = change
                self.hall.append(stream, lesson.number, request, kind, who, data, text)
                return self.lesson(name)

        made = again(add)
        self.hall.bell.ring(stream)
        return made


def again(wish: Callable[[], Result]) -> Result:
    """Carry out a wish, and again when another process was quicker.

    Raises:
        MovedOn: it was so every time.
    """
    for _ in range(TRIES - 1):
        try:
            return wish()
        except MovedOn:
            continue
    return wish()


def _prepared(name: str, options: Options) -> tuple[Exercise, ExerciseConfig]:
    """The exercise with the bots that were chosen, and its config with all else."""
    if not SHORTEST <= options.stretch <= LONGEST:
        raise ValueError(
            f"found {options.stretch:g}: times are stretched {SHORTEST:g} to {LONGEST:g}"
        )
    exercise = load_exercise(name, options.fictional)
    character = options.character or exercise.config.character
    strategies = {one.name: one.strategy for one in characters(tongue("en"))}
    if character not in strategies:
        raise ValueError(f"no character '{character}'; there are {', '.join(strategies)}")
    if options.difficulty not in KNOWLEDGE:
        raise ValueError(f"no difficulty '{options.difficulty}'; there are {', '.join(KNOWLEDGE)}")
    seats = exercise.scenario.seats
    settings = settings_for(seats, character, options.difficulty, strategies)
    if settings:
        exercise = load_exercise(name, options.fictional, settings)
    chosen = {
        key: value
        for key, value in options._asdict().items()
        if key in ExerciseConfig.model_fields and value is not None
    }
    data = exercise.config.model_dump(mode="json")
    return exercise, ExerciseConfig.model_validate({**data, **chosen})
