"""The morning of a day, by hand in the small world."""

from __future__ import annotations

import pytest

from sim import outlook
from sim.model import TalksModel
from sim.state import CAMPAIGN_OPENED, LOSSES, OUTSIDE, POLLING_DAY, REFERENCE, THREAT

TARIFF, WHEAT = slice(0, 5), slice(5, 8)
EAST, WEST = 0, 1


# ------------------------------------------------------------------ the regime in force


def test_the_regime_lies_where_the_rates_in_force_are(small, talks):
    assert talks(small()).state.regime == [2.0, 0.0]
    assert talks(small({"issues.tariff.in_force": 25})).state.regime == [1.5, 0.0]


def test_level_0_of_the_baseline_is_the_threat_carried_out(japan_us):
    model = TalksModel(japan_us(), collect=False)
    rates = {issue.id: model.rate(place) for place, issue in enumerate(japan_us().issues)}
    assert rates["auto_tariff"] == 25
    assert rates["metals_tariff"] == 50
    assert rates["reciprocal_tariff"] == 10  # 24 is threatened
    assert {rate for issue, rate in rates.items() if not issue.endswith("tariff")} == {0}


# ------------------------------------------------------------------ salience


@pytest.mark.parametrize(
    ("day", "wheat"),
    [
        (9, [0, -0.0625, -0.25]),
        (10, [0, -0.125, -0.5]),
        (20, [0, -0.125, -0.5]),
        (21, [0, -0.03125, -0.125]),
    ],
    ids=["before the campaign", "campaign opens", "polling day", "after it"],
)
def test_what_is_felt_of_sensitive_concessions(small, talks, day, wheat):
    state = talks(small(), until=day + 1).state
    for actor in (EAST, 2):  # leader and envoy
        assert state.felt[actor][WHEAT] == wheat
        assert state.felt[actor][TARIFF] == [0, 0.25, 0.5, 0.75, 1]
        assert state.table[actor][WHEAT] == [0, -0.0625, -0.25]  # nobody's utility has changed
    for actor in (WEST, 3, 4):
        assert state.felt[actor] == state.table[actor]


def test_groups_hurt_by_sensitive_issues_gain_power_in_the_campaign(small, talks):
    before = talks(small(), until=1).state
    assert before.home[EAST][TARIFF] == pytest.approx([0, 0.1, 0.2, 0.3, 0.4])
    assert before.home[EAST][WHEAT] == pytest.approx([0, -0.05, -0.2])  # the pain grows
    during = talks(small(), until=11).state  # farmers count twice: two thirds of all power
    assert during.home[EAST][TARIFF] == pytest.approx([0.8 / 3 * n / 4 for n in range(5)])
    assert during.home[EAST][WHEAT] == pytest.approx([0, -0.2 / 3, -0.8 / 3])
    for state in (before, during):
        assert state.home[WEST][TARIFF] == pytest.approx([-0.1 * n / 4 for n in range(5)])
        assert state.home[WEST][WHEAT] == pytest.approx([0, 0.25, 0.5])


def test_support_counts_from_the_regime_in_force(small, talks):
    state = talks(small()).state
    assert state.home_now == pytest.approx([0.2, -0.05])
    assert state.home_bar == [-10, -10]


def test_a_home_that_is_not_asked_has_no_bar(small, talks):
    state = talks(small({"sides.east.ratification": None})).state
    assert state.home_bar[EAST] < -1e6
    assert state.home_bar[WEST] == -10


def test_a_side_without_groups_supports_nothing_and_minds_nothing(small, talks):
    scenario = small({"sides.east.ratification": None, "sides.east.constituencies": {}})
    assert set(talks(scenario).state.home[EAST]) == {0.0}


def test_campaign_and_polling_day_are_noted(small, talks, days_of):
    model = talks(small(), until=40)
    assert days_of(model, CAMPAIGN_OPENED) == [10]
    assert days_of(model, POLLING_DAY) == [20]


# ------------------------------------------------------------------ deadlines


def test_the_next_deadline_is_the_earliest_threat_pending(small, talks):
    model = talks(small(), until=3)
    state, world = model.state, model.scenario.world
    assert (state.next_threat, state.deadline_day, state.deadline_set) == (0, 30, -30)
    state.threat_on[1], state.threat_day[1], state.threat_set[1] = 1, 8, 3  # a hike announced
    outlook.find_deadline(world, state)
    assert (state.next_threat, state.deadline_day, state.deadline_set) == (1, 8, 3)
    state.threat_day[1] = 31
    outlook.find_deadline(world, state)
    assert state.next_threat == 0


def test_without_a_threat_a_review_is_worked_towards_up_to_its_own_day(small, talks):
    model = talks(small(), until=3)
    state, world = model.state, model.scenario.world
    state.threat_on[:] = [2, 0]
    state.review_day, state.review_set = 20, 2
    for day in (3, 20):
        state.day = day
        outlook.find_deadline(world, state)
        assert (state.next_threat, state.deadline_day, state.deadline_set) == (-1, 20, 2)


def test_a_world_without_threats_works_towards_its_last_day(two_givers):
    state = TalksModel(two_givers(), collect=False).state
    assert (state.next_threat, state.deadline_day, state.deadline_set) == (-1, 30, 0)


def test_a_new_date_pulls_the_next_round_to_its_eve(small, talks):
    model = talks(small(), until=3)
    state, world = model.state, model.scenario.world
    state.next_round, state.threat_day[0] = 25, 12
    outlook.find_deadline(world, state)
    assert state.next_round == 11


def test_days_left_grow_by_the_extension_one_believes_in(small, talks):
    three_quarters = {"value": 0.75, "unit": "probability", "source": "setting"}
    scenario = small({"deadlines.pause.belief": three_quarters, "deadlines.pause.insight": 0})
    model = talks(scenario, until=4)
    assert model.state.belief[EAST][0] == 0.75
    # 26 days less the half that is over, and a quarter of 20 more.
    assert outlook.days_left(scenario.world, model.state, EAST, 0.5) == 26 - 0.5 + 5
    model.state.next_threat = -1
    assert outlook.days_left(scenario.world, model.state, EAST, 0.5) == 25.5


# ------------------------------------------------------------------ mandates


def test_mandates_on_the_first_morning(small, talks):
    state = talks(small()).state
    assert state.flow == [0.5, -0.25]
    assert state.threatened == [0.0, 0.0]
    assert state.belief == [[0.5, 1.0], [0.5, 1.0]]
    # East: 0.6875, less half of the 0.5 that the threat would take; no deal is worth 0.25.
    # West: 0.25; the threat would do it good, so it presses nobody, and counts in no deal.
    for term, pair in {
        REFERENCE: (0.6875, 0.25),
        THREAT: (0.25, 0.0),
        LOSSES: (0.0, 0.0),
        OUTSIDE: (0.25, -0.125),
    }.items():
        assert (state.terms[EAST][term], state.terms[WEST][term]) == pair
    assert state.mandate == [0.4375, 0.25]


def test_losses_wear_the_mandate_down_day_by_day(small, talks):
    state = talks(small(), until=8).state
    seven_days = 2 * 7 * (0.6875 - 0.5) / 365
    outlook.refresh_mandates(small().world, state)
    # Each day is booked at dusk: eight days lie behind the morning of day 8.
    assert state.terms[EAST][LOSSES] == pytest.approx(seven_days * 8 / 7)
    assert state.mandate[EAST] == pytest.approx(0.4375 - seven_days * 8 / 7)


def test_nobody_signs_what_is_worse_than_waiting(small, talks):
    scenario = small({"sides.east.mandate.threat": 100})
    state = talks(scenario).state
    assert state.terms[EAST][THREAT] == 25
    assert state.mandate[EAST] == state.terms[EAST][OUTSIDE] == 0.25


def test_a_threat_beyond_level_0_counts_along_the_first_step(small, talks):
    model = talks(small(), until=1)
    state = model.state
    state.threat_on[1], state.threat_day[1], state.threat_to[1] = 1, 6, -1.0  # to 50 %
    outlook.refresh_mandates(model.scenario.world, state)
    assert state.threatened == [-0.25, 0.125]
    assert state.terms[EAST][THREAT] == 0.75  # it is believed for certain


def test_a_threat_milder_than_what_is_in_force_threatens_nobody(small, talks):
    state = talks(small({"deadlines.pause.to": 10})).state
    assert state.threatened == state.flow
    assert state.terms[EAST][THREAT] == 0.0
