"""The first page, and the ways into a class: a code, a link, a one-time code."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from classroom import students
from classroom.answers import plain
from classroom.school import NotNow
from classroom.web.frame import (
    LANGUAGE,
    STUDENT,
    Posted,
    hall_of,
    keep,
    page,
    person_of,
    see_other,
    tongue_of,
)
from classroom.web.school import school_of
from experiments.tongue import TONGUES

router = APIRouter()


@router.get("/", response_class=HTMLResponse)
def home(request: Request) -> Response:
    """Show where students type their code, and the ways to the other pages."""
    return _shown(request)


@router.get("/join/{code}", response_class=HTMLResponse)
def by_link(request: Request, code: str) -> Response:
    """Show the same page with the code filled in: where the QR code leads."""
    lesson = school_of(request).by_code(code[:20])
    if lesson is None:
        return _shown(request, 404, fault=_unknown(request))
    speaks = lesson.tongue if LANGUAGE not in request.cookies else tongue_of(request).code
    return _shown(request, code=lesson.code, title=lesson.title, speaks=speaks)


@router.post("/join", response_class=HTMLResponse)
def join(request: Request, form: Posted) -> Response:
    """Let somebody in, and lead to the class; sent twice, it is one student."""
    say, school = tongue_of(request).say, school_of(request)
    code, nickname = str(form.get("code", ""))[:20], str(form.get("nickname", ""))[:200]
    speaks, wish = str(form.get("tongue", "")), str(form.get("request", ""))[:40]
    typed = {"code": code, "nickname": nickname, "speaks": speaks}
    lesson = school.by_code(code)
    if lesson is None:
        return _shown(request, 404, fault=_unknown(request), **typed)
    if not plain(nickname) or not wish.isalnum():
        return _shown(request, 422, fault=say("Choose a nickname."), **typed)
    if form.get("consent") != "yes" or speaks not in TONGUES:
        fault = say("You can only take part if you agree.")
        return _shown(request, 422, fault=fault, **typed)
    try:
        _, token = students.join(school, lesson.id, nickname, speaks, wish)
    except NotNow:
        return _shown(request, 409, fault=_unknown(request), **typed)
    except ValueError:
        return _shown(request, 409, fault=say("This class is full."), **typed)
    answer = see_other("/c")
    keep(request, answer, STUDENT, token)
    keep(request, answer, LANGUAGE, speaks)
    return answer


@router.get("/rejoin", response_class=HTMLResponse)
def ask_code(request: Request) -> Response:
    """Ask for a one-time code."""
    return page(request, "rejoin.html.j2", fault="")


@router.post("/rejoin", response_class=HTMLResponse)
def rejoin(request: Request, form: Posted) -> Response:
    """Let somebody go on at this device; the earlier one is out."""
    typed = "".join(str(form.get("code", ""))[:20].split())
    found = hall_of(request).people.rejoin(typed) if typed else None
    if found is None:
        fault = tongue_of(request).say("This code is not good, or no more. Ask for another one.")
        return page(request, "rejoin.html.j2", 404, fault=fault)
    person, token = found
    answer = see_other("/c" if person.lesson else "/solo")
    keep(request, answer, STUDENT, token)
    keep(request, answer, LANGUAGE, person.tongue)
    return answer


def _unknown(request: Request) -> str:
    return tongue_of(request).say("No class has this code now. Look at the projector again.")


def _shown(
    request: Request,
    status: int = 200,
    code: str = "",
    nickname: str = "",
    speaks: str = "",
    title: str = "",
    fault: str = "",
) -> Response:
    person = person_of(request)
    mine = None
    if person is not None and person.lesson:
        mine = school_of(request).lesson(person.lesson)
    return page(
        request,
        "home.html.j2",
        status,
        code=code,
        nickname=nickname,
        speaks=speaks if speaks in TONGUES else tongue_of(request).code,
        title=title,
        fault=fault,
        mine=mine,
    )
