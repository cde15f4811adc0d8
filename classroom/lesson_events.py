"""How a class goes on: what each event of its stream makes of it.

The first event holds the exercise whole, so that a file changed later changes no class.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from classroom.exercise import ExerciseConfig
from classroom.lesson import (
    LOBBY,
    STREAM,
    Extension,
    Lesson,
    Message,
    Pause,
    Plan,
    Sitting,
)
from classroom.log import Event


def opening(
    config: ExerciseConfig,
    fictional: bool,
    scenario: str,
    code: str,
    tongue: str,
    stretch: float,
    difficulty: str,
) -> dict[str, Any]:
    """Return the data of the event that opens a class.

    Args:
        config: the exercise, with everything that was chosen for this class.
        fictional: whether the countries have their invented names.
        scenario: hash of its world, which the log keeps.
        code: the join code.
        tongue: language of those who choose none.
        stretch: factor on all times of the exercise.
        difficulty: what bots know.
    """
    return {
        "exercise": config.model_dump(mode="json"),
        "fictional": fictional,
        "hash": scenario,
        "code": code,
        "tongue": tongue,
        "stretch": stretch,
        "difficulty": difficulty,
    }


def open_lesson(event: Event) -> Lesson:
    """Return the class that an opening event made."""
    data = event.data
    config = ExerciseConfig.model_validate(data["exercise"])
    return Lesson(
        id=event.stream.removeprefix(STREAM),
        number=event.number,
        config=config,
        fictional=data["fictional"],
        hash=data["hash"],
        code=data["code"],
        tongue=data["tongue"],
        stretch=data["stretch"],
        difficulty=data["difficulty"],
        since={LOBBY: event.at},
        absent=config.absent,
        chat=config.chat,
    )


def after(lesson: Lesson, event: Event) -> Lesson:
    """Return the class after one more event of its stream."""
    shown = lesson.shown + (event.kind not in _OF_ONE)
    return replace(lesson, number=event.number, shown=shown, **_TAKE[event.kind](lesson, event))


Changes = dict[str, Any]


def _joined(lesson: Lesson, event: Event) -> Changes:
    return {"students": (*lesson.students, event.data["person"])}


def _phase(lesson: Lesson, event: Event) -> Changes:
    to = event.data["to"]
    return {
        "phase": to,
        "since": {**lesson.since, to: event.at},
        "pauses": _running(lesson.pauses, event.at),
    }


def _paired(lesson: Lesson, event: Event) -> Changes:
    sittings = [_sitting(data) for data in event.data["tables"]]
    return {
        "tables": {sitting.id: sitting for sitting in sittings},
        "bots": event.data["bots"],
        "pairings": lesson.pairings + 1,
        "stood_up": frozenset[str](),
    }


def _laid(lesson: Lesson, event: Event) -> Changes:
    sitting = _sitting(event.data)
    cleared = _without(lesson.tables, sitting.people)
    return {
        "tables": {**cleared, sitting.id: sitting},
        "stood_up": lesson.stood_up - set(sitting.people),
        "away": lesson.away - set(sitting.people),
    }


def _seated(lesson: Lesson, event: Event) -> Changes:
    table, side, person = (event.data[key] for key in ("table", "side", "person"))
    cleared = _without(lesson.tables, (person,))
    sitting = cleared[table]
    chairs = {**sitting.chairs, side: (*sitting.chairs[side], person)}
    return {
        "tables": {**cleared, table: sitting._replace(chairs=chairs)},
        "stood_up": lesson.stood_up - {person},
        "away": lesson.away - {person},
    }


def _stood_up(lesson: Lesson, event: Event) -> Changes:
    people = event.data["people"]
    return {
        "tables": _without(lesson.tables, people),
        "stood_up": lesson.stood_up | set(people),
        "away": lesson.away - set(people),
    }


def _gone(lesson: Lesson, event: Event) -> Changes:
    return {"away": lesson.away | {event.data["person"]}}


def _back(lesson: Lesson, event: Event) -> Changes:
    return {"away": lesson.away - {event.data["person"]}}


def _ended(lesson: Lesson, event: Event) -> Changes:
    chosen = set(event.data["tables"])
    return {
        "tables": {
            name: one._replace(ended=one.ended or name in chosen)
            for name, one in lesson.tables.items()
        }
    }


def _paused(lesson: Lesson, event: Event) -> Changes:
    return {"pauses": (*_running(lesson.pauses, event.at), Pause(event.at))}


def _resumed(lesson: Lesson, event: Event) -> Changes:
    return {"pauses": _running(lesson.pauses, event.at)}


def _extended(lesson: Lesson, event: Event) -> Changes:
    extension = Extension(event.at, float(event.data["seconds"]))
    return {"extensions": (*lesson.extensions, extension)}


def _told(lesson: Lesson, event: Event) -> Changes:
    return {"messages": (*lesson.messages, Message(event.at, event.text))}


def _set(lesson: Lesson, event: Event) -> Changes:
    return {key: event.data[key] for key in ("chat", "absent") if key in event.data}


def _planned(lesson: Lesson, event: Event) -> Changes:
    words = json.loads(event.text) if event.text else {}
    plan = Plan(event.at, event.data["target"], event.data["limit"], words)
    return {"plans": {**lesson.plans, event.who: plan}}


def _answered(lesson: Lesson, event: Event) -> Changes:
    part = event.data["part"]
    words = json.loads(event.text) if event.text else {}
    theirs = {**event.data["values"], **words}
    return {"answers": {**lesson.answers, part: {**lesson.answers[part], event.who: theirs}}}


def _running(pauses: tuple[Pause, ...], at: float) -> tuple[Pause, ...]:
    """The pauses, the last one over by now."""
    if not pauses or pauses[-1].until is not None:
        return pauses
    return (*pauses[:-1], pauses[-1]._replace(until=at))


def _sitting(data: Mapping[str, Any]) -> Sitting:
    chairs = {side: tuple(there) for side, there in data["chairs"].items()}
    return Sitting(data["id"], data["place"], data["run"], chairs)


def _without(tables: Mapping[str, Sitting], people: Iterable[str]) -> dict[str, Sitting]:
    """The tables with the chairs of some people empty."""
    left = set(people)
    return {
        name: one._replace(
            chairs={
                side: tuple(person for person in there if person not in left)
                for side, there in one.chairs.items()
            }
        )
        for name, one in tables.items()
    }


_OF_ONE = {"planned", "answered"}
"""Events that change nobody else's page."""

_TAKE: dict[str, Callable[[Lesson, Event], Changes]] = {
    "joined": _joined,
    "phase": _phase,
    "paired": _paired,
    "laid": _laid,
    "seated": _seated,
    "stood_up": _stood_up,
    "gone": _gone,
    "back": _back,
    "ended": _ended,
    "paused": _paused,
    "resumed": _resumed,
    "extended": _extended,
    "told": _told,
    "set": _set,
    "planned": _planned,
    "answered": _answered,
}
