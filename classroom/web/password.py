"""The teacher's password: made once, at the address that the server prints, then asked for."""

from __future__ import annotations

import hmac

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from classroom.people import TEACHER_SECONDS
from classroom.web.frame import (
    TEACHER,
    Posted,
    Refused,
    hall_of,
    keep,
    page,
    see_other,
    settings_of,
    tongue_of,
)
from classroom.web.guard import Rates

router = APIRouter()

SHORTEST = 8
"""Letters of a password, at least."""

TRIES_A_SECOND, TRIES = 0.5, 10
"""Passwords that one address may try: ten at once, then one in two seconds."""


@router.get("/desk/setup", response_class=HTMLResponse)
def ask_for_new(request: Request, token: str = "") -> Response:
    """Ask for a new password; the server prints the address with its token."""
    _may_set_up(request, token)
    return page(request, "setup.html.j2", token=token, fault="")


@router.post("/desk/setup", response_class=HTMLResponse)
def set_up(request: Request, form: Posted) -> Response:
    """Keep the new password, and let the teacher in."""
    token, say = str(form.get("token", "")), tongue_of(request).say
    _may_set_up(request, token)
    first, second = str(form.get("password", "")), str(form.get("again", ""))
    fault = ""
    if len(first) < SHORTEST:
        fault = say("At least {n} letters, please.", n=SHORTEST)
    elif first != second:
        fault = say("The two are not the same.")
    if fault:
        return page(request, "setup.html.j2", 422, token=token, fault=fault)
    hall_of(request).people.set_password(first)
    request.app.state.set_up = True
    return _let_in(request)


@router.get("/desk/login", response_class=HTMLResponse)
def ask(request: Request) -> Response:
    """Ask for the password."""
    return _asked(request)


@router.post("/desk/login", response_class=HTMLResponse)
def log_in(request: Request, form: Posted) -> Response:
    """Let the teacher in."""
    say = tongue_of(request).say
    if not _tries(request).allow(request.client.host if request.client else ""):
        return _asked(request, 429, say("Too many tries. Wait a moment."))
    if not hall_of(request).people.is_password(str(form.get("password", ""))[:200]):
        return _asked(request, 403, say("That is not the password."))
    return _let_in(request)


@router.post("/desk/logout")
def log_out(request: Request, form: Posted) -> Response:
    """Make this browser's token worthless."""
    hall_of(request).people.leave(request.cookies.get(TEACHER, ""))
    answer = see_other("/")
    answer.delete_cookie(TEACHER, path="/")
    return answer


def _may_set_up(request: Request, token: str) -> None:
    right = settings_of(request).setup_token
    if not right or not hmac.compare_digest(right.encode(), token.encode()):
        raise Refused(403, "This address is not the one that the server has printed.")
    if getattr(request.app.state, "set_up", False):
        raise Refused(403, "This address was good once. Start the server again for another one.")


def _tries(request: Request) -> Rates:
    state = request.app.state
    if not hasattr(state, "tries"):
        state.tries = Rates(TRIES_A_SECOND, TRIES)
    found: Rates = state.tries
    return found


def _let_in(request: Request) -> Response:
    answer = see_other("/desk")
    token = hall_of(request).people.teacher_token()
    keep(request, answer, TEACHER, token, int(TEACHER_SECONDS))
    return answer


def _asked(request: Request, status: int = 200, fault: str = "") -> Response:
    made = hall_of(request).people.has_password()
    return page(request, "login.html.j2", status, made=made, fault=fault)
