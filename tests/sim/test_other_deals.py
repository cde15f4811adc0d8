from __future__ import annotations

import pytest

from sim.chance import draw
from sim.events import daily_hazard
from sim.state import OTHERS_AGREED, REFERENCE

EAST, WEST = 0, 1


@pytest.fixture(scope="module")
def others(number):
    def others(monthly, value=0, pull=0.5):
        return {
            "other_deals": {
                "label": "Another country agrees",
                "issue": "tariff",
                "monthly": number(monthly, "probability"),
                "value": number(value, "percent"),
                "pull": number(pull, "share"),
            }
        }

    return others


def test_a_precedent_moves_both_references_towards_it(small, talks, others):
    """To no tariff, by half: East's from 10 % to 5, West's, past its limit, from 20 to 10."""
    state = talks(small(others(1)), until=2).state
    assert state.other_deals == 1  # nobody agrees on the first day
    assert [at[0] for at in state.reference_at] == [3.5, 3.0]
    assert state.terms[EAST][REFERENCE] == 0.875 - 0.0625
    assert state.terms[WEST][REFERENCE] == -0.5 + 0.5


def test_one_after_the_other(small, talks, others):
    state = talks(small(others(1)), until=4).state
    assert state.other_deals == 3
    assert state.reference_at[EAST][0] == 4 - 1 / 8


def test_a_precedent_that_nobody_heeds_moves_nothing(small, talks, others):
    state = talks(small(others(1, pull=0)), until=4).state
    assert [terms[REFERENCE] for terms in state.terms] == [0.6875, 0.25]


def test_they_come_by_daily_draws_that_add_up_to_the_month(small, talks, others, days_of):
    scenario = small(others(0.8))
    hazard = daily_hazard(0.8, 365 / 12)
    stream = scenario.world.others_stream
    for run in range(4):
        drawn = [d for d in range(1, 60) if draw(scenario.tape(4), stream, run, d, 0) < hazard]
        assert days_of(talks(scenario, run=run, until=60), OTHERS_AGREED) == drawn


def test_a_world_without_others_has_none(small, talks):
    assert talks(small(), until=60).state.other_deals == 0
