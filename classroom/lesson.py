"""A class as its stream tells: who is in it, who sits where, and how far the lesson has come.

A lesson is a value: an event makes another one (:mod:`classroom.lesson_events`), so whoever holds
one may read it at leisure while the class goes on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from classroom.exercise import ExerciseConfig

STREAM = "class/"
TEACHER = "teacher"
"""Who does what the desk does, in the log."""

LOBBY, PREPARE, NEGOTIATE, DEBRIEF, CLOSED = PHASES = (
    "lobby",
    "prepare",
    "negotiate",
    "debrief",
    "closed",
)
BEFORE, AFTER = PARTS = ("before", "after")
"""The two questionnaires."""

Answer = int | float | str
"""Number of the option chosen (from 0), a number, a step of a scale (from 1), or words."""


class Sitting(NamedTuple):
    """A table of the class and whose chairs are whose; a side without people is an agent's."""

    id: str
    place: int
    run: int
    chairs: Mapping[str, tuple[str, ...]]
    ended: bool = False
    """Whether the teacher has ended it: agents have played it out."""

    def side_of(self, person: str) -> str | None:
        """Return the side that a person sits on."""
        return next((side for side, there in self.chairs.items() if person in there), None)

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who has a chair here."""
        return tuple(person for there in self.chairs.values() for person in there)


class Pause(NamedTuple):
    """A stretch of time that doesn't count; ``until`` is None while it lasts."""

    since: float
    until: float | None = None


class Extension(NamedTuple):
    """Seconds added to the stretch of calendar that ran then."""

    at: float
    seconds: float


class Message(NamedTuple):
    """A word of the teacher to everybody."""

    at: float
    text: str


class Plan(NamedTuple):
    """Somebody's planning sheet: points to reach, points to stop at, and words."""

    at: float
    target: float | None
    limit: float | None
    words: Mapping[str, str]


@dataclass(frozen=True)
class Lesson:
    """A class as its stream tells so far. Times are in seconds since 1970.

    ``shown`` grows with everything that concerns more than one student.
    ``since`` has the time at which each phase began, ``away`` those whose chairs a bot keeps until
    they are back, ``stood_up`` those whose chair the teacher has taken away, ``bots`` is the side
    that everybody takes against bots (empty: either), or None where people sit on both sides.
    """

    id: str
    number: int
    config: ExerciseConfig
    fictional: bool
    hash: str
    code: str
    tongue: str
    stretch: float
    difficulty: str
    since: Mapping[str, float]
    shown: int = 1
    phase: str = LOBBY
    students: tuple[str, ...] = ()
    tables: Mapping[str, Sitting] = field(default_factory=dict)
    bots: str | None = None
    pairings: int = 0
    away: frozenset[str] = frozenset()
    stood_up: frozenset[str] = frozenset()
    absent: str = "bot"
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    messages: tuple[Message, ...] = ()
    chat: bool = True
    plans: Mapping[str, Plan] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, Mapping[str, Answer]]] = field(
        default_factory=lambda: {part: {} for part in PARTS}
    )

    @property
    def title(self) -> str:
        """The exercise's title, with invented names if those are in use."""
        invented = self.config.invented
        return invented.title if self.fictional and invented else self.config.title

    @property
    def paused(self) -> bool:
        """Whether time stands still."""
        return bool(self.pauses) and self.pauses[-1].until is None

    @property
    def open(self) -> bool:
        """Whether somebody can still join."""
        return self.phase in (LOBBY, PREPARE, NEGOTIATE)

    def sitting_of(self, person: str) -> Sitting | None:
        """Return the table at which somebody has a chair."""
        return next((one for one in self.tables.values() if person in one.people), None)

    def side_of(self, person: str) -> str | None:
        """Return the side that somebody is on."""
        sitting = self.sitting_of(person)
        return None if sitting is None else sitting.side_of(person)

    def present(self, table: str) -> dict[str, list[str]]:
        """Return who answers at a table now, side by side; a bot does where nobody is.

        Bots alone play out what was ended, or wasn't finished when the negotiation was over.
        """
        sitting = self.tables[table]
        nobody = sitting.ended or self.phase in (DEBRIEF, CLOSED)
        return {
            side: [] if nobody else [one for one in there if one not in self.away]
            for side, there in sitting.chairs.items()
        }
