"""Where tables ended."""

from __future__ import annotations

import pytest

from classroom.debrief.ended import ended
from classroom.hall import Hall
from tests.classroom.playing import (
    FAIR,
    GENEROUS,
    a_table,
    after,
    first_deal,
    offering,
    points,
)


def test_an_agreement_lies_where_its_package_does(hall: Hall) -> None:
    name = a_table(hall, japan=offering(FAIR), us=offering(FAIR))
    with hall.at(name) as table:
        end = ended(table)
        row = table.chair.outcome()
    assert (end.ending, end.levels, end.agreed, end.over) == ("agreement", FAIR, True, True)
    assert end.at == pytest.approx(points(FAIR))
    assert end.at == pytest.approx((row["points_japan"], row["points_us"]))
    assert end.score == pytest.approx((row["score_points_japan"], row["score_points_us"]))
    assert end.day == row["agreement_day"] < end.effect == row["effect_day"]  # type: ignore[operator]
    assert end.home == "ratified"
    assert end.gain.best is None
    assert end.people == {"japan": ("anna",), "us": ("bert",)}


def test_without_agreement_it_is_the_world_in_force_at_the_end(hall: Hall) -> None:
    name = a_table(hall)
    with hall.at(name) as table:
        end = ended(table)
    assert (end.ending, end.levels) == ("snap_back", None)
    # 24 % on other goods instead of 10 %: three and a half steps, four points each.
    assert end.at == pytest.approx((50.0 - 14.0, 30.0 + 14.0))
    assert end.day == 31
    assert end.gain.best is not None


def test_what_a_side_opened_with_is_its_first_offer(hall: Hall) -> None:
    name = a_table(hall, japan=offering(GENEROUS), us=after(7, offering(FAIR)))
    with hall.at(name) as table:
        end = ended(table)
    assert end.opened == (pytest.approx(points(GENEROUS)), pytest.approx(points(FAIR)))


def test_a_table_that_talks_on_is_not_over(hall: Hall) -> None:
    name = hall.open(first_deal(), 1, 0, {"japan": ["anna"], "us": ["bert"]})
    with hall.at(name) as table:
        end = ended(table)
    assert (end.over, end.ending, end.score, end.agreed) == (False, "", None, False)


def test_a_table_that_agents_played_out_says_since_when(hall: Hall) -> None:
    name = hall.open(first_deal(), 1, 0, {"japan": ["anna"], "us": ["bert"]})
    with hall.at(name) as table:
        side, step = table.asked_side, table.steps
        assert side is not None
        move = offering(FAIR)(table)
        day = table.day
    hall.move(name, "anna", side, "one", step, move)
    hall.seat(name, {"japan": [], "us": []}, "handed over")
    with hall.at(name) as table:
        end = ended(table, {"japan": ["anna"], "us": ["bert"]})
    assert end.over
    assert end.handed_over == day
    assert end.people == {"japan": ("anna",), "us": ("bert",)}
