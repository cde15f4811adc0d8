"""Playing alone: choose a chair and an opponent, and sit down."""

from __future__ import annotations

import functools
import secrets
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from classroom.characters import characters, difficulties, settings_for
from classroom.exercise import load_exercise, shipped_exercises
from classroom.table import STREAM
from classroom.web.frame import (
    STUDENT,
    Posted,
    Refused,
    hall_of,
    keep,
    page,
    person_of,
    see_other,
    takes,
    tongue_of,
)
from experiments.tongue import tongue
from sim.scenario import Scenario, find_scenario, shipped

router = APIRouter()

SCENARIOS = ("japan_us_2025", "marenna_tirvald")
"""Shipped scenarios that are offered beside the exercises."""

PACES = {"brisk": {"talks.exchanges": 2}, "full": {}}
"""How many times an offer is exchanged at a sitting: two, or as the scenario has it."""

STRATEGIES = {one.name: one.strategy for one in characters(tongue("en"))}


class Played(NamedTuple):
    """A table of one's own."""

    id: str
    title: str
    label: str
    over: bool


@router.get("/solo", response_class=HTMLResponse)
def choose(request: Request) -> Response:
    """Show what there is to choose, and one's own tables."""
    spoken = tongue_of(request)
    return page(
        request,
        "solo.html.j2",
        worlds=_worlds(spoken),
        characters=characters(spoken),
        difficulties=difficulties(spoken),
        played=_played(request),
    )


@router.post(
    "/solo",
    response_class=HTMLResponse,
    openapi_extra=takes("chair", "character", "difficulty", "pace", "request"),
)
def sit_down(request: Request, form: Posted) -> Response:
    """Open a table and lead to it."""
    hall, spoken = hall_of(request), tongue_of(request)
    world, _, side = str(form.get("chair", "")).partition("/")
    character, difficulty = str(form.get("character", "")), str(form.get("difficulty", ""))
    pace = str(form.get("pace", ""))
    if (
        world not in (*SCENARIOS, *shipped_exercises())
        or character not in STRATEGIES
        or difficulty not in {name for name, _ in difficulties(spoken)}
        or pace not in PACES
    ):
        raise Refused(422, "Choose one of what is offered.")
    plain = _scenario(world)
    if side not in plain.sides:
        raise Refused(422, "Choose one of what is offered.")
    others = [seat for seat in plain.seats if seat.split(".")[0] != side]
    settings: dict[str, Any] = dict(PACES[pace])
    settings |= settings_for(others, character, difficulty, STRATEGIES)
    person, token = person_of(request), ""
    if person is None:
        person, token = hall.people.join("", spoken.say("You"), spoken.code)
    # The wish names the table: the form sent twice leads to the same one.
    wish = str(form.get("request", ""))
    name = secrets.token_hex(8) if len(wish) != 16 or not wish.isalnum() else f"{person.id}{wish}"
    table = hall.open(
        _scenario(world, settings),
        seed=new_seed(),
        run=0,
        people={side: [person.id]},
        table=name,
    )
    answer = see_other(f"/t/{table}")
    if token:
        keep(request, answer, STUDENT, token)
    return answer


def new_seed() -> int:
    """The luck of a new table: nobody's choice."""
    return secrets.randbelow(2**31)


_exercise = functools.cache(load_exercise)


def _scenario(world: str, settings: dict[str, Any] | None = None) -> Scenario:
    if world in SCENARIOS:
        return find_scenario(world, settings) if settings else shipped(world)
    return (
        load_exercise(world, settings=settings).scenario if settings else _exercise(world).scenario
    )


def _worlds(spoken: Any) -> list[dict[str, Any]]:
    """Scenarios and exercises with their chairs, in a language."""
    found = []
    for name in (*shipped_exercises(), *SCENARIOS):
        scenario = _scenario(name)
        title = _exercise(name).title if name not in SCENARIOS else scenario.title
        summary = _exercise(name).summary if name not in SCENARIOS else ""
        chairs = [
            {"name": f"{name}/{side}", "label": spoken.say(label)}
            for side, label in zip(scenario.sides, scenario.side_labels, strict=True)
        ]
        found.append({"title": spoken.say(title), "summary": spoken.say(summary), "chairs": chairs})
    return found


def _played(request: Request) -> list[Played]:
    """The tables that somebody has played alone, newest first."""
    person, hall, spoken = person_of(request), hall_of(request), tongue_of(request)
    if person is None:
        return []
    found = []
    for stream in reversed(hall.log.streams(f"{STREAM}{person.id}")):
        with hall.at(stream.removeprefix(STREAM)) as table:
            side = table.side_of(person.id)
            if side is None:
                continue
            label = table.scenario.side_labels[table.scenario.sides.index(side)]
            title = spoken.say(table.scenario.title)
            found.append(Played(table.id, title, spoken.say(label), table.over))
    return found
