from __future__ import annotations

import datetime
import itertools

import pytest
from matplotlib.figure import Figure

from experiments.figures import style
from experiments.figures.calendar import Calendar, calendar, date_axis


def test_a_calendar_leaves_out_days_beyond_its_span(japan_us):
    assert [mark[0] for mark in calendar(japan_us()).marks] == [7, 16, 22, 33]


def test_days_become_dates():
    days = Calendar(datetime.date(2025, 6, 17), 197, ())
    assert days.date(22) == datetime.date(2025, 7, 9)
    assert days.short(22) == "9 Jul"


@pytest.mark.parametrize("width", [style.PAGE_INCHES, style.COLUMN_INCHES])
@pytest.mark.parametrize("horizon", [0, 1, 10, 30, 75, 76, 197, 365, 1000, 3000])
def test_dates_on_an_axis_are_true_and_do_not_touch(horizon, width):
    days = Calendar(datetime.date(2025, 6, 17), horizon, ())
    with style.applied():
        figure = Figure(figsize=(width, 2), layout="constrained")
        ax = figure.subplots()
        date_axis(ax, days)
        figure.draw_without_rendering()
    ticks = list(zip(ax.get_xticks(), ax.get_xticklabels(), strict=True))
    assert ticks
    for day, label in ticks:
        date = days.date(day)
        assert f"{date:%b}" in label.get_text()
        assert 0 <= day <= horizon
    boxes = [label.get_window_extent() for _, label in ticks]
    for one, two in itertools.pairwise(boxes):
        assert one.x1 + 2 <= two.x0
