from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from agents.rules.utility import value_of
from experiments import replayed
from experiments.replayed import LastOffer, replay, replay_sample
from sim.model import TalksModel
from sim.outcomes import simulate

SEED = 20250617
RUNS = 12


@pytest.fixture(scope="module")
def histories(japan_us):
    return replay_sample(japan_us(), SEED, range(RUNS))


@pytest.fixture(scope="module")
def rows(japan_us):
    return simulate(japan_us(), SEED, 0, RUNS)


def test_days_add_up_to_the_row(histories, rows, japan_us):
    assert "agreement" in rows["ending"]
    for history in histories:
        assert history.ending == rows["ending"][history.run]
        assert history.reason == rows["reason"][history.run]
        assert len(history.loss) == len(history.duty) == japan_us().horizon + 1
        assert history.loss.sum() == pytest.approx(rows["exporter_loss_bn"][history.run])
        assert history.duty.sum() == pytest.approx(rows["duty_bn"][history.run])


def test_an_agreement_changes_what_a_day_costs_from_its_effect_on(histories, rows, japan_us):
    for history in histories:
        effect = rows["effect_day"][history.run]
        if 0 < effect <= japan_us().horizon:
            assert len(set(history.loss[effect:].round(12))) == 1
            agreed = rows["agreement_day"][history.run]
            assert len(set(history.loss[agreed + 1 : effect].round(12))) <= 1


def test_days_after_the_end_are_made_up_to_the_total():
    days = replayed._to_the_horizon([1.0, 2.0], 1 + 2 + 2 + 2 + 3 * 0.5, effect=4, horizon=6)
    assert days.tolist() == pytest.approx([1, 2, 2, 2, 0.5, 0.5, 0.5])
    never = replayed._to_the_horizon([1.0, 2.0], 99.0, effect=-1, horizon=3)
    assert never.tolist() == [1, 2, 2, 2]
    late = replayed._to_the_horizon([1.0, 2.0], 7.0, effect=9, horizon=3)
    assert late.tolist() == [1, 2, 2, 2]


def test_the_sample_is_the_lowest_runs(two_givers, monkeypatch):
    monkeypatch.setattr(replayed, "SAMPLE", 3)
    found = replay_sample(two_givers(), 1, np.array([9, 4, 2, 7]))
    assert [history.run for history in found] == [2, 4, 7]


def test_a_last_offer_is_what_was_last_on_the_table(histories, rows, japan_us):
    """By hand for one history without a text: its offers, mandates and home on that day."""
    scenario = japan_us()
    run = rows["reason"].index("no_text")
    model = TalksModel(scenario, run=run, rng=SEED, collect=False)
    state, starts = model.state, scenario.world.starts
    seen = {}

    def note(_):
        if model.last_move is None or not all(state.offered[seat] for seat in (0, 1)):
            return
        ours, theirs = state.offer[0], state.offer[1]
        margin = value_of(state.home[0], starts, theirs) - state.home_now[0] - state.home_bar[0]
        seen["asks"] = model.points(0, value_of(state.felt[0], starts, ours)) - model.points(
            0, state.mandate[0]
        )
        seen["brings"] = model.points(0, value_of(state.felt[0], starts, theirs)) - model.points(
            0, state.mandate[0]
        )
        seen["carried"] = margin >= 0

    def first_pair_only():
        return replayed._last_offers(
            SimpleNamespace(
                scenario=SimpleNamespace(
                    world=scenario.world._replace(pair_first=(0,), pair_second=(1,))
                ),
                state=state,
                points=model.points,
            )
        )

    model.listeners.append(note)
    while model.running:
        rounds = state.rounds
        model.step()
        if state.rounds > rounds:
            japan, us = first_pair_only()
            assert japan.asks == pytest.approx(seen["asks"])
            assert us.brings == pytest.approx(seen["brings"])
            assert us.carried == seen["carried"]
    assert seen
    assert histories[run].last is not None


def test_an_offer_suits_if_it_reaches_the_mandate():
    assert LastOffer(asks=1, brings=0.0, carried=True).suits
    assert not LastOffer(asks=1, brings=-0.1, carried=True).suits


def test_home_that_is_not_asked_refuses_nothing(two_givers):
    assert two_givers().world.threshold == (-1, -1)
    for run in range(20):
        last = replay(two_givers(), 1, run).last
        assert last is None or all(offer.carried for offer in last)
