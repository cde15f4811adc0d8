"""Tables follow their class: they are opened, and those sit at them who should.

Everything here is harmless at any time and from two processes at once: it compares what is with
what the class says, and puts right what differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from classroom import pairing
from classroom.hall import NotThere
from classroom.lesson import DEBRIEF, NEGOTIATE, PREPARE, Lesson, Sitting
from classroom.school import Change, School, again


def settle(school: School, name: str) -> Lesson:
    """Bring a class's tables to where the class says; who came late gets a seat first."""
    lesson = seat_all(school, school.lesson(name))
    if lesson.phase in (NEGOTIATE, DEBRIEF):
        for sitting in lesson.tables.values():
            settle_table(school, lesson, sitting)
    return lesson


def settle_table(school: School, lesson: Lesson, sitting: Sitting) -> None:
    """Open a table that is not open yet, and let those sit at it who should."""
    hall, wanted = school.hall, lesson.present(sitting.id)
    if sitting.id not in school.opened:
        scenario = hall.scenario(lesson.hash)
        run, place = sitting.run, sitting.place
        hall.open(scenario, lesson.config.seed, run, wanted, lesson.id, place, sitting.id)
        school.opened.add(sitting.id)

    def sit() -> None:
        with hall.at(sitting.id) as table:
            if not table.over and table.people != wanted:
                hall.seat(sitting.id, wanted, f"class-{lesson.number}-{table.number}")

    again(sit)


def is_over(school: School, sitting: Sitting) -> bool:
    """Whether a table's history has ended."""
    if sitting.ended:
        return True
    try:
        with school.hall.at(sitting.id) as table:
            return table.over
    except NotThere:  # not open yet
        return False


def new_table(lesson: Lesson, place: int, chairs: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """Return a table of the class as plain data; its tape as the exercise says."""
    shared = lesson.config.tapes == "shared"
    return {
        "id": f"{lesson.id}-{place}",
        "place": place,
        "run": lesson.config.run + (0 if shared else place - 1),
        "chairs": {side: list(there) for side, there in chairs.items()},
    }


def seat_all(school: School, lesson: Lesson) -> Lesson:
    """Give a seat to everybody who has none, except whom the teacher has made stand up."""
    while lesson.phase in (PREPARE, NEGOTIATE):
        seated = {person for one in lesson.tables.values() for person in one.people}
        late = [p for p in lesson.students if p not in seated and p not in lesson.stood_up]
        if not late:
            break
        lesson = _seat_late(school, lesson, late[0])
    return lesson


def _seat_late(school: School, lesson: Lesson, person: str) -> Lesson:
    over = {one.id for one in lesson.tables.values() if is_over(school, one)}
    sides = school.hall.scenario(lesson.hash).sides

    def seat(now: Lesson) -> Change | None:
        if now.sitting_of(person) is not None or person in now.stood_up:
            return None
        going_on = [one for one in now.tables.values() if one.id not in over]
        a_chair, seed = now.config.students_a_chair, f"{now.id} {person}"
        table, side = pairing.seat_late(going_on, sides, a_chair, now.bots, seed)
        if table is not None:
            return Change("seated", {"table": table, "side": side, "person": person})
        chairs = {one: [person] if one == side else [] for one in sides}
        return Change("laid", new_table(now, len(now.tables) + 1, chairs))

    return school.change(lesson.id, f"late-{person}-{lesson.number}", seat, who=person)
