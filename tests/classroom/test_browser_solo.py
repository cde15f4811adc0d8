"""Somebody plays alone in a real browser: to agreement, to the last day, on a phone, by keys."""

from __future__ import annotations

import re
import time

import pytest

from sim.chair import Chair
from tests.classroom.browsing import DESK, PHONE, chromium, person, violations

pytestmark = pytest.mark.slow


@pytest.fixture
def browser():
    with chromium() as found:
        yield found


def sit_down(someone, server, chair, **choice):
    page = someone.page
    page.goto(f"{server.address}/solo")
    page.check(f'input[name="chair"][value="{chair}"]')
    for name, value in choice.items():
        page.check(f'input[name="{name}"][value="{value}"]')
    page.get_by_role("button", name="Sit down").click()
    page.wait_for_url("**/t/*")
    return page


def number(page, selector):
    return float(re.search(r"-?\d+", page.inner_text(selector))[0])


def moved_on(page, before, seconds=15.0):
    """Wait until the table is at another question, or over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if page.locator(".result").count() or question(page) != before:
            return
        page.wait_for_timeout(50)
    raise AssertionError("the table did not move on")


def question(page):
    """Which question the page shows, ``over`` where there is none any more; never waits."""
    return page.evaluate("document.querySelector('#table input[name=step]')?.value ?? 'over'")


def test_to_agreement(browser, standing):
    """Offers a little above one's mandate find their taker; the agreement is there at the end."""
    someone = person(browser, DESK)
    page = sit_down(someone, standing, "first_deal/japan", character="eager")
    for turn in range(60):
        if page.locator(".result").count():
            break
        before = question(page)
        floor = number(page, "tr:has(.floor-gauge) td.number")
        table = page.locator("tr:has(.offer-gauge) td.number")
        if table.count() and float(table.inner_text()) >= floor:
            page.get_by_role("button", name="Accept this").click()
        else:
            page.fill("#suggest", str(int(floor + max(3, 40 - 4 * turn))))
            page.get_by_role("button", name="points: suggest one").click()
            page.wait_for_timeout(300)
            page.get_by_role("button", name="Put it on the table").click()
        moved_on(page, before)
    assert "A comprehensive agreement." in page.inner_text(".result")
    assert someone.complaints == []
    assert someone.hosts() == {standing.address.removeprefix("http://")}


def test_to_the_last_day_and_back_from_the_log(browser, standing):
    """Nobody agrees to anything; the table's row is that of its replay."""
    someone = person(browser, DESK)
    page = sit_down(someone, standing, "first_deal/us", character="wall")
    for _ in range(200):
        if page.locator(".result").count():
            break
        before = question(page)
        waiting = page.get_by_role("button", name="Wait for the next round")
        falling = page.get_by_role("button", name="Let it fall as it may")
        (waiting if waiting.count() else falling).click()
        moved_on(page, before)
    assert "No agreement" in page.inner_text(".result")
    from classroom.hall import Hall
    from classroom.log import Log

    hall = Hall(Log(standing.database))
    with hall.at(page.url.rsplit("/", 1)[1]) as table:
        again = Chair(table.scenario, table.chair.seats, table.chair.seed, table.chair.run)
        for move in table.chair.moves:
            again.answer(move)
        assert str(again.outcome()) == str(table.chair.outcome())
    hall.log.engine.dispose()


def test_what_an_offer_is_worth_follows_the_slider_at_once(browser, standing):
    someone = person(browser, DESK)
    page = sit_down(someone, standing, "japan_us_2025/japan")
    before = page.inner_text("#judged")
    slider = page.locator("fieldset:has-text('You get') input[type=range]").first
    slider.focus()
    started = time.monotonic()
    page.keyboard.press("Home")
    page.wait_for_function("old => document.querySelector('#judged').innerText !== old", arg=before)
    assert time.monotonic() - started < 5  # that it follows; how quickly is told by the benchmark
    select = page.locator("fieldset:has-text('You get') select").first
    assert select.input_value() == "0"


def test_two_tabs_the_back_button_and_a_double_click(browser, standing):
    someone = person(browser, DESK)
    page = sit_down(someone, standing, "first_deal/japan", character="patient")
    second = someone.context.new_page()
    second.goto(page.url)
    before = question(page)
    page.get_by_role("button", name="Say nothing").dblclick()
    moved_on(page, before)
    moved_on(second, before)  # the other tab follows by itself
    assert question(second) == question(page)
    page.reload()
    page.go_back()
    page.go_forward()
    assert question(page) == question(second)


def test_without_a_script(browser, standing):
    """Slower, but whole: every button is a form."""
    someone = person(browser, DESK, java_script_enabled=False)
    page = sit_down(someone, standing, "first_deal/japan")
    before = question(page)
    page.locator("button[data-noscript]").click()
    assert "Worth to you" in page.inner_text("#judged")
    page.get_by_role("button", name="Put it on the table").click()
    assert question(page) != before


def test_a_lost_connection_is_told_and_mended(browser, server):
    someone = person(browser, DESK)
    page = sit_down(someone, server, "first_deal/japan")
    before = question(page)
    server.kill()
    page.get_by_role("button", name="Say nothing").click()
    page.wait_for_selector("#connection.lost:not([hidden])")
    server.start()
    moved_on(page, before, 40)
    page.wait_for_selector("#connection.back", state="attached")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_pages_are_accessible_and_fit(browser, standing, viewport, language):
    someone = person(browser, viewport)
    page = sit_down(someone, standing, "japan_us_2025/us")
    page.click(f'button[name="code"][value="{language}"]')
    for url in (page.url, f"{standing.address}/solo"):
        page.goto(url)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_by_keyboard_alone(browser, standing):
    someone = person(browser, DESK)
    page = sit_down(someone, standing, "first_deal/japan")
    before = question(page)
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == "Put it on the table":
            break
    page.keyboard.press("Enter")
    moved_on(page, before)
