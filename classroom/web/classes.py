"""The teacher's classes, and the form for another one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from classroom.answers import plain
from classroom.characters import characters, difficulties
from classroom.exercise import Exercise, load_exercise, shipped_exercises
from classroom.pace import stretch, whole_minutes
from classroom.school import Options
from classroom.web.frame import Posted, Refused, Teacher, page, see_other, tongue_of
from classroom.web.school import school_of
from experiments.tongue import TONGUES
from sim.config import ConfigError

router = APIRouter()

FIELDS = (
    "exercise",
    "fictional",
    "tongue",
    "minutes",
    "students_a_chair",
    "tapes",
    "absent",
    "character",
    "difficulty",
)
"""What the form for a new class asks; a field that is empty is as the exercise has it."""


@router.get("/desk", response_class=HTMLResponse)
def classes(request: Request, _: Teacher) -> Response:
    """Show all classes, and a form for another one."""
    return _classes(request)


@router.post("/desk", response_class=HTMLResponse)
def make(request: Request, _: Teacher, form: Posted) -> Response:
    """Make a class and lead to it; sent twice, it is one class."""
    name = str(form.get("exercise", ""))
    wish = str(form.get("request", ""))[:40]
    exercise = next((one for one in _shelf() if one.name == name), None)
    if exercise is None or not wish.isalnum():
        raise Refused(422, "Choose one of what is offered.")
    say = tongue_of(request).say
    try:
        pace = _pace(exercise, plain(str(form.get("minutes", ""))))
    except ValueError:
        offered = whole_minutes(exercise)
        fault = say(
            "“{title}” can take {low} to {high} minutes, whole ones.",
            title=say(exercise.title),
            low=offered[0],
            high=offered[-1],
        )
        return _classes(request, 422, minutes_fault=fault, chosen=form)
    try:
        made = school_of(request).make(name, _options(form, pace), wish)
    except (ValueError, ConfigError):
        return _classes(request, 422, fault=say("Choose one of what is offered."), chosen=form)
    return see_other(f"/desk/c/{made.id}")


@cache
def _shelf() -> tuple[Exercise, ...]:
    """The exercises that are offered, short ones first; they stay while the server runs."""
    found = [load_exercise(name) for name in shipped_exercises()]
    return tuple(sorted(found, key=lambda exercise: exercise.minutes))


def _pace(exercise: Exercise, minutes: str) -> float:
    """The factor on an exercise's times that was asked for in minutes; empty: its own.

    Raises:
        ValueError: no whole number, or not one that the exercise can take.
    """
    return stretch(exercise, int(minutes)) if minutes else 1.0


def _options(form: FormData, pace: float) -> Options:
    """What was chosen.

    Raises:
        ValueError: something else than what was offered.
    """

    def text(field: str) -> str | None:
        return str(form.get(field, "")) or None

    tongue = text("tongue") or ""
    if tongue not in TONGUES:
        raise ValueError(f"no language '{tongue}'")
    a_chair = text("students_a_chair")
    return Options(
        fictional=form.get("fictional") == "yes",
        tongue=tongue,
        stretch=pace,
        students_a_chair=int(a_chair) if a_chair else None,
        tapes=text("tapes"),
        absent=text("absent"),
        character=text("character"),
        difficulty=text("difficulty") or "even",
    )


def _classes(
    request: Request,
    status: int = 200,
    fault: str = "",
    minutes_fault: str = "",
    chosen: Mapping[str, Any] | None = None,
) -> Response:
    """The page of all classes; ``chosen`` is what stood in the form, if it is shown again."""
    spoken, shelf = tongue_of(request), _shelf()
    given = chosen or {"exercise": shelf[0].name, "tongue": spoken.code, "difficulty": "even"}
    return page(
        request,
        "desk.html.j2",
        status,
        lessons=school_of(request).lessons(),
        exercises=shelf,
        characters=characters(spoken),
        difficulties=difficulties(spoken),
        least=min(whole_minutes(one)[0] for one in shelf),
        most=max(whole_minutes(one)[-1] for one in shelf),
        fault=fault,
        minutes_fault=minutes_fault,
        chosen={field: str(given.get(field, "")) for field in FIELDS},
    )
