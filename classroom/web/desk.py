"""The teacher's desk: one class with all its tables and controls."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, Callable
from typing import Any

from fastapi import APIRouter, Header, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.datastructures import FormData

from classroom import clock, desk, telling
from classroom.hall import NotThere
from classroom.lesson import STREAM, Lesson
from classroom.overview import overview, present, version
from classroom.school import NotNow, School
from classroom.table import STREAM as TABLES
from classroom.web.frame import (
    Posted,
    Refused,
    Teacher,
    page,
    see_other,
    tongue_of,
    wants_fragment,
)
from classroom.web.school import school_of

router = APIRouter()

MOST_WISHES = 80
"""Students for each of whom the desk asks for a seat; in larger classes they are moved instead."""
LOOK = 5.0
"""Seconds after which the desk looks who is connected even if nothing has happened."""
BREATH = 1.0
"""Seconds between two refreshments of a desk, however much happens."""


@router.get("/desk/c/{name}", response_class=HTMLResponse)
def show(request: Request, name: str, _: Teacher) -> Response:
    """Show a class with its tables and controls."""
    return _shown(request, name)


@router.get("/desk/c/{name}/part", response_class=HTMLResponse)
def part(request: Request, name: str, _: Teacher) -> Response:
    """Return the live part of the page alone."""
    return page(request, "desk_part.html.j2", **values(request, name))


@router.get("/desk/c/{name}/live", response_class=EventSourceResponse)
async def live(
    request: Request, name: str, _: Teacher, last_event_id: str = Header(default="")
) -> AsyncIterable[ServerSentEvent]:
    """Tell when something has happened in the class, at a table, or who is connected."""
    school, known = school_of(request), last_event_id

    def look() -> tuple[str, list[str]]:
        lesson = school.lesson(name)
        streams = [STREAM + name, *(TABLES + table for table in lesson.tables)]
        return version_of(school, lesson), streams

    while not await request.is_disconnected():
        newest, streams = await asyncio.to_thread(look)
        if newest != known:
            known = newest
            yield ServerSentEvent(id=newest, event="version", raw_data=newest)
            await asyncio.sleep(BREATH)
        elif not await school.hall.bell.wait(streams, LOOK):
            yield ServerSentEvent(event="still", raw_data="here")


def version_of(school: School, lesson: Lesson) -> str:
    """Return what names the present state of a class and its tables, and who is connected."""
    now = school.hall.now()
    connected = sum(school.attendance.connected(person, now) for person in lesson.students)
    return f"{version(school, lesson)}.{connected}"


def values(request: Request, name: str) -> dict[str, Any]:
    """Return what the pages about one class are made from."""
    school, spoken = school_of(request), tongue_of(request)
    lesson, now = school.lesson(name), school.hall.now()
    reading = clock.read(lesson, now)
    scenario = school.hall.scenario(lesson.hash)
    return {
        "lesson": lesson,
        "version": version_of(school, lesson),
        "clock": reading,
        "up_at": now + reading.left,
        "tables": overview(school, lesson, now),
        "present": present(school, lesson, now),
        "sides": tuple(zip(scenario.sides, scenario.side_labels, strict=True)),
        "ending": lambda key: telling.ending(spoken, key),
        "next": desk.NEXT[lesson.phase],
        "wishes": len(lesson.students) <= MOST_WISHES,
        "answered": {part: len(given) for part, given in lesson.answers.items()},
    }


def _shown(
    request: Request,
    name: str,
    note: str = "",
    code: tuple[str, str] | None = None,
    status: int = 200,
) -> Response:
    template = "desk_part.html.j2" if wants_fragment(request) else "desk_class.html.j2"
    return page(request, template, status, note=note, code=code, **values(request, name))


Action = Callable[[School, str, FormData, str], object]


def _pair(school: School, name: str, form: FormData, wish: str) -> object:
    mode, bots = str(form.get("mode", "")), None
    if mode.startswith("bots"):
        bots = mode.removeprefix("bots").removeprefix("-")
    return desk.pair(school, name, wish, _wishes(form) if mode == "chosen" else None, bots)


def _wishes(form: FormData) -> dict[str, tuple[int, str]]:
    """Seats as chosen, from ``table-PERSON`` and ``side-PERSON``; an empty one is left to lot."""
    found = {}
    for field, value in form.multi_items():
        person = field.removeprefix("table-")
        if person != field and str(value).strip().isdecimal():
            found[person] = (int(str(value)), str(form.get(f"side-{person}", "")))
    return found


def _move(school: School, name: str, form: FormData, wish: str) -> object:
    table, _, side = str(form.get("seat", "")).partition("/")
    return desk.move(school, name, str(form.get("person", "")), table, side, wish)


def _reset(school: School, name: str, form: FormData, wish: str) -> object:
    table, _, side = str(form.get("seat", "")).partition("/")
    return desk.reset(school, name, table, side, f"{wish}-{table}-{side}")


def _tables(action: Callable[..., object]) -> Action:
    """An action on a table, or on all; one form has the buttons of all tables."""

    def act(school: School, name: str, form: FormData, wish: str) -> object:
        table = str(form.get("table", ""))
        return action(school, name, f"{wish}-{table.rpartition('-')[2]}", table)

    return act


ACTIONS: dict[str, Action] = {
    "pair": _pair,
    "phase": lambda school, name, form, wish: desk.turn_to(
        school, name, str(form.get("to", "")), wish
    ),
    "pause": lambda school, name, form, wish: desk.pause(school, name, wish),
    "resume": lambda school, name, form, wish: desk.resume(school, name, wish),
    "extend": lambda school, name, form, wish: desk.extend(
        school, name, float(str(form.get("minutes", ""))), wish
    ),
    "push": _tables(desk.push),
    "end": _tables(desk.end),
    "move": _move,
    "reset": _reset,
    "tell": lambda school, name, form, wish: desk.tell(
        school, name, str(form.get("text", "")), wish
    ),
    "chat": lambda school, name, form, wish: desk.allow_chat(
        school, name, form.get("chat") == "on", wish
    ),
    "absent": lambda school, name, form, wish: desk.when_absent(
        school, name, str(form.get("absent", "")), wish
    ),
}


@router.post("/desk/c/{name}/code", response_class=HTMLResponse)
def rejoin_code(request: Request, name: str, _: Teacher, form: Posted) -> Response:
    """Show a one-time code with which a student goes on at another device."""
    school, person = school_of(request), str(form.get("person", ""))
    lesson = school.lesson(name)
    found = school.hall.people.by_id(person) if person in lesson.students else None
    if found is None:
        raise NotThere(person)
    code = (found.nickname, school.hall.people.rejoin_code(person))
    if wants_fragment(request):
        return page(request, "code.html.j2", code=code)
    return _shown(request, name, code=code)


@router.post("/desk/c/{name}/{action}", response_class=HTMLResponse)
def act(request: Request, name: str, action: str, _: Teacher, form: Posted) -> Response:
    """Do something with a class; sent twice, it is done once."""
    wish, say = str(form.get("request", ""))[:40], tongue_of(request).say
    if action not in ACTIONS:
        raise NotThere(action)
    if not wish.isalnum():
        raise Refused(422, "The address or the form is not as it should be.")
    note = ""
    try:
        ACTIONS[action](school_of(request), name, form, wish)
    except NotNow:
        note = say("That is not possible in this phase of the class.")
    except ValueError as error:
        why = {
            "nobody has joined yet": say("Nobody has joined yet."),
            "that table is over": say("That table is over."),
            "an empty message": say("There is nothing in the message."),
        }
        note = why.get(str(error), say("That is not possible just now."))
    if note or wants_fragment(request):
        return _shown(request, name, note, status=409 if note else 200)
    return see_other(f"/desk/c/{name}")
