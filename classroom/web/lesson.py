"""A student's page of the class: lobby, sheets, the way to the table, and what comes after."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, Callable
from typing import Any

from fastapi import APIRouter, Header, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from classroom import answers, clock, students
from classroom.exercise import Exercise, paragraphs
from classroom.hall import NotThere
from classroom.lesson import AFTER, BEFORE, DEBRIEF, NEGOTIATE, STREAM, Lesson, Sitting
from classroom.people import Person
from classroom.school import NotNow, School
from classroom.sheets import own
from classroom.table import Table
from classroom.web.frame import (
    Posted,
    Refused,
    Student,
    page,
    see_other,
    tongue_of,
)
from classroom.web.school import school_of
from classroom.web.tables import SIGN_OF_LIFE, Rules

router = APIRouter()

QUESTIONS = {BEFORE: students.ASKED[BEFORE][1:], AFTER: (DEBRIEF,)}
"""Phases in which a questionnaire stands on the page."""


def rules_of(school: School) -> Callable[[Table], Rules]:
    """Return what tells a table's page what its class says."""

    def rules(table: Table) -> Rules:
        conditions = school.conditions(table)
        lesson = conditions.lesson
        if lesson is None:
            return Rules()
        return Rules(
            due=conditions.due,
            paused=conditions.frozen,
            chat=conditions.chat,
            team=lesson.config.students_a_chair > 1,
            message=lesson.messages[-1].text if lesson.messages else "",
            home="/c",
            debrief=lesson.phase != NEGOTIATE,
            version=lesson.shown,
        )

    return rules


def lesson_of(request: Request, person: Person) -> Lesson:
    """Return a student's class.

    Raises:
        NotThere: this is somebody who plays alone.
    """
    if not person.lesson:
        raise NotThere("")
    return school_of(request).lesson(person.lesson)


def where(lesson: Lesson, person: str) -> str:
    """Return where somebody is in a class: another answer calls for another page."""
    sitting = lesson.sitting_of(person)
    seat = f"{sitting.id}.{sitting.side_of(person)}" if sitting else ""
    return f"{lesson.phase}.{seat}"


def led_on(lesson: Lesson, person: str, was: str) -> Response | None:
    """Return the way to the page that somebody needs now, if it is another one than before."""
    if was in ("", where(lesson, person)):
        return None
    sitting = lesson.sitting_of(person)
    at_table = lesson.phase == NEGOTIATE and sitting is not None
    return see_other(f"/t/{sitting.id}" if at_table and sitting else "/c")


@router.get("/c", response_class=HTMLResponse)
def show(request: Request, person: Student, was: str = "") -> Response:
    """Show the class as it is for this student."""
    lesson = lesson_of(request, person)
    return led_on(lesson, person.id, was) or _shown(request, lesson, person)


@router.get("/c/part", response_class=HTMLResponse)
def part(request: Request, person: Student, was: str = "") -> Response:
    """Return the live part of the page alone, or the way to another page."""
    lesson = lesson_of(request, person)
    led = led_on(lesson, person.id, was)
    return led or page(request, "class_part.html.j2", **_live_values(request, lesson, person))


@router.get("/c/live", response_class=EventSourceResponse)
async def live(
    request: Request, person: Student, last_event_id: str = Header(default="")
) -> AsyncIterable[ServerSentEvent]:
    """Tell when the class has changed; the event's id is the version to be fetched."""
    school, known = school_of(request), last_event_id

    def look() -> tuple[str, int]:
        students.touch(school, person)
        lesson = lesson_of(request, person)
        return str(lesson.shown), len(lesson.students)

    while not await request.is_disconnected():
        version, many = await asyncio.to_thread(look)
        if version != known:
            known = version
            yield ServerSentEvent(id=version, event="version", raw_data=version)
            await asyncio.sleep(many / 50)  # in a full lobby, not every page at every arrival
        elif not await school.hall.bell.wait([STREAM + person.lesson], SIGN_OF_LIFE):
            yield ServerSentEvent(event="still", raw_data="here")


@router.post("/c/plan", response_class=HTMLResponse)
def plan(request: Request, person: Student, form: Posted) -> Response:
    """Keep a planning sheet."""
    lesson, filled = lesson_of(request, person), answers.read_plan(_typed(form))
    if filled.faults:
        return _shown(request, lesson, person, filled.faults, plan=_typed(form))
    wish, school = _wish(person, form), school_of(request)
    students.plan(school, lesson.id, person.id, filled.values, filled.words, wish)
    return see_other("/c?saved=plan#plan")


@router.post("/c/answers/{part}", response_class=HTMLResponse)
def answer(request: Request, part: str, person: Student, form: Posted) -> Response:
    """Keep the answers to a questionnaire."""
    lesson = lesson_of(request, person)
    if part not in QUESTIONS:
        raise NotThere(part)
    questions = lesson.config.before if part == BEFORE else lesson.config.after
    filled = answers.read_answers(questions, _typed(form))
    if filled.faults:
        return _shown(request, lesson, person, filled.faults, given=_typed(form))
    wish, school = _wish(person, form), school_of(request)
    try:
        students.answer(school, lesson.id, person.id, part, filled.values, filled.words, wish)
    except NotNow:
        raise Refused(409, "These questions are closed.") from None
    return see_other("/c?saved=answers#questions")


def _typed(form: Any) -> dict[str, str]:
    return {key: answers.plain(str(value)) for key, value in form.items()}


def _wish(person: Person, form: Any) -> str:
    wish = str(form.get("request", ""))[:40]
    if not wish.isalnum():
        raise Refused(422, "The address or the form is not as it should be.")
    return f"{person.id}/{wish}"


def _live_values(request: Request, lesson: Lesson, person: Person) -> dict[str, Any]:
    """What the live part is made from."""
    school = school_of(request)
    now, people = school.hall.now(), school.hall.people.of(lesson.id)
    names = {one: people[one].nickname for one in lesson.students if one in people}
    sitting = lesson.sitting_of(person.id)
    return {
        "lesson": lesson,
        "me": names.get(person.id, ""),
        "where": where(lesson, person.id),
        "clock": clock.read(lesson, now),
        "up_at": now + clock.read(lesson, now).left,
        "names": list(names.values()),
        "sitting": sitting,
        "mates": _names(names, sitting, person.id, True),
        "across": _names(names, sitting, person.id, False),
    }


def _names(names: dict[str, str], sitting: Sitting | None, person: str, mates: bool) -> list[str]:
    """The others on one's own chair, or those across."""
    if sitting is None:
        return []
    side = sitting.side_of(person)
    return [
        names.get(one, "")
        for other, there in sitting.chairs.items()
        for one in there
        if one != person and (other == side) == mates
    ]


def _shown(
    request: Request,
    lesson: Lesson,
    person: Person,
    faults: frozenset[str] = frozenset(),
    plan: dict[str, str] | None = None,
    given: dict[str, str] | None = None,
) -> Response:
    """The whole page, with what was typed if some of it can't be read."""
    say, exercise = tongue_of(request).say, school_of(request).exercise(lesson)
    part = next((one for one, phases in QUESTIONS.items() if lesson.phase in phases), "")
    asked = {BEFORE: lesson.config.before, AFTER: lesson.config.after}.get(part, ())
    mine = lesson.plans.get(person.id)
    saved = {} if mine is None else {"target": mine.target, "limit": mine.limit, **mine.words}
    return page(
        request,
        "class.html.j2",
        422 if faults else 200,
        **_live_values(request, lesson, person),
        sheet=_sheet(request, lesson, person.id),
        summary=paragraphs(say(exercise.summary)),
        plan=plan or {key: value for key, value in saved.items() if value is not None},
        plan_lines=_plan_lines(request),
        part=part,
        questions=asked,
        given=given or lesson.answers.get(part, {}).get(person.id, {}),
        scale=range(1, answers.SCALE + 1),
        faults=faults,
        saved=request.query_params.get("saved", ""),
    )


def _sheet(request: Request, lesson: Lesson, person: str) -> Any:
    """The student's own sheet, from the tape of the own table."""
    sitting = lesson.sitting_of(person)
    if sitting is None or lesson.phase not in QUESTIONS[BEFORE]:
        return None
    exercise = school_of(request).exercise(lesson)
    config = exercise.config.model_copy(update={"run": sitting.run})
    side = sitting.side_of(person)
    assert side is not None
    theirs = Exercise(config, exercise.scenario, exercise.fictional)
    return own(theirs, side, tongue_of(request))


def _plan_lines(request: Request) -> tuple[tuple[str, str], ...]:
    say = tongue_of(request).say
    return (
        ("wants", say("What do we want most? What could we do without?")),
        ("theirs", say("What may the other side want most? How could we find out?")),
        ("gives", say("Cheap for us, dear to them: which trades could we offer?")),
        ("opening", say("Our first offer; and where we stop")),
    )
