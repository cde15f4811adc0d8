"""The clock by hand: 10 minutes until 9 July, 5 more until the end, 60 seconds for an answer."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest

from classroom import clock
from classroom.exercise import load_exercise
from classroom.lesson import DEBRIEF, NEGOTIATE, PREPARE
from classroom.lesson_events import after, open_lesson, opening
from classroom.log import Event

EARLY, LATE = datetime.date(2025, 6, 20), datetime.date(2025, 7, 10)
START = 1000.0
GIVEN = load_exercise("first_deal").config


def config():
    legs = [{"until": "2025-07-09", "minutes": 10}, {"until": "2025-07-18", "minutes": 5}]
    data = GIVEN.model_dump(mode="json") | {"clock": legs, "turn_seconds": 60}
    return type(GIVEN).model_validate(data)


def lesson(*events, stretch=1.0):
    """A class that was opened at 0, with what happened then: (time, kind, data)."""
    data = opening(config(), False, "hash", "CODE", "en", stretch, "even")
    found = open_lesson(Event("class/x", 1, "r1", "opened", "teacher", 0.0, data))
    for number, (at, kind, facts) in enumerate(events, 2):
        found = after(found, Event("class/x", number, f"r{number}", kind, "teacher", at, facts))
    return found


BEGUN = (START, "phase", {"to": NEGOTIATE})


def test_time_counts_from_the_start_of_the_negotiation():
    assert clock.elapsed(lesson(), 5000) == 0
    assert clock.elapsed(lesson((500, "phase", {"to": PREPARE})), 5000) == 0
    assert clock.elapsed(lesson(BEGUN), START - 1) == 0
    assert clock.elapsed(lesson(BEGUN), START + 90) == 90


def test_time_stops_counting_when_the_negotiation_is_over():
    ended = lesson(BEGUN, (START + 100, "phase", {"to": DEBRIEF}))
    assert clock.elapsed(ended, START + 50) == 50
    assert clock.elapsed(ended, START + 5000) == 100


def test_pauses_do_not_count():
    paused = lesson(
        BEGUN,
        (START + 100, "paused", {}),
        (START + 130, "resumed", {}),
        (START + 200, "paused", {}),
    )
    assert clock.elapsed(paused, START + 50) == 50
    assert clock.elapsed(paused, START + 110) == 100
    assert clock.elapsed(paused, START + 140) == 110
    assert clock.elapsed(paused, START + 9000) == 170
    assert not clock.read(paused, START + 9000).running


def test_a_pause_ends_with_the_negotiation():
    ended = lesson(BEGUN, (START + 100, "paused", {}), (START + 150, "phase", {"to": DEBRIEF}))
    assert not ended.paused
    assert clock.elapsed(ended, START + 5000) == 100


def test_each_leg_has_its_minutes():
    assert clock.ends(lesson(BEGUN)) == (600, 900)
    assert clock.ends(lesson(BEGUN, stretch=2.0)) == (1200, 1800)
    assert clock.turn_seconds(lesson(BEGUN, stretch=2.0)) == 120


def test_extra_minutes_lengthen_the_leg_that_runs():
    more = {"seconds": 120}
    assert clock.ends(lesson(BEGUN, (START + 30, "extended", more))) == (720, 1020)
    assert clock.ends(lesson(BEGUN, (START + 700, "extended", more))) == (600, 1020)
    # Two in a row; the second one comes when the leg would have been over without the first.
    twice = (START + 30, "extended", more), (START + 650, "extended", more)
    assert clock.ends(lesson(BEGUN, *twice)) == (840, 1140)
    # All time was up: the extra minutes begin now.
    assert clock.ends(lesson(BEGUN, (START + 1000, "extended", more))) == (600, 1120)


def test_a_day_lies_in_the_first_leg_that_has_not_ended():
    plain = lesson(BEGUN)
    day = datetime.date
    assert [clock.leg_of(plain, date) for date in (EARLY, day(2025, 7, 9), LATE)] == [0, 0, 1]
    assert clock.leg_of(plain, day(2026, 1, 1)) == 1


@pytest.mark.parametrize(
    ("asked", "date", "now", "left"),
    [
        (100, EARLY, 100, 60),  # the whole turn
        (100, EARLY, 150, 10),
        (100, EARLY, 170, -10),  # up
        (590, EARLY, 590, 10),  # the leg ends before the turn does
        (590, LATE, 590, 60),  # this table runs ahead of the clock: it has its turn
        (890, LATE, 890, 10),
        (700, EARLY, 700, -100),  # a table may not stay behind the end of a leg
    ],
)
def test_a_question_has_its_turn_or_what_is_left_of_its_leg(asked, date, now, left):
    assert clock.left(lesson(BEGUN), START + asked, date, START + now) == left


def test_a_pause_gives_a_question_the_time_back():
    paused = lesson(BEGUN, (START + 110, "paused", {}), (START + 410, "resumed", {}))
    assert clock.left(paused, START + 100, EARLY, START + 410) == 50
    still = lesson(BEGUN, (START + 110, "paused", {}))
    assert clock.left(still, START + 100, EARLY, START + 9000) == 50


def table(over=False):
    scenario = SimpleNamespace(date_of=lambda day: EARLY)
    return SimpleNamespace(over=over, asked_at=START + 100, scenario=scenario, day=3)


def test_due_is_a_time_of_day():
    assert clock.due(lesson(BEGUN), table(), START + 120) == START + 160
    assert clock.due(lesson(BEGUN), table(over=True), START + 120) is None
    assert clock.due(lesson(), table(), START + 120) is None


def test_the_class_clock_reads_leg_and_time():
    first = clock.read(lesson(BEGUN), START + 60)
    assert first == clock.Reading(0, 2, datetime.date(2025, 7, 9), 540, 840, True)
    last = clock.read(lesson(BEGUN), START + 600)
    assert (last.leg, last.left, last.left_in_all, last.up) == (1, 300, 300, False)
    assert clock.read(lesson(BEGUN), START + 900).up
    assert not clock.read(lesson(), START).running
