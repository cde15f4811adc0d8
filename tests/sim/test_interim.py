"""The interim accord by hand in the small world, and against all step subsets in the baseline.

In the small world, before the deadline: one step of relief brings East 0.25 and costs West,
past its limit, 0.25; one step of wheat costs East 0.0625 and brings West 0.5. Without an
accord East stands 0.25 above what no deal is worth to it, West 0.125 below, and West counts a
price of 0.125 for stopping its own clock.
"""

from __future__ import annotations

import itertools

import pytest

from agents.rules.utility import value_of_regime
from agents.views import INTERIM
from sim import interim
from sim.model import TalksModel
from sim.state import (
    INTERIM_FAILED,
    INTERIM_ONLY,
    INTERIM_SIGNED,
    OUTSIDE,
    ROUND_OPENED,
    SNAP_BACK,
)

CALM = {"sides.east.election": None, "sides.east.sensitive": ()}
"""No campaign, so that wheat costs the same on every day."""
SURE = CALM | {"interim.occasion": 1}


def test_wheat_now_against_a_stopped_clock(small, talks, days_of):
    """Wheat alone: gains of 0.1875 and 0.25. With relief West would be left with nothing."""
    model = talks(small(SURE), until=21)
    state = model.state
    assert days_of(model, INTERIM_SIGNED) == [20]  # the window opens ten days ahead
    assert state.regime == [2.0, 1.0]
    assert (state.interim_day, state.ending) == (20, INTERIM_ONLY)
    assert state.threat_day[0] == 60  # frozen for forty days
    assert state.home_now[0] == pytest.approx(0.2 - 0.05)


def test_a_smaller_price_and_a_dearer_step_of_wheat_change_the_package(small, talks):
    """With no price, both steps: 0.4375 and 0.125, better than 0.1875 and 0.375? No."""
    # Products: wheat 0.1875 * 0.375 = 0.0703, both 0.4375 * 0.125 = 0.0547.
    assert talks(small(SURE | {"interim.price": 0}), until=21).state.regime == [2.0, 1.0]
    # Where relief costs West half as much (no kink): both 0.4375 * 0.25, wheat 0.0703.
    gentle = SURE | {"interim.price": 0, "sides.west.limits": {}}
    assert talks(small(gentle), until=21).state.regime == [3.0, 1.0]


def test_a_price_above_all_there_is_to_gain_leaves_nothing_to_sign(small, talks, days_of):
    model = talks(small(SURE | {"interim.price": 0.5}), until=40)
    assert days_of(model, INTERIM_FAILED) == [20]
    assert days_of(model, INTERIM_SIGNED) == []
    assert model.state.interim_day == -1


def test_it_is_the_holder_of_the_threat_who_pays_the_price(small, talks):
    """The other way round East would have 0.0625 left of wheat alone, and West 0.375."""
    scenario = small(SURE)
    model = talks(scenario, until=15)
    east_holds = scenario.world._replace(threat_holder=(0, 0))
    assert interim._compose(scenario.world, model.state, 0)
    assert model.state.stuck[0][:2] == [0, 1]
    assert interim._compose(east_holds, model.state, 0)
    assert model.state.stuck[0][:2] == [1, 1]  # 0.3125 * 0.125 is more than 0.0625 * 0.375


@pytest.mark.parametrize("side", ["east", "west"])
def test_a_leader_may_send_it_back(small, talks, days_of, side):
    model = talks(small(SURE | {f"sides.{side}.leader.override": 1}), until=40)
    assert days_of(model, INTERIM_FAILED) == [20]
    assert model.state.regime != [2.0, 1.0]


def test_without_the_occasion_there_is_none(small, talks, days_of):
    model = talks(small(CALM), until=40)
    assert days_of(model, INTERIM_SIGNED | INTERIM_FAILED) == []


def test_a_scenario_may_know_no_such_thing(small, talks, say, days_of):
    model = talks(small(CALM | {"interim": None}), trade=say.does(INTERIM), until=40)
    assert days_of(model, INTERIM_SIGNED | INTERIM_FAILED) == []


def test_once_for_each_date_unless_the_date_moves(small, talks, days_of):
    """Too dear on day 20; the deadline is put off on day 30 by 20 days: again on day 40."""
    scenario = small(
        SURE | {"interim.price": 0.5, "deadlines.pause.softness": 1, "interim.window": 10}
    )
    assert days_of(talks(scenario, until=49), INTERIM_FAILED) == [20, 40]


def test_a_seat_may_propose_it_outside_the_window(small, talks, say, days_of):
    model = talks(small(CALM), farm=say.on(5, say.does(INTERIM)), until=8)
    assert days_of(model, INTERIM_SIGNED) == [5]
    assert model.state.threat_day[0] == 45


def test_not_while_a_text_stands_or_waits_for_home(small, talks, say, days_of):
    offered = talks(small(SURE), say.offers(3, 2), say.takes, say.takes, until=1)
    assert days_of(offered, INTERIM_SIGNED | INTERIM_FAILED) == []
    scenario = small(SURE | {"sides.west.leader.override": 1, "talks.return_factor": 1})
    sent_back = talks(scenario, say.offers(3, 2), say.takes, say.takes, until=28)
    assert days_of(sent_back, ROUND_OPENED) == list(range(28))
    assert days_of(sent_back, INTERIM_SIGNED | INTERIM_FAILED) == []


def test_not_after_the_threat_is_carried_out(small, talks, say, days_of):
    scenario = small(CALM | {"deadlines.pause.softness": 0})
    model = talks(scenario, farm=say.on(35, say.does(INTERIM)), until=40)
    assert model.state.ending == SNAP_BACK
    assert days_of(model, INTERIM_SIGNED | INTERIM_FAILED) == []


def test_a_freeze_never_brings_a_date_forward(small, talks, say):
    scenario = small(CALM | {"interim.duration": 3})
    model = talks(scenario, farm=say.on(5, say.does(INTERIM)), until=8)
    assert model.state.interim_day == 5
    assert model.state.threat_day[0] == 30


def test_nothing_more_is_given_on_an_issue_that_is_at_its_last_level(small, talks):
    state = talks(small(SURE), until=15).state
    state.regime[:] = [4.0, 1.5]  # no tariff left; less than a step of wheat
    state.flow[:] = [9.0, 9.0]  # however much an accord would be worth, there is none to sign
    assert not interim._compose(small().world, state, 0)
    assert state.stuck[0][:2] == [0, 0]


# ------------------------------------------------------------------ against all subsets


def brute_force(world, state, threat: int) -> dict[tuple[int, ...], float]:
    """Rank every set of single steps from the regime in force by what both sides gain."""
    gains = [state.flow[side] - state.terms[side][OUTSIDE] for side in range(2)]
    gains[world.threat_holder[threat]] -= state.number[world.interim_price]
    issues = range(len(world.giver))
    sizes = [world.starts[i + 1] - world.starts[i] for i in issues]
    steps = [(0, 1) if state.regime[i] + 1 <= sizes[i] - 1 else (0,) for i in issues]

    def worth(side: int, regime: list[float]) -> float:
        return value_of_regime(state.felt[side], world.starts, world.links, regime)

    now = [worth(side, state.regime) for side in range(2)]
    merits = {}
    for chosen in itertools.product(*steps):
        regime = [state.regime[i] + chosen[i] for i in issues]
        merits[chosen] = interim._merit(
            *(gains[side] + worth(side, regime) - now[side] for side in range(2))
        )
    return merits


@pytest.mark.parametrize("links", [True, False], ids=["linked issues", "issues apart"])
def test_the_accord_of_the_baseline_is_the_best_of_all_512(japan_us, links):
    scenario = japan_us() if links else japan_us({"interactions": {}})
    world, composed = scenario.world, []
    for run in range(25):
        model = TalksModel(scenario, run=run, rng=3, collect=False)
        while model.running and model.day < run % 20:
            model.step()
        state = model.state
        if not 0 <= state.next_threat < world.deadlines:
            continue
        agreed = interim._compose(world, state, state.next_threat)
        merits = brute_force(world, state, state.next_threat)
        best = max(merits.values())
        found = tuple(state.stuck[0][: len(world.giver)])
        assert merits[found] == pytest.approx(best, abs=1e-12)
        assert agreed == (best > 0 and sum(found) > 0)
        composed.append(agreed)
    assert {True, False} == set(composed)
