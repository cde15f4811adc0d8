"""The debrief over HTTP: who sees it, and when."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from classroom import desk, students
from classroom.debrief import agents, cloud
from classroom.debrief.workshop import Workshop
from classroom.export.files import FILES
from classroom.lesson import DEBRIEF, NEGOTIATE, PREPARE
from classroom.school import Options, School
from classroom.web.app import create_app
from classroom.web.debrief import TOO_EARLY
from classroom.web.frame import STUDENT, TEACHER
from classroom.web.settings import Settings
from experiments.doors import COMPILED, MESA
from experiments.tongue import tongue
from tests.classroom.playing import FAIR, SECRET, finished_class, first_deal, offering, play

HELD = ("Nash", "frontier", "mandate", "What agents would have got")
"""What no student's page has before the debrief."""


class Later(Executor):
    """Computes when it is told to."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[Any], Callable[..., Any], tuple[Any, ...]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting.append((future, fn, args))
        return future

    def work(self) -> None:
        """Compute what waits."""
        while self.waiting:
            future, fn, args = self.waiting.pop()
            future.set_result(fn(*args))


def application(database: str, workers: Executor) -> FastAPI:
    """The classroom, with simulations computed by somebody we can watch."""
    app = create_app(Settings(database=database, requests_a_second=1e6, ticking=False))
    app.state.workshop = Workshop(app.state.hall.log, lambda: workers)
    return app


def browser(app: FastAPI, student: str = "", teacher: str = "") -> TestClient:
    """Somebody's browser."""
    made = TestClient(app, base_url="http://talks.test")
    for name, value in ((STUDENT, student), (TEACHER, teacher)):
        if value:
            made.cookies.set(name, value)
    return made


@pytest.fixture(scope="module")
def few() -> Iterator[None]:
    """A few simulated histories instead of some hundred."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cloud, "RUNS", {COMPILED: 5, MESA: 5})
        patch.setattr(cloud, "machine_code_is_ready", lambda: False)
        patch.setattr(agents, "casts", lambda sides: (("", tuple(sides)), ("micro", (sides[0],))))
        yield


@pytest.fixture(scope="module")
def done(new_database: Callable[[], str], few: None) -> tuple[FastAPI, str, str, str]:
    """A class in its debrief: the application, the class, a student's token, the teacher's."""
    workers = Later()
    app = application(new_database(), workers)
    school: School = app.state.school
    lesson = finished_class(school)
    me = school.tokens["join-join-0"]
    teacher = school.hall.people.teacher_token()
    sitting = lesson.sitting_of(me[0].id)
    assert sitting is not None
    first = browser(app, me[1])
    for path in ("/c/debrief", f"/t/{sitting.id}/debrief"):
        first.get(path)
        workers.work()
    return app, lesson.id, me[1], teacher


PAGES = ("/c/debrief", "/c/debrief/part", "/c/debrief/table/1", "/c/debrief/table/1/part")


def test_no_student_sees_it_before_the_debrief(database: str) -> None:
    app = application(database, Later())
    school: School = app.state.school
    lesson = school.make("first_deal", Options(), "make")
    tokens = [students.join(school, lesson.id, f"s{n}", "en", f"j{n}")[1] for n in range(2)]
    me = browser(app, tokens[0])
    for phase in (None, PREPARE, NEGOTIATE):
        if phase:
            desk.turn_to(school, lesson.id, phase, phase)
        own = [f"/t/{name}/debrief" for name in school.lesson(lesson.id).tables]
        for path in (*PAGES, *own, *(f"{one}/part" for one in own)):
            answer = me.get(path)
            assert answer.status_code in (403, 404), path
            assert not [word for word in HELD if word in answer.text], path
        for path in (f"/desk/c/{lesson.id}/debrief", f"/desk/c/{lesson.id}/export/outcomes.csv"):
            answer = me.get(path)
            assert str(answer.url).endswith("/desk/login"), path
            assert "Nash" not in answer.text
    desk.turn_to(school, lesson.id, DEBRIEF, "now")
    assert me.get("/c/debrief").status_code == 200


def test_a_finished_table_stays_closed_until_the_class_is_debriefed(database: str) -> None:
    app = application(database, Later())
    school: School = app.state.school
    lesson = school.make("first_deal", Options(), "make")
    token = students.join(school, lesson.id, "s", "en", "j")[1]
    students.join(school, lesson.id, "t", "en", "k")
    desk.turn_to(school, lesson.id, NEGOTIATE, "n")
    (name,) = school.lesson(lesson.id).tables
    play(school.hall, name, japan=offering(FAIR), us=offering(FAIR))
    answer = browser(app, token).get(f"/t/{name}/debrief")
    assert answer.status_code == 403
    assert TOO_EARLY in answer.text


def test_alone_it_opens_with_the_end_and_to_nobody_else(database: str, few: None) -> None:
    workers = Later()
    app = application(database, workers)
    hall = app.state.hall
    anna, token = hall.people.join("", "anna", "en")
    _, other = hall.people.join("", "bert", "en")
    name = hall.open(first_deal(), 7, 0, {"japan": [anna.id]})
    path = f"/t/{name}/debrief"
    me = browser(app, token)
    assert me.get(path).status_code == 403
    assert not workers.waiting
    play(hall, name)
    assert browser(app, other).get(path).status_code == 404
    first = me.get(path)
    assert first.status_code == 200
    assert "being computed" in first.text
    assert "data-live" in first.text
    workers.work()
    second = me.get(path)
    assert "being computed" not in second.text
    assert "data-live" not in second.text
    assert "with an agent in your chair" in second.text
    assert "MiCRO" in second.text


@pytest.mark.parametrize("path", ["/c/debrief", "/c/debrief/table/2", "/c/debrief/table/1?day=6"])
def test_students_see_all_tables_and_nobodys_name(
    path: str, done: tuple[FastAPI, str, str, str]
) -> None:
    app, _, token, _ = done
    answer = browser(app, token).get(path)
    assert answer.status_code == 200
    assert "Nash" in answer.text
    for person in app.state.school.lessons()[0].students:
        assert person not in answer.text
    assert "student 1" not in answer.text
    assert SECRET not in answer.text
    assert len(answer.content) < 200_000


def test_the_own_table_is_marked_and_has_its_what_if(done: tuple[FastAPI, str, str, str]) -> None:
    app, name, token, _ = done
    person = app.state.hall.people.by_token(token)
    own = app.state.school.lesson(name).sitting_of(person.id)
    me = browser(app, token)
    assert me.get("/c/debrief").text.count(">yours<") == 1
    assert "What if" in me.get(f"/t/{own.id}/debrief").text
    other = next(one for one in app.state.school.lesson(name).tables if one != own.id)
    assert me.get(f"/t/{other}/debrief").status_code == 404


def test_nicknames_only_at_the_desk_and_only_if_asked_for(
    done: tuple[FastAPI, str, str, str],
) -> None:
    app, name, _, teacher = done
    me = browser(app, teacher=teacher)
    assert "student 1" not in me.get(f"/desk/c/{name}/debrief").text
    assert "student 1" in me.get(f"/desk/c/{name}/debrief?names=true").text
    assert SECRET in me.get(f"/desk/c/{name}/debrief").text  # what was answered in words


@pytest.mark.parametrize("page", ["debrief", "debrief/table/3", "report", "slides", "export"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_page_of_the_desk(
    page: str, language: str, done: tuple[FastAPI, str, str, str]
) -> None:
    app, name, _, teacher = done
    answer = browser(app, teacher=teacher).get(
        f"/desk/c/{name}/{page}", headers={"accept-language": language}
    )
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert " style=" not in answer.text
    assert len(answer.content) < 200_000
    assert tongue(language).say("First deal") in answer.text or page.startswith("debrief/")


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_file_can_be_had_by_the_teacher_alone(
    name: str, done: tuple[FastAPI, str, str, str]
) -> None:
    app, lesson, token, teacher = done
    path = f"/desk/c/{lesson}/export/{name}"
    assert str(browser(app, token).get(path).url).endswith("/desk/login")
    answer = browser(app, teacher=teacher).get(path)
    assert answer.status_code == 200
    assert f'filename="class-{lesson}-{name}"' in answer.headers["content-disposition"]
    assert b"student 1" not in answer.content
    assert SECRET.encode() not in answer.content
    if name.endswith(".zip"):
        assert len(zipfile.ZipFile(io.BytesIO(answer.content)).namelist()) == 3


def test_no_such_file_table_or_class(done: tuple[FastAPI, str, str, str]) -> None:
    app, lesson, _, teacher = done
    me = browser(app, teacher=teacher)
    for path in (
        f"/desk/c/{lesson}/export/passwords.csv",
        f"/desk/c/{lesson}/debrief/table/9",
        "/desk/c/nowhere/debrief",
        "/desk/c/nowhere/report",
    ):
        assert me.get(path).status_code == 404, path


def test_a_class_without_tables_says_so(database: str) -> None:
    app = application(database, Later())
    lesson = app.state.school.make("first_deal", Options(), "make")
    answer = browser(app, teacher=app.state.hall.people.teacher_token()).get(
        f"/desk/c/{lesson.id}/debrief"
    )
    assert answer.status_code == 409
    assert "no table to look back on" in answer.text


def test_before_the_debrief_the_desk_is_warned(database: str) -> None:
    app = application(database, Later())
    school: School = app.state.school
    lesson = school.make("first_deal", Options(), "make")
    students.join(school, lesson.id, "s", "en", "j")
    desk.turn_to(school, lesson.id, NEGOTIATE, "n")
    me = browser(app, teacher=school.hall.people.teacher_token())
    answer = me.get(f"/desk/c/{lesson.id}/debrief")
    assert answer.status_code == 200
    assert re.search(r"project it yet", answer.text)
