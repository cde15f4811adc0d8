"""The classroom in Japanese: no sentence of any page stays English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import NamedTuple

import pytest
from fastapi.testclient import TestClient

from classroom import desk, students
from classroom.debrief import agents, cloud
from classroom.lesson import NEGOTIATE, PREPARE
from classroom.school import Options, School
from classroom.web.frame import LANGUAGE, STUDENT, TEACHER
from experiments.doors import COMPILED, MESA
from tests.classroom.forms import form, send
from tests.classroom.playing import SECRET, finished_class
from tests.classroom.test_debrief_pages import Later, application

SPOKEN = {"alt", "aria-label", "data-back", "data-confirm", "data-lost", "placeholder", "title"}
"""Attributes whose values people see or hear."""

MUTE = {"style", "script", "code", "pre"}
"""Elements without sentences: what is typed there is the same in every language."""

ENGLISH = re.compile(r"[A-Za-z]+[a-z]{2}(?:[ ,.:;'’]+[A-Za-z]+)*")
"""English words: three letters or more, but for capitals alone."""

NAMES = re.compile(
    r"tariff-talks|talks [a-z]+( [\w.-]+\.json)?|[\w.-]+\.(csv|json|jsonl|parquet|zip|test)"
    r"|https?://\S+|/rejoin|English|MiCRO"
    rf"|student \d|{re.escape(SECRET)}"
)
"""What keeps its name, and what the people of a class have written."""


class Heard(HTMLParser):
    """Collects what people read or hear of a page, but for parts that are marked as English."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if not self._mute:
            self.texts += [value or "" for name, value in attrs if name in SPOKEN]
        if tag not in ("input", "meta", "link", "br", "img"):
            self.open.append(self._mute or tag in MUTE or has.get("lang") == "en")

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_data(self, data: str) -> None:
        if not self._mute:
            self.texts.append(data)

    @property
    def _mute(self) -> bool:
        return bool(self.open and self.open[-1])


def english(text: str) -> list[str]:
    """Return the English that is left on a page."""
    reader = Heard()
    reader.feed(text)
    return [
        found
        for one in reader.texts
        for found in ENGLISH.findall(NAMES.sub("", " ".join(one.split())))
    ]


def browser(of: TestClient, **cookies: str) -> TestClient:
    """Somebody's browser, in Japanese."""
    made = TestClient(of.app, base_url="http://talks.test")
    made.cookies.set(LANGUAGE, "ja")
    for name, value in cookies.items():
        made.cookies.set({"student": STUDENT, "teacher": TEACHER}[name], value)
    return made


def read(browser: TestClient, path: str, status: int = 200) -> None:
    """Fetch a page and find no English on it."""
    answer = browser.get(path)
    assert answer.status_code == status, path
    assert 'lang="ja"' in answer.text or "/part" in path
    assert english(answer.text) == [], path


def test_english_is_found_and_names_are_not():
    page = (
        '<p title="Walk out">席 <b lang="en">Any words</b><br>Your turn, then</p><code>a b</code>'
    )
    assert english(page) == ["Walk out", "Your turn, then"]
    assert english("<p>talks report で、tariff-talks のactions.csvをQRコードに</p>") == []


class Class(NamedTuple):
    """A class in Japanese: the browsers of its teacher and of one student, and the way on."""

    teacher: TestClient
    student: TestClient
    desk: str
    code: str
    turn: Callable[[str], None]
    tables: Callable[[], list[str]]


@pytest.fixture
def running(client: TestClient, load_once: None) -> Class:
    school: School = client.app.state.school
    made = school.make("election", Options(tongue="ja"), "make")
    (_, token), *_ = (
        students.join(school, made.id, name, "ja", f"join{n}")
        for n, name in enumerate(("あおい", "けんじ", "さくら"))
    )
    return Class(
        browser(client, teacher=school.hall.people.teacher_token()),
        browser(client, student=token),
        f"/desk/c/{made.id}",
        school.lesson(made.id).code,
        lambda phase: desk.turn_to(school, made.id, phase, f"to {phase}"),
        lambda: list(school.lesson(made.id).tables),
    )


def test_pages_for_everybody(client):
    visitor = browser(client)
    for path in ("/", "/rejoin", "/solo", "/desk/login", "/desk/setup?token=setup"):
        read(visitor, path)
    read(visitor, "/nowhere", 404)
    read(visitor, "/desk/setup?token=wrong", 403)


def test_a_class_from_the_lobby_to_the_table(running):
    read(browser(running.teacher), f"/join/{running.code}")
    read(running.teacher, "/desk")
    for phase in ("", PREPARE, NEGOTIATE):
        if phase:
            running.turn(phase)
        read(running.student, "/c")
        for page in (running.desk, f"{running.desk}/projector"):
            read(running.teacher, page)
    for table in running.tables():
        own = running.student.get(f"/t/{table}")
        if own.status_code == 200:
            assert english(own.text) == []
            break
    else:
        raise AssertionError("the student has no table")
    read(running.student, f"/t/{table}/debrief", 403)


def test_a_table_of_every_world_that_is_offered(client):
    alone = browser(client)
    for chair in ("japan_us_2025/us", "marenna_tirvald/tirvald", "first_deal/japan"):
        answer = send(alone, form(alone.get("/solo").text, "/solo"), chair=chair)
        assert answer.status_code == 200
        assert english(answer.text) == [], chair
        passed = send(alone, form(answer.text, f"{answer.url.path}/move", "pass"), kind="pass")
        assert passed.status_code == 200
        assert english(passed.text) == [], chair


@pytest.fixture(scope="module")
def few() -> Iterator[None]:
    """A few simulated histories, and one strategy beside the scenario's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cloud, "RUNS", {COMPILED: 2, MESA: 2})
        patch.setattr(cloud, "machine_code_is_ready", lambda: False)
        patch.setattr(agents, "casts", lambda sides: (("", tuple(sides)), ("micro", (sides[0],))))
        yield


def test_the_debrief(database, few):
    workers = Later()
    school: School = (app := application(database, workers)).state.school
    lesson = finished_class(school)
    person, token = school.tokens["join-join-0"]
    first = browser(TestClient(app), student=token)
    teacher = browser(TestClient(app), teacher=school.hall.people.teacher_token())
    sitting = lesson.sitting_of(person.id)
    assert sitting is not None
    own = f"/t/{sitting.id}/debrief"
    for path in (own, "/c/debrief"):
        read(first, path)
        workers.work()
    for path in ("/c", f"/t/{sitting.id}", own, f"{own}?day=12", "/c/debrief"):
        read(first, path)
    room = f"/desk/c/{lesson.id}"
    for path in ("", "/debrief", "/report", "/slides", "/export", "/projector"):
        read(teacher, f"{room}{path}")


def test_minutes_that_can_not_be(running):
    asked = form(running.teacher.get("/desk").text, "/desk")
    answer = send(running.teacher, asked, exercise="election", minutes="5")
    assert answer.status_code == 422
    assert "12分から360分までの整数" in answer.text
    assert english(answer.text) == []


def test_refusals(client, running):
    for path, form_of, given, status in (
        ("/join", "/", {"code": "WRONG", "nickname": "あ", "consent": "yes"}, 404),
        ("/rejoin", "/rejoin", {"code": "1234"}, 404),
        ("/solo", "/solo", {"chair": "nowhere/none"}, 422),
    ):
        visitor = browser(client)
        answer = send(visitor, form(visitor.get(form_of).text, path), **given)
        assert answer.status_code == status
        assert english(answer.text) == [], path
    unsigned = browser(client).post("/solo", data={})
    assert unsigned.status_code == 403
    assert english(unsigned.text) == []
