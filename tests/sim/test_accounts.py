"""Dollars and scores by hand in the small world: $0.1bn a day, 100 days of window, 81 of talks."""

from __future__ import annotations

import datetime
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.accounts import discounted_days, sensitive_cost
from sim.model import TalksModel
from sim.outcomes import row
from sim.state import REASONS

FIRM = {"deadlines.pause.softness": 0}
SOFT = {"deadlines.pause.softness": 1}
EAST, WEST = 0, 1
LEAVE = {"sides.east.election": None, "sides.east.sensitive": ()}


def ended(model):
    return model.play_out().state


def agreed_on(talks, say, scenario, day, package=(4, 2)):
    return ended(talks(scenario, say.on(day, say.offers(*package)), say.takes, say.takes))


# ------------------------------------------------------------------ discounting


@given(st.floats(0.5, 1), st.integers(0, 60), st.integers(0, 120))
def test_discounted_days_are_the_sum_of_their_weights(weekly, first, past):
    expected = math.fsum(weekly ** (day / 7) for day in range(first, past))
    assert discounted_days(weekly, first, past) == pytest.approx(expected, rel=1e-6, abs=1e-9)


def test_without_discounting_a_day_is_a_day():
    assert discounted_days(1.0, 8, 100) == 92
    assert discounted_days(1.0, 100, 8) == 0


# ------------------------------------------------------------------ scores


def test_score_of_an_agreement(small, talks, say):
    """(4, 2), signed on day 0, in effect from day 8: worth 0.75 and 0.25 against 0.5, -0.25."""
    state = agreed_on(talks, say, small(), 0)
    assert state.effect_day == 8
    assert state.score == pytest.approx([(8 * 0.5 + 92 * 0.75) / 100, (92 * 0.25 - 2) / 100])


def test_a_concession_in_the_campaign_costs_once(small, talks, say):
    """Signed on day 12 at a salience of 2: half of a year's cost of the wheat, 0.25, on top."""
    state = agreed_on(talks, say, small(), 12)
    assert state.effect_day == 20
    once = 0.5 * (2 - 1) * 0.25 * 365 / 100
    assert state.score[EAST] == pytest.approx((20 * 0.5 + 80 * 0.75) / 100 - once)
    assert state.score[WEST] == pytest.approx((80 * 0.25 - 5) / 100)


def test_after_the_vote_it_costs_nothing_more(small, talks, say):
    state = agreed_on(talks, say, small(SOFT), 21)
    assert state.effect_day == 29
    assert state.score[EAST] == pytest.approx((29 * 0.5 + 71 * 0.75) / 100)


def test_sensitive_cost_is_what_the_text_s_sensitive_issues_take(small, talks, say):
    model = talks(small(), say.offers(4, 2), say.takes, say.takes, until=1)
    world, state = model.scenario.world, model.state
    assert (sensitive_cost(world, state, EAST), sensitive_cost(world, state, WEST)) == (0.25, 0)


def test_score_of_a_history_without_agreement_keeps_its_last_regime(small, talks):
    """20 % until day 29, 40 % from day 30 on and for the rest of the window."""
    state = ended(talks(small(FIRM)))
    assert state.score == pytest.approx([30 * 0.5 / 100, -30 * 0.25 / 100])


def test_discounted_score(small, talks, say):
    state = agreed_on(talks, say, small({"score.discount": 0.9}), 0)
    weight = [0.9 ** (day / 7) for day in range(100)]
    flow = [0.5 if day < 8 else 0.75 for day in range(100)]
    expected = sum(w * f for w, f in zip(weight, flow, strict=True)) / sum(weight)
    assert state.score[EAST] == pytest.approx(expected)


@pytest.mark.parametrize("days", [92, 3000])
def test_what_takes_effect_after_the_window_does_not_count(small, talks, say, days):
    state = agreed_on(talks, say, small({"talks.effect_days": days + 5}), 0)
    assert state.score == pytest.approx([0.5, -0.25])


def test_days_after_the_window_do_not_count(small, talks):
    """The tariff comes back on day 30, ten days after the window."""
    state = ended(talks(small(FIRM | {"score.window": 20})))
    assert state.score == pytest.approx([0.5, -0.25])


def test_an_agreement_in_effect_at_once_counts_from_the_next_day(small, talks, say):
    at_once = {"talks.effect_days": 0, "talks.ratification_days": 0}
    state = agreed_on(talks, say, small(at_once), 0)
    assert state.score[EAST] == pytest.approx((0.5 + 99 * 0.75) / 100)


LATER = {"end.date": datetime.date(2025, 6, 30)}


@pytest.mark.parametrize("day", [0, 12, 27])
def test_a_longer_horizon_changes_no_score_of_a_finished_history(small, talks, say, day):
    here = agreed_on(talks, say, small(), day)
    there = agreed_on(talks, say, small(LATER), day)
    assert here.agreement_day == there.agreement_day == day
    assert here.score == pytest.approx(there.score, abs=1e-12)


# ------------------------------------------------------------------ dollars


def test_the_ledger_adds_up_day_by_day(small, talks):
    """81 days of $0.1bn: 30 of them at 20 %, the rest at 40 %; all of it passed on to buyers."""
    model = talks(small(FIRM))
    booked = [0.0] * 4
    while model.running:
        model.step()
        booked = [total + today for total, today in zip(booked, model.state.daily, strict=True)]
    state = model.state
    totals = [state.exports, state.duty, state.exporter_loss, state.importer_burden]
    assert totals == pytest.approx(booked)
    assert totals == pytest.approx([8.1, 30 * 0.02 + 51 * 0.04, 0.0, 30 * 0.02 + 51 * 0.04])


def test_after_an_agreement_the_ledger_runs_on_to_the_horizon(small, talks, say):
    """20 % on eight days, no tariff on 73."""
    state = agreed_on(talks, say, small(), 0)
    assert state.exports == pytest.approx(8.1)
    assert state.duty == pytest.approx(0.16)


def test_exporters_lose_what_buyers_do_not_pay(small, talks):
    state = ended(talks(small(SOFT | {"economy.lines.goods.pass_through": 0})))
    # They get 1/1.2 of the price: a sixth of $0.1bn on each of 81 days.
    assert state.exporter_loss == pytest.approx(81 * 0.1 / 6)
    assert state.importer_burden == 0.0
    assert state.exports == pytest.approx(81 * 0.1 / 1.2)
    assert state.duty == pytest.approx(state.exporter_loss)


def test_an_effect_after_the_horizon_leaves_the_old_rates_in_the_ledger(small, talks, say):
    state = agreed_on(talks, say, small({"talks.effect_days": 300}), 0)
    assert state.duty == pytest.approx(81 * 0.02)


def test_a_longer_horizon_adds_days_to_the_ledger_and_changes_none(small, talks, say):
    here = agreed_on(talks, say, small(), 0)
    there = agreed_on(talks, say, small(LATER), 0)
    assert there.duty == pytest.approx(here.duty)  # nothing is paid after day 8
    assert there.exports == pytest.approx(here.exports + 100 * 0.1)


# ------------------------------------------------------------------ why there is no agreement

FAR_APART = {
    "sides.east.reference.tariff": 0,
    "sides.west.reference.tariff": 40,
    "sides.west.reference.wheat": 1,
}


@pytest.mark.parametrize(
    ("reason", "settings", "package", "day"),
    [
        ("no_zopa", FAR_APART, None, 0),
        ("no_text", {}, None, 0),
        ("mandate", {}, (4, 0), 0),
        ("override", {"sides.west.leader.override": 1, "talks.return_factor": 1}, (4, 2), 0),
        ("ratification", {"sides.west.ratification.threshold": 10}, (4, 2), 0),
        ("time", LEAVE, (4, 2), 79),
        ("", {}, (4, 2), 0),
    ],
    ids=["no zopa", "no text", "mandate", "override", "ratification", "time", "agreement"],
)
def test_why_there_is_no_agreement(small, talks, say, reason, settings, package, day):
    offer = say.on(day, say.offers(*package)) if package else say.waits
    state = ended(talks(small(SOFT | settings), offer, say.takes, say.takes))
    assert REASONS[state.reason] == reason
    assert (state.zopa_rounds == 0) == (reason == "no_zopa")


def test_outcomes_tell_the_same_as_the_accounts(small, talks, say):
    scenario = small()
    state = agreed_on(talks, say, scenario, 0)
    told = row(scenario, state)
    assert (told["duty_bn"], told["exports_bn"]) == (state.duty, state.exports)
    assert told["score_east"] == state.score[EAST]
    # Points: 0 at East's worst package (-0.25), 100 at its best (1).
    assert told["score_points_east"] == pytest.approx(100 * (state.score[EAST] + 0.25) / 1.25)
    assert told["points_west"] == pytest.approx(100 * (0.25 + 0.75) / 1.75)


def test_the_shipped_scenario_s_scores_do_not_hang_on_its_horizon_either(japan_us):
    later = {"end.date": datetime.date(2026, 3, 31)}
    finished = 0
    for run in range(24):
        here = TalksModel(japan_us(), run=run, rng=6, collect=False).play_out().state
        if here.agreement_day >= 0:
            there = TalksModel(japan_us(later), run=run, rng=6, collect=False).play_out().state
            assert there.score == pytest.approx(here.score, abs=1e-12)
            finished += 1
    assert finished > 3
