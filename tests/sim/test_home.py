"""Ratification in the small world; (tariff, wheat) = (3, 2) is what leaders have signed."""

from __future__ import annotations

import pytest

from sim import home, outlook
from sim.chance import draw
from sim.politics import ratification_probability
from sim.state import (
    AGREEMENT,
    RATIFICATION,
    RATIFIED,
    REFUSED_AT_HOME,
    ROUND_OPENED,
    TALKING,
    TEXT_SIGNED,
)

FAIR = (3, 2)
EAST, WEST = 0, 1


def signed(talks, say, scenario, until=None, run=0):
    """Talks whose text is signed on day 0 and, without a vote to fear, ratified on day 3."""
    return talks(scenario, say.on(0, say.offers(*FAIR)), say.takes, say.takes, run, until)


def test_support_counts_gains_and_losses_over_the_regime_in_force(small, talks, say):
    model = signed(talks, say, small(), until=1)
    world, state = model.scenario.world, model.state
    # East: makers gain 0.8 * 0.25, farmers lose 0.4, half the power each.
    assert home.support(world, state, EAST) == pytest.approx(-0.1)
    assert home.support(world, state, WEST) == pytest.approx(0.5 - 0.1 / 4)
    state.regime[0] = 0.0  # the threat carried out: the same text brings East more
    outlook.refresh_home(world, state, EAST)
    assert home.support(world, state, EAST) == pytest.approx(0.1)


def test_a_text_waits_for_home_and_then_takes_effect(small, talks, say):
    model = signed(talks, say, small(), until=80)
    state = model.state
    assert [day for day, what, _ in model.log if what & TEXT_SIGNED] == [0]
    assert [day for day, what, _ in model.log if what & RATIFIED] == [3]
    assert (state.ending, state.agreement_day, state.effect_day) == (AGREEMENT, 0, 8)
    assert not model.running


def test_nobody_meets_while_home_decides(small, talks, say):
    model = signed(talks, say, small({"sides.east.ratification.threshold": 10}), until=12)
    rounds = [day for day, what, _ in model.log if what & ROUND_OPENED]
    assert rounds == [0, 10, 11]  # refused on day 3, seven days to cool off


@pytest.mark.parametrize(
    ("thresholds", "by"), [((10, -10), 1), ((-10, 10), 2), ((10, 10), 3)],
    ids=["East", "West", "both"],
)  # fmt: skip
def test_a_refusal_is_noted_and_the_text_is_off_the_table(small, talks, say, thresholds, by):
    scenario = small(
        {
            "sides.east.ratification.threshold": thresholds[0],
            "sides.west.ratification.threshold": thresholds[1],
        }
    )
    model = signed(talks, say, scenario, until=4)
    state = model.state
    assert [(day, sides) for day, what, sides in model.log if what & REFUSED_AT_HOME] == [(3, by)]
    assert (state.pending, state.standing, state.refusals) == (0, 0, 1)
    assert (state.ending, state.last_failure, state.resume_day) == (TALKING, RATIFICATION, 10)
    assert state.agreement_day == -1


def test_a_refused_text_may_come_back(small, talks, say):
    scenario = small({"sides.east.ratification.scale": 10, "sides.east.ratification.threshold": 0})
    days = set()
    for run in range(6):
        model = talks(scenario, say.offers(*FAIR), say.takes, say.takes, run, until=80)
        days.update(day for day, what, _ in model.log if what & RATIFIED)
    assert {3} < days  # at even odds: some at once, some at a later try


def test_homes_decide_by_the_draws_of_their_own_streams(small, talks, say):
    scenario = small(
        {"sides.east.ratification.threshold": -0.1, "sides.west.ratification.threshold": 0.4}
    )
    world, tape = scenario.world, scenario.tape(4)
    chances = [
        ratification_probability(-0.1, -0.1, 0.1),  # even
        ratification_probability(0.475, 0.4, 0.1),
    ]
    outcomes = set()
    for run in range(40):
        says_no = [
            draw(tape, world.ratification_stream[side], run, 3, 0) >= chances[side]
            for side in range(2)
        ]
        state = signed(talks, say, scenario, until=4, run=run).state
        assert (state.agreement_day == 0) == (not any(says_no))
        outcomes.add(tuple(says_no))
    assert len(outcomes) == 4


def test_a_home_that_is_not_asked_cannot_refuse(small, talks, say):
    scenario = small({"sides.east.ratification": None, "sides.west.ratification": None})
    assert signed(talks, say, scenario, until=80).state.ending == AGREEMENT


def test_in_the_campaign_farmers_weigh_more(small, talks, say):
    """Signed on day 9, decided on day 12: two thirds of the power is with those who lose."""
    scenario = small({"sides.east.ratification.threshold": -10})
    model = talks(scenario, say.on(9, say.offers(*FAIR)), say.takes, say.takes, until=12)
    model.step()
    state = model.state
    assert home.support(model.scenario.world, state, EAST) == pytest.approx(0.2 / 3 - 0.8 / 3)


def test_where_home_decides_at_once_the_text_is_ratified_on_the_day_it_is_signed(small, talks, say):
    state = signed(talks, say, small({"talks.ratification_days": 0}), until=80).state
    assert (state.agreement_day, state.effect_day, state.day) == (0, 5, 0)
