"""Axes."""

from __future__ import annotations

import datetime
import itertools
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classroom.charts.frame import LETTER, Box, Mark, dates, lanes
from classroom.charts.scale import Scale, date_ticks, window


def test_ticks_are_round_and_no_more_than_asked_for() -> None:
    assert Scale(0, 100, 0, 1).ticks(6) == (0, 20, 40, 60, 80, 100)
    assert Scale(20, 80, 0, 1).ticks(4) == (20, 40, 60, 80)
    assert Scale(0, 31, 0, 1).ticks(4) == (0, 20)


@given(st.lists(st.floats(-30, 130), min_size=1, max_size=8))
def test_a_window_holds_every_value(values: list[float]) -> None:
    low, high = window(values)
    assert low <= min(values)
    assert max(values) <= high
    assert high - low >= 20
    assert low % 10 == high % 10 == 0
    if min(values) >= 0 and max(values) <= 100:
        assert low >= 0


def test_dates_are_months_where_there_is_time_and_weeks_where_there_is_little() -> None:
    start = datetime.date(2025, 6, 17)
    assert date_ticks(start, 197, 7) == (14, 45, 76, 106, 137, 167)  # 1 July, 1 August, …
    assert date_ticks(start, 31, 5) == (6, 13, 20, 27)  # Mondays
    assert date_ticks(start, 2, 5) == (0, 2)


def test_labels_that_would_meet_stand_in_lanes() -> None:
    box, scale = Box(0, 0, 300, 100), Scale(0, 30, 0, 300)
    marks = [
        Mark(1, "deadline", "a long label"),
        Mark(3, "election", "another"),
        Mark(20, "x", "y"),
    ]
    placed = lanes(marks, scale, box)
    assert [(mark.day, lane) for mark, lane, _ in placed] == [(1, 0), (3, 1), (20, 0)]
    last = lanes([Mark(30, "end", "at the right edge")], scale, box)
    assert last[0][2]  # to the left of its day, or it would be cut off


@pytest.mark.parametrize("value", [0.0, 12.5, 100.0])
def test_a_scale_is_straight(value: float) -> None:
    assert Scale(0, 100, 50, 250).at(value) == 50 + 2 * value


def test_dates_never_overlap() -> None:
    start = datetime.date(2025, 6, 17)
    for width in (300.0, 700.0):
        for last in (31, 76, 105, 197):
            box, scale = Box(40, 0, 40 + width, 100), Scale(0, last, 40, 40 + width)
            drawn = ET.fromstring(
                f"<g>{''.join(dates(box, scale, start, lambda date: f'{date.day} {date:%B}'))}</g>"
            )
            ends = []
            for one in drawn.iter("text"):
                x, wide = float(one.get("x", "0")), LETTER * len(one.text or "")
                left = {"middle": x - wide / 2, "end": x - wide}[one.get("text-anchor", "")]
                ends.append((left, left + wide))
            assert len(ends) >= 2
            assert all(one[1] < other[0] for one, other in itertools.pairwise(ends))
