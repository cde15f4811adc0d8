"""The application: the areas put together, and what is said when something is refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.base import RequestResponseEndpoint

from classroom.hall import Hall, MovedOn, NotThere
from classroom.log import Log
from classroom.school import NotNow, School
from classroom.ticking import start_ticking
from classroom.web import (
    classes,
    debrief,
    desk,
    export,
    join,
    language,
    lesson,
    password,
    projector,
    solo,
    tables,
)
from classroom.web.frame import (
    STATIC,
    STUDENT,
    TEACHER,
    VISITOR,
    Elsewhere,
    NotIn,
    Refused,
    page,
    see_other,
)
from classroom.web.guard import Headed, Rates, Small
from classroom.web.settings import Settings

AREAS = (
    join,
    language,
    solo,
    tables,
    lesson,
    password,
    debrief,
    export,
    projector,
    classes,
    desk,
)
"""In this order: the desk takes every ``/desk/c/NAME/ACTION`` that no area before it has."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the application over one database.

    Raises:
        experiments.errors.ResultError: the database can't be used.
    """
    chosen = settings or Settings()
    hall = Hall(Log(chosen.database))
    school = School(hall)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        stop = start_ticking(school) if chosen.ticking else None
        yield
        if stop is not None:
            stop()
        hall.log.engine.dispose()

    app = FastAPI(
        title="tariff-talks: the classroom",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings = chosen
    app.state.hall = hall
    app.state.secret = hall.people.secret()
    app.mount("/static", _Kept(directory=STATIC), name="static")
    app.state.school = school
    app.state.rules_of = lesson.rules_of(school)
    for area in AREAS:
        app.include_router(area.router)
    rates = Rates(chosen.requests_a_second, 4 * chosen.requests_a_second)

    @app.middleware("http")
    async def _not_too_many(request: Request, call_next: RequestResponseEndpoint) -> Response:
        if request.url.path.startswith("/static/"):
            return await call_next(request)
        cookies = request.cookies
        token = cookies.get(STUDENT) or cookies.get(TEACHER) or cookies.get(VISITOR)
        # Without a cookie it is somebody's first page: those of an address share a wider bucket.
        address = request.client.host if request.client else ""
        if token is not None and not rates.allow(token):
            return _refused(request, Refused(429, "Too many requests. Wait a moment."))
        if token is None and not crowd.allow(address):
            return _refused(request, Refused(429, "Too many requests. Wait a moment."))
        return await call_next(request)

    crowd = Rates(20 * chosen.requests_a_second, 80 * chosen.requests_a_second)
    app.add_middleware(Small)
    app.add_middleware(Headed)
    _tell_refusals(app)
    return app


class _Kept(StaticFiles):
    """Static files, whose addresses change with their content, may be kept for good."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        answer = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        answer.headers["cache-control"] = "public, max-age=31536000, immutable"
        return answer


def _refused(request: Request, refusal: Refused) -> Response:
    if request.headers.get("accept", "").startswith("application/json"):
        return JSONResponse({"error": refusal.why}, status_code=refusal.status)
    return page(request, "refused.html.j2", refusal.status, why=refusal.why)


def _tell_refusals(app: FastAPI) -> None:
    """What people read instead of a bare status."""

    @app.exception_handler(Refused)
    def _refuse(request: Request, error: Refused) -> Response:
        return _refused(request, error)

    @app.exception_handler(NotIn)
    def _not_in(request: Request, error: NotIn) -> Response:
        return see_other("/desk/login" if error.teacher else "/")

    @app.exception_handler(Elsewhere)
    def _elsewhere(request: Request, error: Elsewhere) -> Response:
        return see_other("/c")

    @app.exception_handler(NotThere)
    def _not_there(request: Request, error: NotThere) -> Response:
        return _refused(request, Refused(404, "There is no such page here."))

    @app.exception_handler(MovedOn)
    def _moved_on(request: Request, error: MovedOn) -> Response:
        return _refused(request, Refused(409, "Somebody else was quicker. Load the page again."))

    @app.exception_handler(NotNow)
    def _not_now(request: Request, error: NotNow) -> Response:
        return _refused(request, Refused(409, "That is not possible just now."))

    @app.exception_handler(RequestValidationError)
    def _unsound(request: Request, error: RequestValidationError) -> Response:
        return _refused(request, Refused(422, "The address or the form is not as it should be."))

    @app.exception_handler(HTTPException)
    def _other(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404:
            return _refused(request, Refused(404, "There is no such page here."))
        unsound = "The address or the form is not as it should be."
        return _refused(request, Refused(error.status_code, unsound))
