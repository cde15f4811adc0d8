from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from experiments.figures import style
from experiments.figures.calendar import Calendar, date_axis
from experiments.figures.landmarks import AXES_SHARE, mark_days, place, rows_of_labels

START = datetime.date(2025, 6, 17)
KINDS = ("summit", "campaign", "deadline", "election")
MARKS = st.lists(
    st.tuples(
        st.integers(0, 190),
        st.text("abcdefgh ", min_size=1, max_size=24),
        st.sampled_from(KINDS),
    ),
    max_size=7,
    unique_by=lambda mark: mark[0],
)


@given(MARKS, st.booleans())
def test_labels_never_overlap_and_never_leave_the_figure(marks, is_narrow):
    days = Calendar(START, 190, tuple(sorted(marks)))
    width = AXES_SHARE * (style.COLUMN_INCHES if is_narrow else style.PAGE_INCHES)
    labels = place(days, is_narrow=is_narrow)
    for label in labels:
        assert label.right <= width + 1e-9 or label.left == label.at
        for other in labels:
            if other is not label and other.row == label.row:
                assert label.right <= other.left or other.right <= label.left


@given(MARKS)
def test_a_page_labels_every_day_and_a_column_those_that_matter_most(marks):
    days = Calendar(START, 190, tuple(sorted(marks)))
    assert {label.day for label in place(days, is_narrow=False)} == {mark[0] for mark in marks}
    main = {day for day, _, kind in marks if kind in ("deadline", "election")}
    assert {label.day for label in place(days, is_narrow=True)} == main


def test_no_label_of_the_shipped_scenario_stands_on_anothers_leader(japan_us):
    days = Calendar(START, 197, tuple(japan_us().landmarks))
    labels = place(days, is_narrow=False)
    assert len(labels) == 4
    for label in labels:
        for other in labels:
            if other.row > label.row:
                assert not label.left < other.at < label.right
    assert rows_of_labels(days, is_narrow=False) == 4


def test_drawn_labels_do_not_overlap(japan_us):
    for width in (style.PAGE_INCHES, style.COLUMN_INCHES):
        with style.applied():
            figure = Figure(figsize=(width, 3), layout="constrained")
            ax = figure.subplots()
            days = Calendar(START, 197, tuple(japan_us().landmarks))
            date_axis(ax, days)
            mark_days(ax, days)
            figure.draw_without_rendering()
        boxes = [text.get_window_extent() for text in ax.texts if text.get_text()]
        assert len(boxes) == (4 if width == style.PAGE_INCHES else 2)
        for i, box in enumerate(boxes):
            assert box.x1 <= figure.bbox.x1
            assert not any(box.overlaps(other) for other in boxes[i + 1 :])


def test_no_marks_no_rows():
    assert rows_of_labels(Calendar(START, 30, ()), is_narrow=False) == 0
