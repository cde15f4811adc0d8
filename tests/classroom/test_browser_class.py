"""A class in real browsers: teacher, projector, students; late, lost, doubled, gone and back."""

from __future__ import annotations

import re
import time

import pytest

from tests.classroom.browsing import DESK, PHONE, PROJECTOR, chromium, person, violations

pytestmark = pytest.mark.slow

PASSWORD = "a password to try"


@pytest.fixture
def browser():
    with chromium() as found:
        yield found


class Class:
    """A class as its teacher has it on the desk."""

    def __init__(self, browser, server, exercise="first_deal", **choice):
        self.browser, self.server = browser, server
        self.teacher = person(browser, DESK)
        page = self.teacher.page
        page.goto(f"{server.address}/desk/login")
        if page.locator("input[name=password]").count() and not self._logged_in(page):
            page.goto(server.setup)
            page.fill("input[name=password]", PASSWORD)
            page.fill("input[name=again]", PASSWORD)
            page.locator("main form button").click()
            page.wait_for_url("**/desk")
        page.goto(f"{server.address}/desk")
        page.check(f'input[name=exercise][value="{exercise}"]')
        for name, value in choice.items():
            page.select_option(f"[name={name}]", value)
        page.locator('form[action="/desk"] button').last.click()
        page.wait_for_url("**/desk/c/*")
        self.code = page.locator("strong.code").first.inner_text()
        self.url = page.url
        self.students = {}

    def _logged_in(self, page):
        page.fill("input[name=password]", PASSWORD)
        page.locator("main form button").click()
        page.wait_for_load_state()
        return page.url.endswith("/desk")

    def join(self, name, viewport=DESK, language="en"):
        one = person(self.browser, viewport)
        one.page.goto(f"{self.server.address}/join/{self.code}")
        one.page.fill("#nickname", name)
        one.page.select_option("#tongue", language)
        one.page.check("input[name=consent]")
        one.page.get_by_role("button", name=re.compile("^(Join|参加)")).click()
        one.page.wait_for_url("**/c")
        self.students[name] = one
        return one

    def press(self, label, confirm=False):
        page = self.teacher.page
        if confirm:
            page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name=label, exact=True).first.click()
        page.wait_for_timeout(300)


def question(page):
    """Which question the page shows, ``over`` where there is none any more; never waits."""
    return page.evaluate("document.querySelector('#table input[name=step]')?.value ?? 'over'")


def mine(page):
    return page.locator("button[value=wait]").count() > 0


def settle(pages, turns=80):
    """Two people come to terms: each asks for less, and takes what is good enough."""
    for turn in range(turns):
        if all(page.locator(".result").count() for page in pages):
            return
        page = next((one for one in pages if mine(one)), None)
        if page is None:
            pages[0].wait_for_timeout(200)
            continue
        before = question(page)
        if before == "over":
            page.wait_for_timeout(100)
            continue
        floor = float(page.inner_text("tr:has(.floor-gauge) td.number"))
        offered = page.locator("tr:has(.offer-gauge) td.number")
        if offered.count() and float(offered.inner_text()) >= floor + 1:
            page.get_by_role("button", name="Accept this").click()
        else:
            page.fill("#suggest", str(int(floor + max(3, 30 - 2 * turn))))
            page.get_by_role("button", name="points: suggest one").click()
            page.wait_for_timeout(250)
            page.get_by_role("button", name="Put it on the table").click()
        until = time.monotonic() + 15
        while time.monotonic() < until and not page.locator(".result").count():
            if question(page) != before or not mine(page):
                break
            page.wait_for_timeout(50)
    raise AssertionError("they did not come to an end")


def test_two_students_to_agreement(browser, standing):
    """On the way: a refresh, the back button, a double click, two tabs, a lost connection."""
    lesson = Class(browser, standing)
    ann, bob = lesson.join("Ann"), lesson.join("Bob", PHONE)
    lesson.press("Seat everybody")
    lesson.press("Hand out the roles")
    ann.page.wait_for_selector("text=Table 1")
    lesson.press("Begin the talks")
    for one in (ann, bob):
        one.page.wait_for_url("**/t/*")
    pages = [ann.page, bob.page]
    first = next(page for page in pages if page.locator("button[value=wait]").count())
    second = next(page for page in pages if page is not first)
    before = question(first)
    first.get_by_role("button", name="Say nothing").dblclick()  # a double click is one answer
    second.wait_for_selector("button[value=wait]")
    assert int(question(second)) == int(before) + 1
    second.reload()
    tab = (ann if second is ann.page else bob).context.new_page()
    tab.goto(second.url)  # two tabs: both live
    second.go_back()
    second.goto(tab.url)
    second.fill("#chat-text", "Shall we?")
    second.get_by_role("button", name="Say it").click()
    first.wait_for_selector("text=Shall we?")
    context = (bob if second is ann.page else ann).context
    context.set_offline(True)
    tab.get_by_role("button", name="Say nothing").click()
    tab.wait_for_function(
        "n => document.querySelector('#table input[name=step]').value !== n", arg=question(first)
    )
    context.set_offline(False)
    first.wait_for_selector("button[value=wait]", timeout=30_000)  # it went on by itself
    tab.close()
    settle(pages)
    assert "A comprehensive agreement." in first.inner_text(".result")
    assert "The debrief opens when your teacher says so." in first.inner_text(".result")
    table = first.url
    assert first.goto(f"{table}/debrief").status == 403
    lesson.press("End the talks and debrief", confirm=True)
    first.goto(table)
    first.get_by_role("link", name="See what was possible").click()
    first.wait_for_selector("svg[role=img]:visible")
    for one in (ann, bob, lesson.teacher):
        assert one.complaints == []
        assert one.hosts() == {standing.address.removeprefix("http://")}


def test_a_class_of_six(browser, server):
    """An odd seat, a late arrival, a drop-out; the desk, the projector, the debrief."""
    lesson = Class(browser, server)
    names = ["Aoi", "Ben", "Chie", "Dan", "Eri"]
    for name in names:
        lesson.join(name, language="ja" if name == "Aoi" else "en")
    wall = person(browser, PROJECTOR)
    wall.context.add_cookies(lesson.teacher.context.cookies())
    wall.page.goto(f"{lesson.url}/projector")
    assert lesson.code in wall.page.inner_text("main")
    wall.page.wait_for_selector("text=Eri")
    lesson.press("Seat everybody")
    desk = lesson.teacher.page
    desk.wait_for_selector("text=Table 3")
    odd = desk.locator("li.table:has(.chairs dd:has-text('a bot'))")
    assert odd.count() == 1  # the odd seat
    place = odd.locator("strong").first.inner_text()
    lesson.press("Hand out the roles")
    late = lesson.join("Fay")
    late.page.wait_for_selector(f"text={place}")  # the late arrival has the bot's seat
    lesson.press("Begin the talks")
    for one in lesson.students.values():
        one.page.wait_for_url("**/t/*")
    assert desk.locator(".chairs dd:has-text('a bot')").count() == 0
    for url in (lesson.url, f"{lesson.url}/projector"):
        page = desk if url == lesson.url else wall.page
        assert violations(page) == []
    lesson.press("Pause")
    lesson.students["Ben"].page.wait_for_selector("text=The class is paused")
    assert lesson.students["Ben"].page.locator("button[value=offer]").count() == 0
    lesson.press("Go on")
    desk.fill("#tell-text", "Five minutes!")
    desk.locator("form[action$='/tell'] button").click()
    lesson.students["Chie"].page.wait_for_selector("text=Five minutes!")
    # A drop-out: the window is closed; a one-time code brings Dan back at another device.
    table = lesson.students["Dan"].page.url
    lesson.students["Dan"].context.close()
    desk.reload()
    desk.select_option("#code-person", label="Dan")
    desk.get_by_role("button", name="One-time code").click()
    code = desk.locator("#code .big-code").inner_text()
    again = person(browser, PHONE)
    again.page.goto(f"{server.address}/rejoin")
    again.page.fill("input[name=code]", code)
    again.page.locator("main form button").click()
    again.page.wait_for_url("**/c")
    again.page.goto(table)
    assert again.page.locator("#table").count() == 1
    lesson.press("All tables to the next round", confirm=True)
    lesson.press("End the talks and debrief", confirm=True)
    desk.get_by_role("link", name="Debrief").click()
    desk.wait_for_selector("svg[role=img]:visible", timeout=60_000)
    assert violations(desk) == []
    words = desk.inner_text("main")
    assert not any(name in words for name in [*names, "Fay"])  # anonymous by default
    ben = lesson.students["Ben"].page
    ben.goto(f"{server.address}/c/debrief")
    ben.wait_for_selector("svg[role=img]:visible", timeout=60_000)
    assert violations(ben) == []
    for one in lesson.students.values():
        assert one.complaints == []
        assert one.hosts() <= {server.address.removeprefix("http://")}
