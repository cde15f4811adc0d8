"""Pages are told when the class has changed, and that they are there is noted."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

from classroom import desk
from classroom.web import desk as desk_pages
from classroom.web import lesson as class_pages
from tests.classroom.classes import a_class, begun, come


def asked_of(school):
    """A request that stays connected."""

    async def is_disconnected():
        return False

    return SimpleNamespace(
        app=SimpleNamespace(state=SimpleNamespace(school=school)), is_disconnected=is_disconnected
    )


async def following(stream, happen):
    """Return the first event of a stream, and the first one after something has happened."""
    first = await asyncio.wait_for(anext(stream), 5)
    await asyncio.to_thread(happen)
    while True:
        event = await asyncio.wait_for(anext(stream), 5)
        if event.id is not None:
            await stream.aclose()
            return first.id, event.id


def test_a_students_page_hears_what_concerns_it(school, clock):
    made, (person,) = a_class(school, 1)
    clock.on(300)
    stream = class_pages.live(asked_of(school), person, "")
    first, second = asyncio.run(following(stream, lambda: come(school, made.id, "another")))
    assert (first, second) == (str(made.shown), str(made.shown + 1))
    assert school.attendance.last(person.id) == clock.at


def test_who_knows_the_version_already_is_told_the_next_one(school):
    made, (person,) = a_class(school, 1)
    stream = class_pages.live(asked_of(school), person, str(made.shown))

    async def next_version():
        waiting = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        await asyncio.to_thread(desk.tell, school, made.id, "Listen!", "tell")
        event = await asyncio.wait_for(waiting, 5)
        await stream.aclose()
        return event.id

    assert asyncio.run(next_version()) == str(made.shown + 1)


def test_the_desk_hears_tables_and_who_is_there(school, clock, monkeypatch):
    monkeypatch.setattr(desk_pages, "BREATH", 0.0)
    monkeypatch.setattr(desk_pages, "LOOK", 0.05)
    made, (person, _) = begun(school, 2)
    (table,) = made.tables
    with school.hall.at(table) as found:
        side = found.side_of(person.id)
    ask = asked_of(school)

    def speak():
        school.hall.say(table, person.id, side, "say", "Good morning")

    first, second = asyncio.run(following(desk_pages.live(ask, made.id, None, ""), speak))
    assert int(second.partition(".")[0]) == int(first.partition(".")[0]) + 1

    def leave():
        clock.on(60)
        school.attendance.touch(person.id, clock.at)

    first, second = asyncio.run(following(desk_pages.live(ask, made.id, None, ""), leave))
    assert (first.partition(".")[2], second.partition(".")[2]) == ("2", "1")
