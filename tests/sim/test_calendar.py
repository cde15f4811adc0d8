from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.calendar import next_round


@pytest.mark.parametrize(
    ("day", "left", "deadline", "meeting"),
    [
        (0, 40.0, 100, 10),  # a quarter of the time left
        (0, 8.0, 100, 4),  # never sooner than the shortest gap
        (0, 200.0, 300, 22),  # never later than the longest
        (10, 41.9, 100, 20),  # a gap of 10.475 days is ten
        (10, 42.0, 100, 21),  # 10.5 are eleven
        (0, 40.0, 11, 10),  # the day before the deadline is a round
        (0, 60.0, 11, 10),  # and none is held later than that before it
        (9, 40.0, 11, 10),
        (10, 40.0, 11, 20),  # that round is over
        (12, 40.0, 11, 22),  # the date has passed
    ],
)
def test_the_next_meeting(day, left, deadline, meeting):
    assert next_round(day, left, deadline, 0.25, 4.0, 22.0) == meeting


def test_there_is_always_another_day():
    assert next_round(5, -3.0, 5, 0.25, 0.0, 22.0) == 6


@given(
    st.integers(0, 300), st.floats(-10, 400), st.integers(0, 400), st.floats(0, 1),
    st.integers(1, 9), st.integers(0, 30),
)  # fmt: skip
def test_rounds_go_forward_and_do_not_jump_over_the_eve(day, left, deadline, pace, least, more):
    meeting = next_round(day, left, deadline, pace, float(least), float(least + more))
    assert day < meeting <= day + least + more
    if day < deadline - 1:
        assert meeting <= deadline - 1
        assert meeting - day >= least or meeting == deadline - 1


def test_rounds_thicken_towards_a_deadline():
    meetings, day = [], 0
    while day < 89:
        day = next_round(day, 90.0 - day, 90, 0.25, 2.0, 22.0)
        meetings.append(day)
    gaps = [b - a for a, b in zip([0, *meetings], meetings, strict=False)]
    assert meetings[-1] == 89
    assert gaps[:-1] == sorted(gaps[:-1], reverse=True)
    assert gaps[0] == 22
    assert gaps[-2] == 2
