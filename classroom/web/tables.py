"""A table, as one of its sides sees it: the page, its live part, the moves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, Mapping
from typing import Any, NamedTuple

from fastapi import APIRouter, Header, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from agents.views import (
    ACCEPT,
    CALL_LEADER,
    ESCALATE,
    EXTEND,
    INTERIM,
    OFFER,
    WAIT,
    WALK_OUT,
    Move,
)
from classroom import students, telling
from classroom.answers import plain
from classroom.hall import MovedOn, NotThere
from classroom.people import Person
from classroom.seen import Seen, judge, see, suggest
from classroom.table import BOTH, STREAM, Table
from classroom.web.frame import (
    Elsewhere,
    Posted,
    Refused,
    Student,
    hall_of,
    page,
    see_other,
    takes,
    tongue_of,
    wants_fragment,
)
from classroom.web.school import school_of
from experiments.tongue import Tongue
from sim.scenario import Scenario

router = APIRouter()

MOVES = {
    "wait": WAIT,
    "offer": OFFER,
    "accept": ACCEPT,
    "walk_out": WALK_OUT,
    "call_leader": CALL_LEADER,
    "interim": INTERIM,
    "extend": EXTEND,
    "escalate": ESCALATE,
}
LONGEST_WORD = 500
SIGN_OF_LIFE = 15.0
"""Seconds after which a quiet stream of events says that it is still there."""


class Rules(NamedTuple):
    """What a class adds to its tables; for somebody who plays alone, nothing."""

    due: float | None = None
    """When the time for the present answer is up, seconds since 1970."""
    paused: bool = False
    chat: bool = False
    team: bool = False
    """Whether several share a chair, and can talk among themselves."""
    message: str = ""
    """The teacher's last word to all."""
    home: str = "/solo"
    """Where the page leads when the table is over."""
    debrief: bool = True
    """Whether the debrief is open when the table is over."""
    version: int = 0
    """Grows with the class."""


def rules_of(request: Request, table: Table) -> Rules:
    """Return what the class of a table says about it."""
    find = getattr(request.app.state, "rules_of", None)
    if not table.lesson or find is None:
        return Rules()
    found: Rules = find(table)
    return found


def chair_of(request: Request, table: Table, person: Person) -> str:
    """Return the side that a person has at a table, or had when agents played it out.

    Raises:
        Elsewhere: it is a table of one's class, where one has sat or never has.
        NotThere: none; whether the table exists is nobody else's business.
    """
    side = school_of(request).side_at(table, person.id)
    if side is None and person.lesson and person.lesson == table.lesson:
        raise Elsewhere
    if side is None:
        raise NotThere(table.id)
    return side


def _values(request: Request, table: Table, seen: Seen) -> dict[str, Any]:
    """What the templates of a table are given."""
    spoken, scenario = tongue_of(request), table.scenario
    rules = rules_of(request, table)
    return {
        "seen": seen,
        "rules": rules,
        "version": version_of(table, rules),
        "title": spoken.say(scenario.title),
        "date_of": scenario.date_of,
        "told": lambda news: telling.told(news, scenario, spoken),
        "level": lambda place, level: telling.level_label(scenario, spoken, place, level),
        "in_force": lambda place: _in_force(seen, scenario, spoken, place),
        "signed": signed,
        "changes": lambda new, old: telling.package(
            scenario, spoken, list(new), None if old is None else list(old)
        ),
        "ending": telling.ending(spoken, seen.ending) if seen.ending else "",
        "start": _start_levels(seen),
        "judged": _first_judged(table, seen),
    }


def _in_force(seen: Seen, scenario: Scenario, spoken: Tongue, place: int) -> str:
    """Today's value in words or, for a rate between two levels, as a number."""
    issue = seen.issues[place]
    if scenario.config.issues[issue.id].levels.labels:
        return telling.level_label(scenario, spoken, place, issue.in_force_level)
    return spoken.physical(round(issue.in_force, 1), issue.unit)


def signed(value: float, digits: int = 0) -> str:
    """Return a number with its sign, a true minus, and nothing before a zero."""
    text = f"{value:+.{digits}f}"
    if float(text) == 0.0:
        return text[1:]
    return text.replace("-", "−")


def _start_levels(seen: Seen) -> tuple[int, ...]:
    """What the offer builder shows first: one's last offer, else nothing given, all asked."""
    if seen.your_last is not None:
        return seen.your_last
    return tuple(0 if issue.yours else len(issue.levels) - 1 for issue in seen.issues)


def _first_judged(table: Table, seen: Seen) -> Any:
    number = table.scenario.sides.index(seen.side)
    return judge(table.chair.model, number, _start_levels(seen))


def version_of(table: Table, rules: Rules) -> int:
    """Return a number that grows with everything that the page shows."""
    return table.number + rules.version


@router.get("/t/{table}", response_class=HTMLResponse)
def show(request: Request, table: str, person: Student) -> Response:
    """Show a table to one of its people."""
    return _shown(request, table, person, "table.html.j2")


@router.get("/t/{table}/part", response_class=HTMLResponse)
def part(request: Request, table: str, person: Student) -> Response:
    """Return the live part of the page alone."""
    return _shown(request, table, person, "table_part.html.j2")


def _shown(
    request: Request, table: str, person: Person, template: str, note: str = "", status: int = 200
) -> Response:
    with hall_of(request).at(table) as found:
        seen = see(found, chair_of(request, found, person))
        values = _values(request, found, seen)
        return page(request, template, status, note=note, **values)


@router.get("/t/{table}/live", response_class=EventSourceResponse)
async def live(
    request: Request, table: str, person: Student, last_event_id: str = Header(default="")
) -> AsyncIterable[ServerSentEvent]:
    """Tell when there is something new; the event's id is the version to be fetched."""
    hall = hall_of(request)
    known = int(last_event_id) if last_event_id.isdigit() else -1

    def look() -> tuple[int, str]:
        students.touch(school_of(request), person)
        with hall.at(table) as found:
            chair_of(request, found, person)
            return version_of(found, rules_of(request, found)), found.lesson

    while not await request.is_disconnected():
        version, lesson = await asyncio.to_thread(look)
        if version != known:
            known = version
            yield ServerSentEvent(id=str(version), event="version", raw_data=str(version))
            continue
        streams = [STREAM + table, *([f"class/{lesson}"] if lesson else [])]
        if not await hall.bell.wait(streams, SIGN_OF_LIFE):
            yield ServerSentEvent(event="still", raw_data="here")


@router.post(
    "/t/{table}/move", response_class=HTMLResponse, openapi_extra=takes("kind", "step", "request")
)
def move(request: Request, table: str, person: Student, form: Posted) -> Response:
    """Make a move for one's side; sent twice, it is made once."""
    hall, say = hall_of(request), tongue_of(request).say
    kind, step = str(form.get("kind", "")), str(form.get("step", ""))
    wish = plain(str(form.get("request", "")))[:40]
    if kind not in (*MOVES, "pass") or not step.isdigit() or not wish:
        raise Refused(422, "The address or the form is not as it should be.")
    with hall.at(table) as found:
        side = chair_of(request, found, person)
        if rules_of(request, found).paused:
            raise Refused(409, "The class is paused.")
        levels = package_of(found.scenario, form) if kind == "offer" else ()
    note = ""
    try:
        if kind == "pass":
            hall.let_pass(table, person.id, side, f"{person.id}/{wish}")
        else:
            wanted = Move(MOVES[kind], levels)
            hall.move(table, person.id, side, f"{person.id}/{wish}", int(step), wanted)
    except MovedOn:
        note = say("The table has moved on; look again before you answer.")
    except ValueError:
        note = say("That is not possible just now.")
    if wants_fragment(request) or note:
        template = "table_part.html.j2" if wants_fragment(request) else "table.html.j2"
        return _shown(request, table, person, template, note)
    return see_other(f"/t/{table}")


@router.post(
    "/t/{table}/say", response_class=HTMLResponse, openapi_extra=takes("text", "to", "request")
)
def say_something(request: Request, table: str, person: Student, form: Posted) -> Response:
    """Put a word into the chat."""
    hall = hall_of(request)
    text = plain(" ".join(str(form.get("text", "")).split()))[:LONGEST_WORD]
    wish = plain(str(form.get("request", "")))[:40]
    with hall.at(table) as found:
        side = chair_of(request, found, person)
        rules = rules_of(request, found)
    private = form.get("to") == "team"
    if not (rules.team if private else rules.chat):
        raise Refused(409, "The chat is off.")
    if text and wish:
        to = side if private else BOTH
        hall.say(table, person.id, side, f"{person.id}/{wish}", text, to)
    if wants_fragment(request):
        return _shown(request, table, person, "table_part.html.j2")
    return see_other(f"/t/{table}#chat")


@router.post("/t/{table}/preview", response_class=HTMLResponse, openapi_extra=takes("suggest"))
def preview(request: Request, table: str, person: Student, form: Posted) -> Response:
    """Say what a package would be worth to one's own side, and how it would fare at home."""
    with hall_of(request).at(table) as found:
        side = chair_of(request, found, person)
        number = found.scenario.sides.index(side)
        if str(form.get("suggest", "")):
            levels = _suggested(found, side, str(form["suggest"]))
        else:
            levels = package_of(found.scenario, form)
        judged = judge(found.chair.model, number, levels)
        seen = see(found, side) if not wants_fragment(request) or form.get("suggest") else None
        if seen is None:
            return page(request, "judged.html.j2", judged=judged)
        values = _values(request, found, seen)
        values |= {"start": levels, "judged": judged}
        template = "table_part.html.j2" if wants_fragment(request) else "table.html.j2"
        return page(request, template, note="", **values)


def _suggested(table: Table, side: str, points: str) -> tuple[int, ...]:
    try:
        wanted = min(100.0, max(0.0, float(points)))
        return suggest(table, side, wanted)
    except ValueError:
        raise Refused(409, "It is not your turn, or that is no number.") from None


def package_of(scenario: Scenario, form: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the package of a form, one ``level_ISSUE`` a field.

    Raises:
        Refused: a level is missing or out of its issue.
    """
    levels = []
    for issue in scenario.issues:
        text = str(form.get(f"level_{issue.id}", ""))
        if not text.isascii() or not text.isdigit() or int(text) >= len(issue.levels):
            raise Refused(422, "The address or the form is not as it should be.")
        levels.append(int(text))
    return tuple(levels)
