"""The glass door as a Mesa user meets it."""

from __future__ import annotations

import copy

import mesa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.constituency import Constituency
from agents.leader import Leader
from agents.minister import Minister
from agents.rules.utility import value_of
from agents.views import (
    ACCEPT,
    AT_A_DEADLINE,
    CALL_LEADER,
    ESCALATE,
    EXTEND,
    INTERIM,
    OFFER,
    WAIT,
    WALK_OUT,
    Move,
)
from sim import home
from sim.config import ConfigError
from sim.model import TalksModel
from sim.outcomes import row
from sim.scenario import Scenario
from sim.state import ENDINGS, State


def fields(state: State) -> dict[str, object]:
    return {name: copy.deepcopy(getattr(state, name)) for name in State.__annotations__}


# ------------------------------------------------------------------ steps


def test_a_step_is_a_day(japan_us):
    model = TalksModel(japan_us(), run=1, rng=3)
    for day in range(30):
        assert (model.day, model.steps) == (day, day)
        model.step()


def test_a_history_runs_until_it_is_over(japan_us):
    model = TalksModel(japan_us(), run=1, rng=3)
    while model.running:
        model.step()
    assert model.steps == model.day + 1
    before = fields(model.state)
    model.step()  # nothing more happens, and nothing breaks
    assert fields(model.state) == before
    assert ENDINGS[model.state.ending] == row(japan_us(), model.state)["ending"]


@pytest.mark.parametrize("scenario", ["bare", "japan_us_2025"])
def test_a_shipped_scenario_may_be_named(scenario):
    model = TalksModel(scenario=scenario, run=0, rng=1, collect=False)
    assert model.scenario.name == scenario
    assert model.play_out().running is False


def test_a_scenario_that_is_not_there_is_said_to_be_missing():
    with pytest.raises(ConfigError, match="no_such_place"):
        TalksModel(scenario="no_such_place")


def test_seed_0_is_a_seed_and_none_is_seed_0(japan_us):
    def number(rng):
        return TalksModel(japan_us(), run=1, rng=rng, collect=False).state.number

    assert number(None) == number(0) == number(np.int64(0)) != number(1)


def test_mesa_s_own_randomness_changes_nothing(japan_us):
    quiet = TalksModel(japan_us(), run=4, rng=3, collect=False)
    noisy = TalksModel(japan_us(), run=4, rng=3, collect=False)
    while quiet.running:
        noisy.random.random()
        noisy.rng.random(3)
        quiet.step()
        noisy.step()
    assert repr(fields(noisy.state)) == repr(fields(quiet.state))


# ------------------------------------------------------------------ agents


def test_everyone_has_a_place(japan_us):
    model = TalksModel(japan_us(), collect=False)
    by_type = model.agents_by_type
    assert [len(by_type[kind]) for kind in (Leader, Minister, Constituency)] == [2, 3, 6]
    assert [minister.seat for minister in by_type[Minister]] == list(japan_us().seats)
    assert set(model.agents.get("side")) == {"japan", "us"}
    assert len(model.agents.select(lambda agent: agent.side == "us")) == 1 + 2 + 3


def test_leaders_show_their_mandate_term_by_term(japan_us):
    model = TalksModel(japan_us(), run=2, rng=3, collect=False)
    while model.day < 25:
        model.step()
    for number, leader in enumerate(model.agents_by_type[Leader]):
        terms = leader.terms
        pressed = terms["reference"] - sum(
            value for name, value in terms.items() if name not in ("reference", "outside")
        )
        assert leader.mandate == pytest.approx(max(pressed, terms["outside"]))
        assert leader.mandate == model.state.mandate[number]
        assert leader.flow == model.state.flow[number]
        assert leader.salience == model.state.salience[number] != 1.0 or leader.side == "us"


@pytest.mark.parametrize("run", range(8))
def test_the_mandate_is_its_terms_above_the_floor_on_every_day(japan_us, run):
    frame = _frame(japan_us(), run)
    for side in japan_us().sides:
        pressures = ["threat", "losses", "stress", "majority"]
        pressed = frame[f"reference_{side}"]
        for term in pressures:
            pressed = pressed - frame[f"{term}_{side}"]
        expected = np.maximum(pressed, frame[f"outside_{side}"])
        np.testing.assert_allclose(frame[f"mandate_{side}"], expected, rtol=0, atol=1e-12)
        assert (frame[f"mandate_{side}"] >= frame[f"outside_{side}"] - 1e-12).all()


def _frame(scenario, run):
    model = TalksModel(scenario, run=run, rng=3).play_out()
    return model.datacollector.get_model_vars_dataframe()


def test_ministers_show_what_they_have_conceded_and_last_offered(small, talks, say):
    model = talks(small(), say.offers(3, 1), until=1)
    envoy, farm, _ = model.agents_by_type[Minister]
    assert envoy.last_offer == (3, 1)
    assert farm.last_offer is None
    assert (envoy.share_conceded, envoy.strategy) == (0.0, "linear")
    own = TalksModel(small(), collect=False)
    while own.day < 15:
        own.step()
    shares = [minister.share_conceded for minister in own.agents_by_type[Minister]]
    assert all(0 < share < 1 for share in shares)


def test_constituencies_show_what_the_last_text_would_bring(small, talks, say):
    model = talks(small(), say.offers(3, 2), say.takes, say.takes)
    farmers, makers, growers = model.agents_by_type[Constituency]
    assert [group.gain for group in (farmers, makers, growers)] == [0, 0, 0]
    model.step()
    assert farmers.gain == pytest.approx(-0.4)
    assert makers.gain == pytest.approx(0.8 * 0.25)
    assert growers.gain == pytest.approx(0.5 - 0.1 * 0.25)
    assert (makers.power, makers.label, makers.side) == (1.0, "Makers", "east")


def test_support_at_home_is_the_groups_gains_by_power(small, talks, say):
    model = talks(small(), say.offers(3, 2), say.takes, say.takes, until=1)
    east = model.agents_by_type[Constituency].select(lambda group: group.side == "east")
    mean = sum(group.power * group.gain for group in east) / sum(group.power for group in east)
    assert mean == pytest.approx(home.support(small().world, model.state, 0))


def test_points_run_from_the_worst_package_to_the_best(small, talks):
    model = talks(small())
    state, world = model.state, small().world
    assert model.points(0, value_of(state.table[0], world.starts, (4, 0))) == 100
    assert model.points(0, value_of(state.table[0], world.starts, (0, 2))) == 0
    assert model.today(0) == 0.5
    assert model.points(0, model.today(0)) == pytest.approx(60)


# ------------------------------------------------------------------ data


def test_data_of_every_day_are_collected(japan_us):
    model = TalksModel(japan_us(), run=1, rng=3).play_out()
    frame = model.datacollector.get_model_vars_dataframe()
    assert len(frame) == model.day + 1
    assert frame["in_force_auto_tariff"].iloc[0] == 25
    assert frame["in_force_reciprocal_tariff"].iloc[0] == 10
    assert frame["daily_loss_usd_m"].gt(0).all()
    assert set(frame["ending"]) <= set(ENDINGS)
    leaders = model.datacollector.get_agenttype_vars_dataframe(Leader)
    japan = leaders[leaders["side"] == "japan"]
    np.testing.assert_array_equal(japan["mandate"], frame["mandate_japan"])
    ministers = model.datacollector.get_agenttype_vars_dataframe(Minister)
    by_seat = ministers.groupby("seat")["share_conceded"]
    assert by_seat.apply(lambda shares: shares.is_monotonic_increasing).all()
    assert len(model.datacollector.get_agenttype_vars_dataframe(Constituency)) == 6 * len(frame)


def test_not_collecting_changes_no_bit(japan_us):
    one = TalksModel(japan_us(), run=3, rng=3, collect=False).play_out()
    other = TalksModel(japan_us(), run=3, rng=3).play_out()
    assert repr(fields(one.state)) == repr(fields(other.state))
    assert one.datacollector.get_model_vars_dataframe().empty


def test_mesa_s_batch_run_makes_the_histories_of_the_runs_it_is_given(two_givers):
    rows = mesa.batch_run(
        TalksModel,
        {"scenario": "bare", "run": range(4), "rng": 5},
        number_processes=1,
        data_collection_period=-1,
        display_progress=False,
        max_steps=400,
    )
    for run in range(4):
        alone = TalksModel("bare", run=run, rng=5).play_out()
        told = [one for one in rows if one["run"] == run]
        assert {one["ending"] for one in told} == {ENDINGS[alone.state.ending]}
        assert {one["Step"] for one in told} == {alone.day}
        assert {one["mandate_east"] for one in told} == {alone.state.mandate[0]}


# ------------------------------------------------------------------ a chair for someone outside


def waiting_for_trade(small, talks, say, envoy=None):
    model = TalksModel(
        small(),
        rng=4,
        collect=False,
        seats={"east.envoy": envoy or say.waits, "west.trade": None, "west.farm": say.waits},
    )
    return model.play_out()


def test_the_history_waits_for_its_chair(small, talks, say):
    model = waiting_for_trade(small, talks, say)
    assert (model.waiting, model.asked, model.day) == ("west.trade", "west.trade", 0)
    before = fields(model.state)
    model.step()
    assert fields(model.state) == before  # asking again changes nothing
    assert model.view().seat == model.seat_number("west.trade")
    model.answer(Move(OFFER, (2, 2)))
    assert model.agents_by_type[Minister][2].last_offer == (2, 2)


@pytest.mark.parametrize(
    ("move", "message"),
    [
        (Move(9, ()), "unknown move 9; moves are 0 to 7"),
        (Move(-1, ()), "unknown move -1"),
        (Move(OFFER, (1,)), "names 2 levels, found 1"),
        (Move(OFFER, (1, 2, 0)), "names 2 levels, found 3"),
        (Move(OFFER, (5, 0)), "tariff: level 5 .* 0 to 4"),
        (Move(OFFER, (0, -1)), "wheat: level -1 .* 0 to 2"),
        (Move(OFFER, (0, 0.5)), "wheat: level 0.5 is no whole number"),
        (Move(OFFER, (0, float("nan"))), "wheat: level nan"),
        (Move(OFFER, ("1", 0)), "tariff: level 1"),
        (Move(ACCEPT, ()), "nothing on the table to accept"),
    ],
)
def test_a_move_that_cannot_be_made_is_refused_and_changes_nothing(
    small, talks, say, move, message
):
    model = waiting_for_trade(small, talks, say)
    before = fields(model.state)
    with pytest.raises(ValueError, match=message):
        model.answer(move)
    assert fields(model.state) == before
    assert model.waiting == "west.trade"


def test_a_lever_that_a_seat_does_not_hold_is_refused(small, talks, say):
    model = TalksModel(small(), rng=4, collect=False, seats={"west.farm": None}).play_out()
    with pytest.raises(ValueError, match=r"west\.farm does not hold the lever to escalate"):
        model.answer(Move(ESCALATE, ()))
    model.answer(Move(EXTEND, ()))
    assert model.state.extensions == 1


def test_at_a_deadline_there_is_no_table(small, talks, say):
    seats = dict.fromkeys(small().seats, say.waits) | {"west.farm": None}
    model = TalksModel(small(), rng=4, collect=False, seats=seats)
    while model.view().occasion != AT_A_DEADLINE if model.waiting else model.running:
        if model.waiting:
            model.answer(Move(WAIT, ()))
        model.step()
    assert model.day == 30
    for kind in (OFFER, ACCEPT, WALK_OUT, CALL_LEADER, INTERIM):
        with pytest.raises(ValueError, match="at a deadline nobody can"):
            model.answer(Move(kind, (0, 0)))
    model.answer(Move(WAIT, ()))


def test_nobody_answers_unasked(small, talks):
    with pytest.raises(ValueError, match="no seat is asked"):
        talks(small()).answer(Move(WAIT, ()))


def test_a_seat_that_is_not_there_cannot_be_filled(small):
    with pytest.raises(KeyError, match=r"west\.treasury.*west\.farm"):
        TalksModel(small(), seats={"west.treasury": None})


def test_levels_may_come_from_numpy(small, talks, say):
    model = waiting_for_trade(small, talks, say)
    model.answer(Move(OFFER, np.array([2, 2])))
    assert model.agents_by_type[Minister][2].last_offer == (2, 2)


@given(st.lists(st.integers(0, 7), min_size=1, max_size=30), st.integers(0, 100))
def test_whatever_a_chair_answers_the_history_comes_to_its_end(small, kinds, run):
    """Any row of legal moves, over and over; the history stays within what it may be."""
    scenario: Scenario = small()
    model = TalksModel(scenario, run=run, rng=4, collect=False, seats={"west.trade": None})
    turn = 0
    while model.running:
        model.step()
        if model.waiting:
            kind = kinds[turn % len(kinds)]
            turn += 1
            try:
                model.answer(Move(kind, (turn % 5, turn % 3)))
            except ValueError:
                model.answer(Move(WAIT, ()))
    told = row(scenario, model.state)
    assert told["ending"] in ENDINGS
    assert 0 <= told["progress"] <= 1
    assert told["exports_bn"] == pytest.approx(8.1)  # trade does not yield in this world
    assert all(np.isfinite(told[f"score_{side}"]) for side in scenario.sides)
