"""One table: a history, the people in its chairs, and what they say, as its stream tells.

A table's state is its scenario, its tape and the moves, replayed through the kernel: the same
events give the same table, in whatever process they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from agents.views import MOVES, Move
from classroom.log import Event
from classroom.news import News, Newsroom
from sim.chair import Chair
from sim.scenario import Scenario

STREAM = "table/"
CLOCK = "clock"
"""Who answers when the time is up."""

BOTH = ""
"""Whom a word is for, if it is for the whole table."""


class Saying(NamedTuple):
    """A word in the chat; ``to`` is a side, or :data:`BOTH`."""

    at: float
    who: str
    side: str
    to: str
    text: str


class Answer(NamedTuple):
    """A move that came from outside: when, whose, from which seat, on which day of the history."""

    at: float
    who: str
    seat: str
    move: Move
    day: int


@dataclass
class Table:
    """A table as its stream tells so far.

    ``people`` has the pseudonyms in each side's chairs; a side without people is played by the
    scenario's strategies. ``asked_at`` is when the present question was put (seconds since 1970),
    ``passes`` the day for which a side lets all its turns pass.
    """

    id: str
    number: int
    lesson: str
    place: int
    chair: Chair
    newsroom: Newsroom
    people: dict[str, list[str]]
    opened_at: float
    asked_at: float
    passes: dict[str, int] = field(default_factory=dict)
    sayings: list[Saying] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    touched_at: float = 0.0

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.chair.scenario

    @property
    def over(self) -> bool:
        """Whether the history has ended."""
        return self.chair.over

    @property
    def asked_side(self) -> str | None:
        """The side that must answer now; None when the history has ended."""
        asked = self.chair.asked
        return None if asked is None else asked.split(".")[0]

    @property
    def day(self) -> int:
        """Today, counted from 0."""
        return self.chair.model.state.day

    @property
    def steps(self) -> int:
        """How many moves and changes of hands there were: names the present question."""
        return len(self.chair.steps)

    @property
    def news(self) -> Sequence[News]:
        """What happened, for both sides and for one alone."""
        return self.newsroom.items

    def side_of(self, person: str) -> str | None:
        """Return the side that a person sits on."""
        return next((side for side, there in self.people.items() if person in there), None)

    def take(self, event: Event) -> None:
        """Let one more event of the stream happen.

        Raises:
            ValueError: a move doesn't fit (the log holds only moves that did).
        """
        before = (self.chair.asked, self.day, self.steps)
        _TAKE[event.kind](self, event)
        self.number = event.number
        self.touched_at = event.at
        if (self.chair.asked, self.day, self.steps) != before:
            self.asked_at = event.at

    def _moved(self, event: Event) -> None:
        kind, levels = event.data["move"]
        move = Move(MOVES.index(kind), tuple(levels))
        seat, day = self.chair.asked, self.day
        assert seat is not None
        self.chair.answer(move)
        self.answers.append(Answer(event.at, event.who, seat, move, day))

    def _seated(self, event: Event) -> None:
        for side, persons in event.data["people"].items():
            outside = bool(persons)
            if outside != bool(self.people[side]):
                for seat in self.scenario.seats:
                    if seat.split(".")[0] == side:
                        self.chair.sit(seat, outside)
            self.people[side] = list(persons)

    def _passed(self, event: Event) -> None:
        self.passes[event.data["side"]] = int(event.data["day"])

    def _said(self, event: Event) -> None:
        side, to = event.data["side"], event.data["to"]
        self.sayings.append(Saying(event.at, event.who, side, to, event.text))


_TAKE: dict[str, Callable[[Table, Event], None]] = {
    "moved": Table._moved,
    "seated": Table._seated,
    "passed": Table._passed,
    "said": Table._said,
}


def opening(
    scenario: Scenario,
    seed: int,
    run: int,
    people: Mapping[str, Sequence[str]],
    lesson: str = "",
    place: int = 1,
) -> dict[str, Any]:
    """Return the data of the event that opens a table.

    Args:
        scenario: its world; kept in the log under its hash.
        seed: the experiment's seed.
        run: which history.
        people: side -> pseudonyms in its chairs; sides left out, or empty, are played by agents.
        lesson: the class that it belongs to.
        place: the table's number in the class.
    """
    return {
        "hash": scenario.hash,
        "seed": seed,
        "run": run,
        "people": {side: list(people.get(side, ())) for side in scenario.sides},
        "lesson": lesson,
        "place": place,
    }


def open_table(event: Event, scenario: Scenario) -> Table:
    """Return the table that an opening event made, played up to its first question."""
    data = event.data
    people = {side: list(persons) for side, persons in data["people"].items()}
    seats = tuple(seat for seat in scenario.seats if people[seat.split(".")[0]])
    newsroom = Newsroom()
    chair = Chair(
        scenario, seats, int(data["seed"]), int(data["run"]), listeners=(newsroom.listen,)
    )
    return Table(
        id=event.stream.removeprefix(STREAM),
        number=event.number,
        lesson=data["lesson"],
        place=data["place"],
        chair=chair,
        newsroom=newsroom,
        people=people,
        opened_at=event.at,
        asked_at=event.at,
        touched_at=event.at,
    )
