"""Whatever is sent, nothing ends in a server error: every address of the schema, as anybody."""

from __future__ import annotations

import httpx2 as httpx
import pytest
from hypothesis import HealthCheck, settings

from benchmarks.pages import form
from classroom import desk, students
from classroom.school import Options
from classroom.web.app import create_app
from classroom.web.frame import STUDENT, TEACHER
from classroom.web.settings import Settings
from tests.classroom.inside import served

schemathesis = pytest.importorskip("schemathesis", reason="the extra `browser` is not installed")

pytestmark = pytest.mark.slow

SCHEMA = schemathesis.openapi.from_dict(create_app().openapi())
"""Addresses and forms; streams of events, which never end by themselves, are left out below."""


@pytest.fixture(scope="module")
def everybody(new_database):
    """A class, with cookies and form marks of a stranger, a student at a table and a teacher."""
    app = create_app(
        Settings(database=new_database(), setup_token="setup", requests_a_second=1e6, ticking=False)
    )
    school = app.state.school
    lesson = school.make("first_deal", Options(), "make")
    _, token = students.join(school, lesson.id, "ann", "en", "join-ann")
    desk.pair(school, lesson.id, "pair", None, None)
    desk.turn_to(school, lesson.id, "negotiate", "go")
    table = next(iter(school.lesson(lesson.id).tables))
    teacher = school.hall.people.teacher_token()
    names = {"table": table, "name": lesson.id, "lesson": lesson.id, "code": lesson.code}
    with served(app) as address:
        found = []
        for cookies in ({}, {STUDENT: token}, {TEACHER: teacher}):
            with httpx.Client(base_url=address, cookies=cookies) as browser:
                mark = form(browser.get("/solo").text, "/solo").fields["csrf"]
                found.append((dict(browser.cookies), mark))
        yield address, found, names


@SCHEMA.exclude(path_regex=r".*/live$").parametrize()
@settings(max_examples=10, suppress_health_check=list(HealthCheck), deadline=None)
def test_no_server_error(case, everybody):
    address, people, names = everybody
    for cookies, mark in people:
        for known in (False, True):
            if known:
                for name in case.path_parameters or {}:
                    case.path_parameters[name] = names.get(name, case.path_parameters[name])
            if isinstance(case.body, dict):
                case.body["csrf"] = mark
            case.cookies = cookies
            answer = case.call(base_url=address, allow_redirects=False)
            assert answer.status_code < 500, answer.text[:500]
