"""Data out, at the desk: a page that says what there is, and the files."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from classroom.export import dictionary
from classroom.export.files import FILES
from classroom.hall import NotThere
from classroom.web.frame import Teacher, hall_of, page, tongue_of
from classroom.web.school import school_of
from experiments.speech import speaking

router = APIRouter()


@router.get("/desk/c/{lesson}/export", response_class=HTMLResponse)
def show(request: Request, lesson: str, teacher: Teacher) -> Response:
    """Say what can be had, and what each column means."""
    found, hall = school_of(request).lesson(lesson), hall_of(request)
    scenario, spoken = hall.scenario(found.hash), tongue_of(request)
    with speaking(spoken.code):
        actions, outcomes = dictionary.of_actions(scenario), dictionary.of_outcomes(scenario)
    return page(
        request,
        "export.html.j2",
        lesson=found,
        title=spoken.say(found.title),
        files=list(FILES),
        actions=actions,
        outcomes=outcomes,
    )


@router.get("/desk/c/{lesson}/export/{file}")
def download(
    request: Request, lesson: str, file: str, teacher: Teacher, words: bool = False
) -> Response:
    """Return one file; what people wrote only if it is asked for."""
    if file not in FILES:
        raise NotThere(file)
    found = school_of(request).lesson(lesson)
    kind, make = FILES[file]
    content = make(hall_of(request), found, words)
    name = f"class-{found.id}-{file}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=headers)
