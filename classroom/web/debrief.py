"""The debrief: of a class for its students and at the desk, and of a table that one played alone.

Students come in through :mod:`classroom.debrief.gate` only.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

from fastapi import APIRouter, FastAPI, Header, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from classroom.debrief import agents, cloud
from classroom.debrief.class_page import ClassPage, class_page
from classroom.debrief.gate import Sealed, open_class, open_own
from classroom.debrief.questionnaires import tallies
from classroom.debrief.table_page import TablePage, table_page
from classroom.debrief.whole import Whole, whole
from classroom.debrief.workshop import Workshop
from classroom.hall import NotThere
from classroom.lesson import CLOSED, DEBRIEF, Lesson
from classroom.people import Person
from classroom.table import Table
from classroom.web.frame import Refused, Student, Teacher, hall_of, page, tongue_of
from classroom.web.school import school_of
from experiments.speech import phrase
from sim.scenario import Scenario

TOO_EARLY = phrase("This is shown when the talks are over.")
NOTHING_YET = phrase("There is no table to look back on yet.")
LOOK_AGAIN = 1.0
"""Seconds between two looks at what is being computed."""

_making = threading.Lock()


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    workshop = getattr(app.state, "workshop", None)
    if workshop is not None:
        workshop.close()


router = APIRouter(lifespan=_lifespan)


class Simulated(NamedTuple):
    """What other histories show, as far as it has been computed.

    ``pending`` is whether more will come, ``version`` grows when it does.
    """

    runs: cloud.Cloud | None
    played: tuple[agents.Played, ...]
    pending: bool
    version: int


def workshop_of(request: Request) -> Workshop:
    """Return where this server computes what takes seconds."""
    state = request.app.state
    with _making:
        if not hasattr(state, "workshop"):
            state.workshop = Workshop(hall_of(request).log)
    found: Workshop = state.workshop
    return found


def simulated(request: Request, scenario: Scenario, seed: int, runs: tuple[int, ...]) -> Simulated:
    """Return what has been simulated for a world; what is missing is set going.

    Args:
        request: who asks.
        scenario: the scenario.
        seed: the experiment's seed.
        runs: the runs that the tables played; of a single one, agents play the same tape too.
    """
    workshop = workshop_of(request)
    config = scenario.config.model_dump_json(by_alias=True)
    wanted: list[tuple[str, Any, tuple[Any, ...]]] = [
        (f"cloud/{scenario.hash}/{seed}", cloud.simulate, (config, seed))
    ]
    if len(runs) == 1:
        key = f"agents/{scenario.hash}/{seed}/{runs[0]}"
        wanted.append((key, agents.play_all, (config, seed, runs[0])))
    found = [workshop.ask(key, compute, *given) for key, compute, given in wanted]
    missing = [key for (key, _, _), one in zip(wanted, found, strict=True) if one is None]
    return Simulated(
        None if found[0] is None else cloud.read(found[0], runs),
        () if len(found) == 1 or found[1] is None else agents.read(found[1]),
        any(not workshop.failed(key) for key in missing),
        workshop.number,
    )


# -- doors ----------------------------------------------------------------------------------------


def _own_class(request: Request, person: Person) -> Lesson:
    """Return the class of a student who may see its debrief."""
    if not person.lesson:
        raise NotThere(person.id)
    lesson = school_of(request).lesson(person.lesson)
    try:
        open_class(lesson, person.id)
    except Sealed:
        raise Refused(403, TOO_EARLY) from None
    return lesson


def _own_table(request: Request, table: Table, person: Person) -> str:
    """Return the side that somebody had at a table whose debrief this person may see."""
    if table.lesson:
        _own_class(request, person)
    else:
        try:
            open_own(table, person.id)
        except Sealed:
            raise Refused(403, TOO_EARLY) from None
    side = school_of(request).side_at(table, person.id)
    if side is None:
        raise NotThere(table.id)
    return side


def class_of(request: Request, name: str) -> Whole:
    """Return a class as the debrief sees it.

    Raises:
        Refused: it has no table.
    """
    lesson = school_of(request).lesson(name)
    if not lesson.tables:
        raise Refused(409, NOTHING_YET)
    return whole(hall_of(request), lesson)


# -- a class --------------------------------------------------------------------------------------


def shown_class(
    request: Request, lesson: Lesson, *, person: str = "", names: bool = False, texts: bool = False
) -> dict[str, Any]:
    """Return what the pages of a class are made from.

    Args:
        request: who asks.
        lesson: the class.
        person: the student who asks, whose own table is marked.
        names: whether nicknames are shown.
        texts: whether answers in words are shown.
    """
    tongue = tongue_of(request)
    seen = class_of(request, lesson.id)
    more = simulated(request, seen.scenario, seen.seed, seen.runs)
    own = lesson.sitting_of(person) if person else None
    nicknames = None
    if names:
        people = hall_of(request).people.of(lesson.id)
        nicknames = {name: one.nickname for name, one in people.items()}
    shown: ClassPage = class_page(
        seen,
        tongue,
        own=own.id if own else "",
        names=nicknames,
        cloud=more.runs,
        agents=more.played,
        asked=tallies(lesson, seen.scenario, seen.tables, texts),
    )
    return {
        "it": shown,
        "lesson": lesson,
        "title": tongue.say(lesson.title),
        "names": names,
        "pending": more.pending,
        "version": more.version,
        "early": lesson.phase not in (DEBRIEF, CLOSED),
    }


@router.get("/c/debrief", response_class=HTMLResponse)
def students(request: Request, person: Student) -> Response:
    """Show a class's debrief to one of its students, without anybody's name."""
    return _students(request, person, "debrief_class.html.j2")


@router.get("/c/debrief/part", response_class=HTMLResponse)
def students_part(request: Request, person: Student) -> Response:
    """Return that page's content alone."""
    return _students(request, person, "debrief_class_part.html.j2")


def _students(request: Request, person: Person, template: str) -> Response:
    lesson = _own_class(request, person)
    values = shown_class(request, lesson, person=person.id)
    return page(request, template, base="/c/debrief", desk=False, **values)


@router.get("/desk/c/{lesson}/debrief", response_class=HTMLResponse)
def desk(request: Request, lesson: str, teacher: Teacher, names: bool = False) -> Response:
    """Show a class's debrief at the desk; nicknames only if they are asked for."""
    return _desk(request, lesson, names, "debrief_class.html.j2")


@router.get("/desk/c/{lesson}/debrief/part", response_class=HTMLResponse)
def desk_part(request: Request, lesson: str, teacher: Teacher, names: bool = False) -> Response:
    """Return that page's content alone."""
    return _desk(request, lesson, names, "debrief_class_part.html.j2")


def _desk(request: Request, name: str, names: bool, template: str) -> Response:
    lesson = school_of(request).lesson(name)
    values = shown_class(request, lesson, names=names, texts=True)
    base = f"/desk/c/{lesson.id}/debrief"
    return page(request, template, base=base, desk=True, **values)


@router.get("/desk/c/{lesson}/report", response_class=HTMLResponse)
def report(request: Request, lesson: str, teacher: Teacher) -> Response:
    """Show a class's debrief as a report to be printed."""
    return _printed(request, lesson, "report.html.j2")


@router.get("/desk/c/{lesson}/slides", response_class=HTMLResponse)
def slides(request: Request, lesson: str, teacher: Teacher) -> Response:
    """Show a class's debrief as slides to be projected or printed."""
    return _printed(request, lesson, "slides.html.j2")


def _printed(request: Request, name: str, template: str) -> Response:
    lesson = school_of(request).lesson(name)
    values = shown_class(request, lesson, texts=True)
    return page(request, template, exercise=lesson.config, **values)


# -- one table ------------------------------------------------------------------------------------


def shown_table(
    request: Request, table: Table, lesson: Lesson | None, side: str, day: int | None
) -> dict[str, Any]:
    """Return what the page of a table is made from.

    Args:
        request: who asks.
        table: the table.
        lesson: its class, if it has one.
        side: the side of a reader whose own table it is; empty for others.
        day: a day to look at closely.
    """
    tongue, chair = tongue_of(request), table.chair
    more = simulated(request, table.scenario, chair.seed, (chair.run,))
    shown: TablePage = table_page(
        table,
        tongue,
        people=lesson.tables[table.id].chairs if lesson else None,
        side=side,
        cloud=more.runs,
        agents=more.played,
        day=day,
    )
    return {
        "it": shown,
        "title": tongue.say(lesson.title if lesson else table.scenario.title),
        "pending": more.pending,
        "version": more.version,
        "day": day,
    }


@router.get("/t/{table}/debrief", response_class=HTMLResponse)
def own(request: Request, table: str, person: Student, day: int | None = None) -> Response:
    """Show the debrief of one's own table, alone or in a class."""
    return _own(request, table, person, day, "debrief_table.html.j2")


@router.get("/t/{table}/debrief/part", response_class=HTMLResponse)
def own_part(request: Request, table: str, person: Student, day: int | None = None) -> Response:
    """Return that page's content alone."""
    return _own(request, table, person, day, "debrief_table_part.html.j2")


def _own(request: Request, name: str, person: Person, day: int | None, template: str) -> Response:
    with hall_of(request).at(name) as table:
        side = _own_table(request, table, person)
        lesson = school_of(request).lesson(table.lesson) if table.lesson else None
        values = shown_table(request, table, lesson, side, day)
    back = "/c/debrief" if lesson else "/solo"
    return page(request, template, base=f"/t/{name}/debrief", back=back, **values)


@router.get("/c/debrief/table/{place}", response_class=HTMLResponse)
def class_table(request: Request, place: int, person: Student, day: int | None = None) -> Response:
    """Show the debrief of any table of one's class."""
    return _students_table(request, place, person, day, "debrief_table.html.j2")


@router.get("/c/debrief/table/{place}/part", response_class=HTMLResponse)
def class_table_part(
    request: Request, place: int, person: Student, day: int | None = None
) -> Response:
    """Return that page's content alone."""
    return _students_table(request, place, person, day, "debrief_table_part.html.j2")


def _students_table(
    request: Request, place: int, person: Person, day: int | None, template: str
) -> Response:
    lesson = _own_class(request, person)
    return _class_table(request, lesson, place, day, template, "/c/debrief")


@router.get("/desk/c/{lesson}/debrief/table/{place}", response_class=HTMLResponse)
def desk_table(
    request: Request, lesson: str, place: int, teacher: Teacher, day: int | None = None
) -> Response:
    """Show the debrief of a table at the desk."""
    return _desk_table(request, lesson, place, day, "debrief_table.html.j2")


@router.get("/desk/c/{lesson}/debrief/table/{place}/part", response_class=HTMLResponse)
def desk_table_part(
    request: Request, lesson: str, place: int, teacher: Teacher, day: int | None = None
) -> Response:
    """Return that page's content alone."""
    return _desk_table(request, lesson, place, day, "debrief_table_part.html.j2")


def _desk_table(
    request: Request, name: str, place: int, day: int | None, template: str
) -> Response:
    lesson = school_of(request).lesson(name)
    base = f"/desk/c/{lesson.id}/debrief"
    return _class_table(request, lesson, place, day, template, base)


def _class_table(
    request: Request, lesson: Lesson, place: int, day: int | None, template: str, back: str
) -> Response:
    sitting = next((one for one in lesson.tables.values() if one.place == place), None)
    if sitting is None:
        raise NotThere(str(place))
    with hall_of(request).at(sitting.id) as table:
        values = shown_table(request, table, lesson, "", day)
    return page(request, template, base=f"{back}/table/{place}", back=back, **values)


# -- when more has been computed ------------------------------------------------------------------


@router.get("/debrief/live", response_class=EventSourceResponse)
async def live(
    request: Request, last_event_id: str = Header(default="")
) -> AsyncIterable[ServerSentEvent]:
    """Tell when something more has been computed; of what it is, this says nothing."""
    known = int(last_event_id) if last_event_id.isdigit() else -1
    while not await request.is_disconnected():
        number = workshop_of(request).number
        if number != known:
            known = number
            yield ServerSentEvent(id=str(number), event="version", raw_data=str(number))
        await asyncio.sleep(LOOK_AGAIN)
