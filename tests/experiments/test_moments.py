from __future__ import annotations

import pytest

from experiments.moments import END, look_by_engine, look_by_model
from sim.state import State


def test_the_morning_of_a_day_is_before_anything_has_happened_on_it(small):
    look = look_by_model(small(), 7)
    assert look(3, 0)["rounds"] == 0
    assert look(3, 5)["day"] == 5


def test_days_may_be_asked_for_in_any_order(small):
    look = look_by_model(small(), 7)
    first = dict(look(3, 9))
    look(4, 2)
    assert look(3, 4)["day"] == 4
    assert look(3, 9)["rounds"] == first["rounds"]


def test_a_history_that_is_over_stays_as_it_ended(small):
    look = look_by_model(small(), 7)
    end = dict(look(3, END))
    assert end["day"] <= small().horizon
    assert dict(look(3, END)) == end


@pytest.mark.slow
def test_both_doors_see_the_same(small, machine_code):
    by_engine, by_model = (look(small(), 7) for look in (look_by_engine, look_by_model))
    for run in range(5):
        for morning in (3, 12, END):
            one, two = by_engine(run, morning), by_model(run, morning)
            assert all(one[name] == two[name] for name in State.__annotations__)
