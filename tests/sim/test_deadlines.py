"""Threats in the small world: 20 % in force, 40 % threatened for day 30, 50 % by a hike."""

from __future__ import annotations

import pytest

from agents.views import AT_A_DEADLINE, ESCALATE, EXTEND, WAIT, Move
from sim import deadlines
from sim.chance import draw
from sim.events import daily_hazard
from sim.laws import draw_law
from sim.model import TalksModel
from sim.state import (
    EXTENDED,
    HIKE_ANNOUNCED,
    HIKE_IMPOSED,
    SNAP_BACK,
    SNAPPED_BACK,
    TALKING,
)

SOFT = {"deadlines.pause.softness": 1}
FIRM = {"deadlines.pause.softness": 0}
EAST, WEST = 0, 1
PAUSE, HIKE = 0, 1


def at_the_deadline(kind: int):
    return lambda view: Move(kind if view.occasion == AT_A_DEADLINE else WAIT, ())


def law(**parameters):
    return {"unit": "probability", "source": "setting"} | parameters


# ------------------------------------------------------------------ what is believed


def test_who_threatens_may_know_its_own_type_and_the_other_guesses(japan_us):
    """Insight mixes what is true with what one would guess; the other side guesses only."""
    for insight in (0.0, 0.25, 1.0):
        scenario = japan_us({"deadlines.pause_end.insight": insight})
        world, tape = scenario.world, scenario.tape(5)
        for run in range(5):
            state = TalksModel(scenario, run=run, rng=5, collect=False).state
            guess = [
                draw_law(world.priors, world.softness[0], tape, world.insight_stream[0], run, side)
                for side in range(2)
            ]
            japan, us = 0, 1
            assert state.belief[japan][0] == 1 - guess[japan]
            own = insight * state.softness[0] + (1 - insight) * guess[us]
            assert state.belief[us][0] == pytest.approx(1 - own)


def test_guesses_come_from_the_prior_of_the_softness(small):
    scenario = small(
        {
            "deadlines.pause.softness": law(law="beta", a=7, b=3),
            "deadlines.pause.insight": 0,
        }
    )
    states = [TalksModel(scenario, run=run, collect=False).state for run in range(300)]
    for side in range(2):
        mean = sum(state.belief[side][PAUSE] for state in states) / len(states)
        assert mean == pytest.approx(0.3, abs=0.03)


def test_a_scenario_may_say_what_is_believed(small, talks):
    scenario = small(SOFT | {"deadlines.pause.belief": law(value=0.75)})
    assert [belief[PAUSE] for belief in talks(scenario).state.belief] == [0.75, 0.0]


# ------------------------------------------------------------------ extension or snap-back


def test_a_soft_deadline_moves(small, talks, days_of):
    model = talks(small(SOFT), until=79)
    assert days_of(model, EXTENDED) == [30, 50, 70]  # by twenty days each
    assert (model.state.extensions, model.state.ending) == (3, TALKING)
    assert model.state.regime == [2.0, 0.0]


def test_a_firm_one_brings_the_tariff_back(small, talks, days_of):
    model = talks(small(FIRM), until=31)
    state = model.state
    assert days_of(model, SNAPPED_BACK) == [30]
    assert (state.snap_back_day, state.ending) == (30, SNAP_BACK)
    assert state.regime == [0.0, 0.0]
    assert state.home_now[EAST] == 0.0
    assert state.daily[1] == pytest.approx(0.04)  # a tenth of a billion a day at 40 %
    assert (state.review_day, state.review_set) == (45, 30)


def test_a_tariff_that_is_back_threatens_no_longer_and_a_review_is_worked_towards(small, talks):
    state = talks(small(FIRM), until=32).state
    assert (state.next_threat, state.deadline_day, state.deadline_set) == (-1, 45, 30)
    assert state.threatened == state.flow == [0.0, 0.0]


def test_after_a_review_without_a_deal_comes_another(small, talks):
    """Or else the end of what we look at would become a date that the two sides work towards."""
    reviews, day = [], 30
    model = talks(small(FIRM), until=31)
    while model.day < 79:
        model.step()
        if model.state.review_day > day:
            day = model.state.review_day
            reviews.append(day)
    assert reviews == [45, 60, 75, 90]
    assert (model.state.deadline_day, model.state.deadline_set) == (90, 75)


@pytest.mark.parametrize(("pull", "closed", "put_off"), [(20, 1.0, True), (20, 0.0, False)])
def test_progress_pulls_a_deadline_off(small, talks, days_of, pull, closed, put_off):
    model = talks(small({"deadlines.pause.progress_pull": pull}), until=30)
    model.state.first_gap[:] = [1.0, 1.0]
    model.state.gap[:] = [1.0 - closed] * 2
    model.step()
    assert bool(days_of(model, EXTENDED)) == put_off
    assert bool(days_of(model, SNAPPED_BACK)) != put_off


def test_extension_is_the_draw_of_its_own_stream(small, talks, days_of):
    scenario = small()
    stream = scenario.world.resolution_stream[PAUSE]
    seen = set()
    for run in range(16):
        u = draw(scenario.tape(4), stream, run, 30, 0)
        put_off = bool(days_of(talks(scenario, run=run, until=31), EXTENDED))
        assert put_off == (u < 0.5)
        seen.add(put_off)
    assert seen == {True, False}


def test_an_extension_stretches_either_way(small, talks):
    scenario = small(SOFT | {"deadlines.pause.stretch": 0.5})
    lengths = [talks(scenario, run=run, until=31).state.threat_day[PAUSE] - 30 for run in range(30)]
    assert 10 <= min(lengths) < 14
    assert 26 < max(lengths) <= 30


def test_an_extension_is_a_day_at_least(small, talks):
    scenario = small(SOFT | {"deadlines.pause.extension": 1, "deadlines.pause.stretch": 1})
    days = [talks(scenario, run=run, until=31).state.threat_day[PAUSE] for run in range(8)]
    assert min(days) == 31


# ------------------------------------------------------------------ progress


@pytest.mark.parametrize(
    ("first", "now", "progress"),
    [
        ([-1, -1], [0, 0], 0.0),  # nobody has met yet
        ([0.8, -1], [0.6, 0], 0.25),
        ([0.8, 0.4], [0.6, 0.1], 0.5),  # the mean of a quarter and three quarters
        ([0.8, 0.4], [0.9, 0.0], 0.5),  # further apart than at first: none; and all
        ([0.8, 0.4], [-0.1, -0.1], 1.0),  # more offered than asked
        ([0.0, 0.4], [0.0, 0.4], 0.5),  # agreed from the first
    ],
)
def test_progress_is_the_share_of_the_first_gap_that_has_closed(small, talks, first, now, progress):
    state = talks(small()).state
    state.first_gap[:], state.gap[:] = first, now
    assert deadlines.progress(small().world, state) == pytest.approx(progress)


# ------------------------------------------------------------------ hikes


def test_a_hike_is_announced_and_after_its_notice_imposed(small, talks, days_of):
    model = talks(small(SOFT | {"escalations.hike.probability": 1}), until=7)
    assert days_of(model, HIKE_ANNOUNCED) == [1]
    assert days_of(model, HIKE_IMPOSED) == [6]
    assert model.state.hike_day == 6
    assert model.state.regime == [-1.0, 0.0]  # 50 %: one step beyond 40
    assert model.rate(0) == pytest.approx(50)
    assert model.state.daily[1] == pytest.approx(0.05)


def test_an_announced_hike_is_the_next_deadline(small, talks):
    state = talks(small({"escalations.hike.probability": 1}), until=3).state
    assert (state.next_threat, state.deadline_day, state.deadline_set) == (HIKE, 6, 1)
    assert state.threatened == [-0.25, 0.125]


def test_daily_announcements_add_up_to_the_probability(small, talks):
    """Imposed by day 60 with probability 0.6: announced on one of the 55 days before 56."""
    scenario = small({"escalations.hike.probability": 0.6})
    world, tape = scenario.world, scenario.tape(4)
    hazard = daily_hazard(0.6, 55)
    announced = 0
    for run in range(300):
        state = talks(scenario, run=run).state
        for day in range(56):
            state.day = day
            deadlines.announce(world, tape, state)
        stream = world.announcement_stream[HIKE]
        drawn = any(draw(tape, stream, run, day, 0) < hazard for day in range(1, 56))
        assert (state.threat_on[HIKE] == deadlines.ON) == drawn
        announced += drawn
    assert announced / 300 == pytest.approx(0.6, abs=0.07)


def test_nothing_is_announced_on_the_first_day(small, talks, days_of):
    model = talks(small({"escalations.hike.probability": 1}), until=1)
    assert days_of(model, HIKE_ANNOUNCED) == []


def test_a_threat_milder_than_what_is_in_force_changes_nothing(small, talks):
    assert talks(small(FIRM | {"deadlines.pause.to": 10}), until=31).state.regime == [2.0, 0.0]


# ------------------------------------------------------------------ a signed text holds threats


def test_while_home_decides_nothing_falls_due(small, talks, say, days_of):
    scenario = small(
        FIRM
        | {
            "sides.east.ratification.threshold": 10,
            "sides.east.election": None,
            "sides.east.sensitive": (),
        }
    )
    model = talks(scenario, say.on(28, say.offers(3, 2)), say.takes, say.takes, until=39)
    # Signed on day 28, refused on day 31; the date waits until seven days later.
    assert days_of(model, SNAPPED_BACK) == [38]


def test_a_text_ratified_on_the_day_comes_before_the_deadline(small, talks, say, days_of):
    scenario = small(FIRM | {"sides.east.election": None, "sides.east.sensitive": ()})
    model = talks(scenario, say.on(27, say.offers(3, 2)), say.takes, say.takes, until=40)
    assert model.state.agreement_day == 27
    assert not model.running
    assert days_of(model, SNAPPED_BACK) == []
    assert model.state.regime[0] != 0.0


# ------------------------------------------------------------------ levers


def test_who_holds_the_lever_is_asked_on_the_day(small, talks, days_of):
    model = talks(small(FIRM), farm=at_the_deadline(EXTEND), until=60)
    assert days_of(model, EXTENDED) == [30, 50]
    assert model.state.ending == TALKING


def test_unused_the_draw_decides(small, talks, days_of):
    model = talks(small(FIRM), farm=at_the_deadline(WAIT), until=32)
    assert days_of(model, SNAPPED_BACK) == [30]


def test_one_who_may_carry_the_threat_out_can(small, talks, days_of):
    scenario = small(SOFT | {"sides.west.ministers.farm.levers": ()})
    model = talks(scenario, trade=at_the_deadline(ESCALATE), until=32)
    assert days_of(model, SNAPPED_BACK) == [30]


def test_a_lever_one_does_not_hold_moves_nothing(small, talks, days_of):
    model = talks(small(SOFT), farm=at_the_deadline(ESCALATE), until=32)
    assert days_of(model, EXTENDED) == [30]
    nobody = {"sides.west.ministers.farm.levers": (), "sides.west.ministers.trade.levers": ()}
    model = talks(small(FIRM | nobody), farm=at_the_deadline(EXTEND), until=32)
    assert days_of(model, SNAPPED_BACK) == [30]


def test_levers_may_be_pulled_at_the_table(small, talks, say, days_of):
    model = talks(small(FIRM), farm=say.on(3, say.does(EXTEND)), until=5)
    assert days_of(model, EXTENDED) == [3, 3]  # asked twice in a session, and twice it did
    assert model.state.threat_day[PAUSE] == 70
    model = talks(small(SOFT), trade=say.on(3, say.does(ESCALATE)), until=10)
    assert days_of(model, HIKE_ANNOUNCED) == [3]  # the second time there is none left
    assert days_of(model, HIKE_IMPOSED) == [8]


def test_an_announced_hike_can_be_put_off_by_its_notice(small, talks, say, days_of):
    def farm(view):
        return Move(EXTEND if view.day == 5 and view.exchange == 0 else WAIT, ())

    model = talks(small(SOFT), trade=say.on(3, say.does(ESCALATE)), farm=farm, until=20)
    assert days_of(model, EXTENDED) == [5]
    assert days_of(model, HIKE_IMPOSED) == [13]


def test_nobody_puts_off_what_is_not_pending(small, talks, say, days_of):
    model = talks(small(FIRM), farm=say.on(33, say.does(EXTEND)), until=35)
    assert days_of(model, EXTENDED) == []


def test_nobody_is_asked_while_a_text_waits_for_home(small, talks, say):
    asked = []

    def farm(view):
        asked.append((view.day, view.occasion))
        return say.takes(view)

    scenario = small(FIRM | {"sides.east.election": None, "sides.east.sensitive": ()})
    talks(scenario, say.on(28, say.offers(3, 2)), say.takes, farm, until=40)
    assert (30, AT_A_DEADLINE) not in asked
