"""What the class sees on the wall: the code, who is there, the clock, how far the tables are."""

from __future__ import annotations

import segno
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from classroom.web.desk import values
from classroom.web.frame import Teacher, page, settings_of

router = APIRouter()


@router.get("/desk/c/{name}/projector", response_class=HTMLResponse)
def show(request: Request, name: str, _: Teacher) -> Response:
    """Show the projector's page."""
    return _shown(request, name, "projector.html.j2")


@router.get("/desk/c/{name}/projector/part", response_class=HTMLResponse)
def part(request: Request, name: str, _: Teacher) -> Response:
    """Return the live part of the page alone."""
    return _shown(request, name, "projector_part.html.j2")


def address(request: Request) -> str:
    """Return what students type: as the server was told, or as it was asked."""
    return (settings_of(request).public_url or str(request.base_url)).rstrip("/")


def qr(url: str) -> Markup:
    """Return an address as a picture (SVG), dark on light whatever the page's colours."""
    drawn = segno.make(url, error="m", micro=False)
    return Markup(
        drawn.svg_inline(border=3, light="#fff", dark="#000", omitsize=True, svgclass="qr")
    )


def _shown(request: Request, name: str, template: str) -> Response:
    found = values(request, name)
    lesson, site = found["lesson"], address(request)
    link = f"{site}/join/{lesson.code}"
    plain = site.partition("://")[2]
    return page(request, template, site=plain, link=link, qr=qr(link), **found)
