"""Bins lie between the dates that a scenario marks, as the report's windows do."""

from __future__ import annotations

import datetime

import pytest

from experiments.scoring.bins import between_landmarks, up_to

# In the small world the campaign opens on day 10, leaders meet on day 12, polling day is day 20,
# the deadline is day 30, and day 80 is the last.


def test_the_calendar_cuts_the_bins(small):
    bins = between_landmarks(small())
    assert bins.edges == (0, 10, 12, 21, 30, 81)  # polling day ends a bin, the others begin one
    assert bins.labels == (
        "1 January – 10 January",
        "11 January – 12 January",
        "13 January – 21 January",
        "22 January – 30 January",
        "31 January – 22 March",
        "never",
    )


def test_a_day_lies_in_the_bin_whose_span_holds_it(small):
    bins = between_landmarks(small())
    days = (0, 9, 10, 11, 12, 20, 21, 29, 30, 80, -1)
    assert [bins.place(day) for day in days] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5]


def test_every_history_is_counted_once_and_where_its_day_is(small):
    bins = between_landmarks(small())
    assert bins.counts([-1, *range(81), -1, 20]).tolist() == [10, 2, 10, 9, 51, 2]


def test_what_is_known_up_to_a_day_only_leaves_the_rest_open(small):
    bins = up_to(small(), 15)
    assert bins.edges == (0, 10, 12, 16)
    assert bins.labels[2:] == ("13 January – 16 January", "later, or never")
    assert bins.counts([3, 12, 15, 16, 80, -1]).tolist() == [1, 0, 2, 3]


def test_a_bin_of_one_day_is_told_as_that_day(small):
    assert up_to(small(), 12).labels[-2:] == ("13 January", "later, or never")


def test_a_world_without_a_calendar_has_two_bins(two_givers):
    assert between_landmarks(two_givers()).labels == ("1 January – 31 January", "never")


def test_years_are_told_where_there_are_two(small):
    world = small({"end.date": datetime.date(2026, 2, 1)})
    assert between_landmarks(world).labels[-2] == "31 January 2025 – 1 February 2026"


@pytest.mark.parametrize("day", [0, 80])
def test_the_first_and_the_last_day_can_be_the_last_known(small, day):
    bins = up_to(small(), day)
    assert bins.edges[-1] == day + 1
    assert bins.place(day) == len(bins.labels) - 2
