"""The debrief in a real browser: on a phone, at the desk, on a projector, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from classroom.web.app import create_app
from classroom.web.frame import STUDENT, TEACHER
from classroom.web.settings import Settings
from tests.classroom.browsing import DESK, PHONE, PROJECTOR, Person, chromium, person, violations
from tests.classroom.inside import served
from tests.classroom.playing import finished_class

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def open_window(new_database: Callable[[], str]) -> Iterator[Callable[..., tuple[Person, str]]]:
    """Opens a window at a class in its debrief; gives it with the address of the class's desk."""
    app = create_app(Settings(database=new_database(), requests_a_second=1e6, ticking=False))
    school = app.state.school
    lesson = finished_class(school)
    cookies = {
        STUDENT: school.tokens["join-join-0"][1],
        TEACHER: school.hall.people.teacher_token(),
    }
    with served(app) as address, chromium() as browser:

        def window(viewport: dict[str, int] = DESK, **context: object) -> tuple[Person, str]:
            one = person(browser, viewport, **context)
            own: Any = one.context
            own.add_cookies(
                [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
            )
            return one, f"{address}/desk/c/{lesson.id}"

        yield window


def look(one: Person, address: str) -> Any:
    """Go to a page and open everything that can be opened."""
    page: Any = one.page
    assert page.goto(address).ok
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    return page


PAGES = ("debrief", "debrief/table/1", "debrief/table/1?day=8", "report", "slides", "export")


@pytest.mark.parametrize("page", PAGES)
def test_pages_ask_for_nothing_outside_and_have_no_fault(
    page: str, open_window: Callable[..., tuple[Person, str]]
) -> None:
    for scheme in ("light", "dark"):
        one, desk = open_window(color_scheme=scheme, bypass_csp=True)
        shown = look(one, f"{desk}/{page}")
        assert violations(shown) == [], scheme
        assert one.hosts() == {urlsplit(desk).netloc}


@pytest.mark.parametrize("viewport", [PHONE, PROJECTOR], ids=["phone", "projector"])
@pytest.mark.parametrize("page", PAGES)
def test_pages_fit_a_phone_and_a_projector_under_the_strict_policy(
    page: str, viewport: dict[str, int], open_window: Callable[..., tuple[Person, str]]
) -> None:
    one, desk = open_window(viewport)
    shown = look(one, f"{desk}/{page}")
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert shown.evaluate(wider) <= 0
    assert one.complaints == []


@pytest.mark.parametrize("viewport", [PHONE, PROJECTOR], ids=["phone", "projector"])
def test_letters_of_charts_can_be_read(
    viewport: dict[str, int], open_window: Callable[..., tuple[Person, str]]
) -> None:
    one, desk = open_window(viewport)
    sizes = look(one, f"{desk}/debrief/table/1").evaluate(
        """[...document.querySelectorAll("svg[role=img] text")]
             .filter((text) => text.getClientRects().length)
             .map((text) => text.getBoundingClientRect().height)
             .filter((height) => height > 0)"""
    )
    assert len(sizes) > 20
    assert min(sizes) >= 10


def test_what_is_computed_appears_by_itself(
    open_window: Callable[..., tuple[Person, str]],
) -> None:
    one, desk = open_window()
    page: Any = one.page
    page.goto(f"{desk}/debrief")
    page.wait_for_selector("text=The grey circles are", timeout=120_000)
    page.wait_for_selector("text=Strategies in the same world", timeout=120_000)
    assert page.locator("#debrief[data-live]").count() == 0


def test_slides_are_pages_of_sixteen_to_nine_and_the_report_is_paper(
    open_window: Callable[..., tuple[Person, str]],
) -> None:
    one, desk = open_window()
    page: Any = one.page
    page.goto(f"{desk}/slides")
    slides = page.locator(".slide").count()
    printed = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert len(boxes) == slides
    assert {round(float(width) / float(height), 2) for width, height in boxes} == {1.78}
    page.goto(f"{desk}/report")
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(format="A4"))
    assert 2 <= len(boxes) <= 12
    assert all(float(width) < float(height) for width, height in boxes)
