"""What a teacher does with a class: pair, go on, pause, push, end, move, tell.

Every function takes the class's id and a request, which names the wish: asked again, it changes
nothing. All of them raise ``NotThere`` if there is no such class.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from classroom import pairing
from classroom.answers import plain
from classroom.lesson import (
    CLOSED,
    DEBRIEF,
    LOBBY,
    NEGOTIATE,
    PREPARE,
    TEACHER,
    Lesson,
    Sitting,
)
from classroom.school import Change, NotNow, School, again
from classroom.seating import is_over, new_table, settle, settle_table
from classroom.table import STREAM

NEXT: dict[str, tuple[str, ...]] = {
    LOBBY: (PREPARE, NEGOTIATE, CLOSED),
    PREPARE: (NEGOTIATE, CLOSED),
    NEGOTIATE: (DEBRIEF,),
    DEBRIEF: (CLOSED,),
    CLOSED: (),
}
"""Phases that may follow one."""

LONGEST_MESSAGE = 500
LONGEST_EXTENSION = 60.0
"""Minutes."""

Wishes = Mapping[str, tuple[int, str]]
"""Student -> number of a table and side."""


def pair(
    school: School,
    name: str,
    request: str,
    wishes: Wishes | None = None,
    bots: str | None = None,
) -> Lesson:
    """Give everybody a seat, in place of earlier ones.

    Args:
        school: the school.
        name: which class.
        request: names the wish.
        wishes: whom the teacher wants where; the rest is drawn by lot.
        bots: a side: everybody sits there, against bots; empty: on either side, against bots;
            None: people on both sides.

    Raises:
        NotNow: the negotiation has begun.
        ValueError: nobody is there, or there is no such side.
    """
    sides = school.hall.scenario(school.lesson(name).hash).sides
    if bots and bots not in sides:
        raise ValueError(f"no side '{bots}'; there are {', '.join(sides)}")

    def paired(lesson: Lesson) -> Change:
        if lesson.phase not in (LOBBY, PREPARE):
            raise NotNow(lesson.phase)
        if not lesson.students:
            raise ValueError("nobody has joined yet")
        a_chair, seed = lesson.config.students_a_chair, f"{lesson.id} {lesson.pairings}"
        if bots is None:
            drawn = pairing.as_wished(lesson.students, sides, a_chair, seed, wishes or {})
        else:
            drawn = pairing.against_bots(lesson.students, sides, a_chair, seed, bots)
        tables = [new_table(lesson, place, chairs) for place, chairs in enumerate(drawn, 1)]
        return Change("paired", {"tables": tables, "bots": bots})

    return school.change(name, request, paired)


def turn_to(school: School, name: str, phase: str, request: str) -> Lesson:
    """Go on to a phase; who has no seat when seats are needed gets one by lot.

    Raises:
        NotNow: that phase doesn't follow the present one.
        ValueError: nobody is there.
    """
    lesson = school.lesson(name)
    if phase in (PREPARE, NEGOTIATE) and lesson.phase == LOBBY and not lesson.tables:
        pair(school, name, f"{request}-pair")

    def turned(now: Lesson) -> Change | None:
        if now.phase == phase:
            return None
        if phase not in NEXT[now.phase]:
            raise NotNow(now.phase)
        return Change("phase", {"to": phase})

    school.change(name, request, turned)
    return settle(school, name)


def pause(school: School, name: str, request: str) -> Lesson:
    """Let time stand still."""
    return school.change(
        name, request, lambda now: None if _running(now).paused else Change("paused", {})
    )


def resume(school: School, name: str, request: str) -> Lesson:
    """Let time go on."""
    return school.change(
        name, request, lambda now: Change("resumed", {}) if _running(now).paused else None
    )


def extend(school: School, name: str, minutes: float, request: str) -> Lesson:
    """Add minutes to the stretch of calendar that runs now.

    Raises:
        NotNow: the class is not negotiating.
        ValueError: too few minutes, or too many.
    """
    if not 0 < minutes <= LONGEST_EXTENSION:
        raise ValueError(f"found {minutes:g}: more than 0 and up to {LONGEST_EXTENSION:g} minutes")

    def extended(lesson: Lesson) -> Change:
        _running(lesson)
        return Change("extended", {"seconds": 60.0 * minutes})

    return school.change(name, request, extended)


def tell(school: School, name: str, text: str, request: str) -> Lesson:
    """Put a word on everybody's page.

    Raises:
        ValueError: there is nothing in it.
    """
    words = plain(" ".join(text.split()))[:LONGEST_MESSAGE]
    if not words:
        raise ValueError("an empty message")
    return school.change(name, request, lambda _: Change("told", {}, words))


def allow_chat(school: School, name: str, chat: bool, request: str) -> Lesson:
    """Let the two sides of a table write to each other, or not."""
    return school.change(
        name, request, lambda now: None if now.chat == chat else Change("set", {"chat": chat})
    )


def when_absent(school: School, name: str, absent: str, request: str) -> Lesson:
    """Say what is done about students who are gone.

    Raises:
        ValueError: neither ``wait`` nor ``bot``.
    """
    if absent not in ("wait", "bot"):
        raise ValueError(f"found '{absent}': wait or bot")
    return school.change(name, request, lambda _: Change("set", {"absent": absent}))


def push(school: School, name: str, request: str, table: str = "") -> Lesson:
    """Let all turns of a table (of all tables, if none is named) pass until another day.

    Raises:
        NotNow: the class is not negotiating.
        ValueError: there is no such table.
    """
    lesson = _running(school.lesson(name))
    for chosen in _chosen(lesson, table):
        again(partial(_push, school, chosen, f"push-{request}"))
    return lesson


def _push(school: School, name: str, request: str) -> None:
    hall = school.hall
    with hall.at(name) as table:
        if table.over:
            return
        # Whose turn it is comes last: its turns pass at once, and with them the day.
        sides = sorted(table.scenario.sides, key=lambda side: side == table.asked_side)
        for side in sides:
            earlier = hall.log.by_request(STREAM + name, f"{request}-{side}")
            day = table.day if earlier is None else int(earlier.data["day"])
            if table.day == day:
                hall.let_pass(name, TEACHER, side, f"{request}-{side}")


def end(school: School, name: str, request: str, table: str = "") -> Lesson:
    """End a table (all tables, if none is named): agents take all chairs and play it out.

    Raises:
        NotNow: the class is not negotiating.
        ValueError: there is no such table.
    """

    def ended(lesson: Lesson) -> Change:
        return Change("ended", {"tables": _chosen(_running(lesson), table)})

    school.change(name, request, ended)
    return settle(school, name)


def move(school: School, name: str, person: str, table: str, side: str, request: str) -> Lesson:
    """Put a student on another chair; without a table, at a new one.

    Raises:
        NotNow: seats are not given yet, or no more.
        ValueError: no such student, table or side; or the table is over.
    """
    lesson = _seated(school.lesson(name))
    sides = school.hall.scenario(lesson.hash).sides
    if side not in sides:
        raise ValueError(f"no side '{side}'; there are {', '.join(sides)}")
    if table and is_over(school, _one(lesson, table)):
        raise ValueError("that table is over")

    def moved(now: Lesson) -> Change | None:
        if person not in _seated(now).students:
            raise ValueError(f"no student '{person}'")
        if table and person in now.tables[table].chairs[side]:
            return None
        if table:
            return Change("seated", {"table": table, "side": side, "person": person})
        chairs = {one: [person] if one == side else [] for one in sides}
        return Change("laid", new_table(now, len(now.tables) + 1, chairs))

    school.change(name, request, moved)
    return settle(school, name)


def reset(school: School, name: str, table: str, side: str, request: str) -> Lesson:
    """Empty a chair: a bot takes it, and who sat there waits for another seat.

    Raises:
        NotNow: seats are not given yet, or no more.
        ValueError: there is no such table or side.
    """

    def stood_up(lesson: Lesson) -> Change | None:
        sitting = _one(_seated(lesson), table)
        if side not in sitting.chairs:
            raise ValueError(f"no side '{side}'; there are {', '.join(sitting.chairs)}")
        people = sitting.chairs[side]
        return Change("stood_up", {"people": list(people)}) if people else None

    lesson = school.change(name, request, stood_up)
    if lesson.phase == NEGOTIATE:
        settle_table(school, lesson, lesson.tables[table])
    return lesson


def _one(lesson: Lesson, table: str) -> Sitting:
    if table not in lesson.tables:
        raise ValueError(f"no table '{table}'")
    return lesson.tables[table]


def _chosen(lesson: Lesson, table: str) -> Sequence[str]:
    return [_one(lesson, table).id] if table else list(lesson.tables)


def _running(lesson: Lesson) -> Lesson:
    if lesson.phase != NEGOTIATE:
        raise NotNow(lesson.phase)
    return lesson


def _seated(lesson: Lesson) -> Lesson:
    if lesson.phase not in (PREPARE, NEGOTIATE) and not (lesson.phase == LOBBY and lesson.tables):
        raise NotNow(lesson.phase)
    return lesson
