"""What every page has in common: who asks, in which language, and how a page is made."""

from __future__ import annotations

import hashlib
import secrets
import time
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.datastructures import FormData

from classroom.hall import Hall
from classroom.people import Person
from classroom.students import touch
from classroom.web.guard import csrf_holds, csrf_token, same_origin
from classroom.web.settings import Settings
from experiments.tongue import TONGUES, Tongue, tongue

HERE = Path(__file__).resolve().parent.parent
STATIC = HERE / "static"

STUDENT = "talks_student"
TEACHER = "talks_teacher"
VISITOR = "talks_visitor"
LANGUAGE = "talks_language"
YEAR = 365 * 24 * 3600

_TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class NotIn(Exception):
    """Whoever asks is not in a class (``teacher``: has not given the password)."""

    def __init__(self, teacher: bool = False) -> None:
        """Say who would have been let in."""
        super().__init__()
        self.teacher = teacher


class Elsewhere(Exception):
    """Whoever asks has a place, but not this one: the class's page knows the way."""


class Refused(Exception):
    """A post that is not taken: forged, too many, or too old."""

    def __init__(self, status: int, why: str) -> None:
        """Take the status and the reason, an English sentence of the catalogue."""
        super().__init__(why)
        self.status, self.why = status, why


def hall_of(request: Request) -> Hall:
    """Return the hall."""
    hall: Hall = request.app.state.hall
    return hall


def settings_of(request: Request) -> Settings:
    """Return what the server was started with."""
    settings: Settings = request.app.state.settings
    return settings


def person_of(request: Request) -> Person | None:
    """Return the student who asks, if it is one."""
    if not hasattr(request.state, "person"):
        token = request.cookies.get(STUDENT, "")
        request.state.person = hall_of(request).people.by_token(token)
    person: Person | None = request.state.person
    return person


def is_teacher(request: Request) -> bool:
    """Whether the teacher asks."""
    return hall_of(request).people.is_teacher(request.cookies.get(TEACHER, ""))


def tongue_of(request: Request) -> Tongue:
    """Return the language of who asks: chosen, or what the browser prefers."""
    chosen = request.cookies.get(LANGUAGE, "")
    if chosen not in TONGUES:
        preferred = request.headers.get("accept-language", "").lower()
        chosen = "ja" if preferred.startswith("ja") else "en"
    return tongue(chosen)


def wants_fragment(request: Request) -> bool:
    """Whether the script asks, which puts a part of a page in its place."""
    return request.headers.get("x-fragment") == "1"


def see_other(url: str) -> RedirectResponse:
    """Return an answer that leads on to a page (303)."""
    return RedirectResponse(url, status_code=303)


def _student(request: Request) -> Person:
    person = person_of(request)
    if person is None:
        raise NotIn
    touch(request.app.state.school, person)
    return person


def _teacher(request: Request) -> None:
    if not is_teacher(request):
        raise NotIn(teacher=True)


Student = Annotated[Person, Depends(_student)]
Teacher = Annotated[None, Depends(_teacher)]


async def posted(request: Request) -> FormData:
    """Return a form that one of our own pages has sent.

    Raises:
        Refused: it was sent by another site, or by a page of another visitor.
    """
    if not same_origin(request.headers):
        raise Refused(403, "This form was sent from another site.")
    form = await request.form(max_files=0, max_fields=200)
    visitor, secret = request.cookies.get(VISITOR, ""), request.app.state.secret
    if not csrf_holds(secret, visitor, str(form.get("csrf", ""))):
        raise Refused(403, "This page is too old. Load it again.")
    return form


Posted = Annotated[FormData, Depends(posted)]


def takes(*fields: str) -> dict[str, Any]:
    """Return what the OpenAPI schema says of a form: its fields, all of them text."""
    schema = {"type": "object", "properties": {name: {"type": "string"} for name in fields}}
    form = {"application/x-www-form-urlencoded": {"schema": schema}}
    return {"requestBody": {"content": form, "required": True}}


def request_id() -> str:
    """Return a fresh name for a wish, so that a form sent twice is carried out once."""
    return secrets.token_hex(8)


@cache
def _fingerprint(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """Return the address of a static file, which changes with its content."""
    return f"/static/{name}?v={_fingerprint(name)}"


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page in the language of who asks.

    Args:
        request: who asks.
        template: file in ``classroom/templates``.
        status: the answer's status.
        values: what the template needs, beside ``say``, ``count``, ``tongue``, ``csrf_field``,
            ``request_id``, ``asset``, ``now``, ``path``, ``person`` and ``teacher``.
    """
    spoken = tongue_of(request)
    visitor = request.cookies.get(VISITOR) or secrets.token_urlsafe(16)
    token = csrf_token(request.app.state.secret, visitor)
    field = Markup('<input type="hidden" name="csrf" value="{}">').format(token)
    shared: dict[str, Any] = {
        "say": spoken.say,
        "count": spoken.count,
        "tongue": spoken,
        "tongues": TONGUES,
        "csrf_field": lambda: field,
        "request_id": request_id,
        "asset": asset,
        "now": time.time(),
        "path": request.url.path,
        "person": person_of(request),
        "teacher": is_teacher(request),
    }
    text = _TEMPLATES.get_template(template).render(**shared, **values)
    answer = HTMLResponse(text, status_code=status)
    if VISITOR not in request.cookies:
        keep(request, answer, VISITOR, visitor)
    return answer


def keep(request: Request, answer: Response, name: str, value: str, seconds: int = YEAR) -> None:
    """Set a cookie that scripts can't read and other sites can't send."""
    answer.set_cookie(
        name,
        value,
        max_age=seconds,
        httponly=True,
        samesite="lax",
        secure=settings_of(request).secure,
        path="/",
    )
