"""Mandates day by day."""

from __future__ import annotations

import pytest

from classroom.debrief.days import PULLS, days
from classroom.debrief.ended import ended, world_of
from classroom.hall import Hall
from tests.classroom.playing import FAIR, a_table, after, offering


def test_every_day_has_both_mandates_and_what_they_are_made_of(hall: Hall) -> None:
    name = a_table(hall, japan=after(12, offering(FAIR)), us=offering(FAIR))
    with hall.at(name) as table:
        first, second = days(table)
        start, end = world_of(table).mandate, ended(table)
        last = table.day
    assert len(first.mandate) == len(second.mandate) == last + 1
    assert (first.mandate[0], second.mandate[0]) == pytest.approx(start)
    assert (first.mandate[-1], second.mandate[-1]) == pytest.approx(end.mandate)
    for daily in (first, second):
        for day in range(last + 1):
            pressed = daily.reference[day] - sum(daily.pulls[pull][day] for pull in PULLS)
            assert daily.mandate[day] == pytest.approx(max(pressed, daily.outside[day]))


def test_the_threat_presses_tokyo_by_a_point_and_three_quarters(hall: Hall) -> None:
    with hall.at(a_table(hall)) as table:
        japan, _ = days(table)
    assert japan.reference[0] == pytest.approx(46.0)
    assert japan.pulls["threat"][0] == pytest.approx(1.75)
    assert japan.pulls["threat"][-1] == pytest.approx(0.0)  # carried out, it threatens no more
