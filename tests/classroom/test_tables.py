"""A table in a browser without a script: forms posted and pages read."""

from __future__ import annotations

import html
import re

import pytest

from classroom.table import STREAM
from tests.classroom.forms import form, forms, send


def sit_down(browser, chair="first_deal/japan", **choice):
    page = browser.get("/solo")
    answer = send(browser, form(page.text, "/solo"), chair=chair, **choice)
    assert answer.status_code == 200
    return str(answer.url.path), answer.text


def number_of(text, pattern):
    return int(re.search(pattern, html.unescape(text))[1])


def test_a_solo_table_from_the_first_page_to_the_end(client):
    path, page = sit_down(client)
    turns = 0
    while "It is over" not in page:
        turns += 1
        assert turns < 400
        moves = [f for f in forms(page) if f.action.endswith("/move")]
        values = {b.get("value") for f in moves for b in f.buttons}
        kind = "pass" if "pass" in values else "wait"
        page = send(client, form(page, "/move", kind)).text
    assert "What came of it" in page
    assert "No agreement" in page or "agreement" in page
    listed = client.get("/solo").text
    assert path in listed


def test_what_it_says_about_a_package_is_what_the_table_says(client):
    path, page = sit_down(client)
    one = form(page, "/move", "offer")
    levels = {name: "0" for name in one.fields if name.startswith("level_")}
    told = client.post(
        f"{path}/preview", data={**one.fields, **levels}, headers={"X-Fragment": "1"}
    )
    assert "Worth to you" in told.text
    hall = client.app.state.hall
    with hall.at(path.removeprefix("/t/")) as table:
        from classroom.seen import judge

        points = judge(table.chair.model, 0, [0] * len(levels)).points
    assert number_of(told.text, r"(\d+) points") == round(points)


def test_a_form_sent_twice_counts_once(client):
    path, page = sit_down(client)
    one = form(page, "/move", "wait")
    first, second = send(client, one), send(client, one)
    assert first.status_code == second.status_code == 200
    hall = client.app.state.hall
    events = hall.log.read(STREAM + path.removeprefix("/t/"))
    assert sum(event.kind == "moved" for event in events) == 1


def test_the_back_button_brings_an_old_question_which_is_not_answered(client):
    _, page = sit_down(client)
    old = form(page, "/move", "wait")
    send(client, old)
    answer = send(client, old, request="another-wish")
    assert "The table has moved on" in answer.text


@pytest.mark.parametrize(
    "changed",
    [
        {"level_car_tariff": "99"},
        {"level_car_tariff": "-1"},
        {"level_car_tariff": "²"},
        {"step": "one"},
        {"request": ""},
        {"kind": "conquer"},
    ],
)
def test_a_form_that_was_tampered_with_is_refused(client, changed):
    _, page = sit_down(client, chair="japan_us_2025/japan")
    one = form(page, "/move", "offer")
    if "level_car_tariff" in changed:
        one.fields = {
            k: changed["level_car_tariff"] if k.startswith("level_") else v
            for k, v in one.fields.items()
        }
        changed = {}
    assert send(client, one, **changed).status_code == 422


def test_a_table_is_nobody_elses(client, another):
    path, _ = sit_down(client)
    stranger = another()
    assert stranger.get(path).url.path == "/"  # not in: to the start
    sit_down(stranger)
    assert stranger.get(path).status_code == 404
    assert stranger.get(f"{path}/part").status_code == 404
    assert stranger.get("/t/none").status_code == 404


def test_a_form_of_another_site_or_visitor_is_refused(client, another):
    path, page = sit_down(client)
    one = form(page, "/move", "wait")
    foreign = client.post(one.action, data=one.fields, headers={"Origin": "http://evil.test"})
    assert foreign.status_code == 403
    cross = client.post(one.action, data=one.fields, headers={"Sec-Fetch-Site": "cross-site"})
    assert cross.status_code == 403
    forged = client.post(one.action, data={**one.fields, "csrf": "0" * 32})
    assert forged.status_code == 403
    hall = client.app.state.hall
    with hall.at(path.removeprefix("/t/")) as table:
        assert table.answers == []


def test_language_is_chosen_on_any_page_and_leads_back(client):
    path, page = sit_down(client)
    one = form(page, "/language")
    answer = send(client, one, code="ja")
    assert answer.url.path == path
    assert '<html lang="ja">' in answer.text
    for elsewhere in ("//evil.test", "https://evil.test/", "/\\evil.test", "javascript:alert(1)"):
        answer = client.post(
            "/language",
            data={**one.fields, "back": elsewhere, "code": "en"},
            follow_redirects=False,
        )
        assert answer.headers["location"] in ("/", path)


def test_a_body_that_is_too_large_is_refused(client):
    answer = client.post("/language", content=b"x" * 70_000)
    assert answer.status_code == 413


def test_every_answer_carries_the_policy(client):
    for path in ("/solo", "/none", "/static/classroom.css"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_no_inline_script_or_style(client):
    _path, page = sit_down(client)
    for text in (page, client.get("/solo").text):
        assert not re.search(r"\son\w+=|\sstyle=|<style", text)
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))
