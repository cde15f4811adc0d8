"""What is added to a world changes nothing else in it (in the manner of Starsim's tests).

Every draw has an address, so a history is compared with itself in a larger world: the same
moves on the same days, the same numbers drawn, the same outcome to the last bit.
"""

from __future__ import annotations

import copy
import datetime
from typing import Any

import pytest

from agents.views import WAIT, Move
from sim.model import TalksModel
from sim.outcomes import row, simulate

RUNS = range(8)
SEED = 77


def numbers(scenario, state) -> dict[str, float]:
    return dict(zip(scenario.number_names, state.number, strict=True))


def outcome(scenario, run, seats=None, without=()) -> dict[str, Any]:
    model = TalksModel(scenario, run=run, rng=SEED, collect=False, seats=seats).play_out()
    told = row(scenario, model.state)
    return {
        name: repr(value)
        for name, value in told.items()
        if not name.startswith("drawn_") and name not in without
    }


def same_in_both(here, there, without=(), seats=None) -> None:
    endings = set()
    for run in RUNS:
        before = outcome(here, run, without=without)
        assert outcome(there, run, seats=seats, without=without) == before
        endings.add(before["ending"])
        old = numbers(here, TalksModel(here, run=run, rng=SEED, collect=False).state)
        new = numbers(there, TalksModel(there, run=run, rng=SEED, collect=False).state)
        assert {name: new[name] for name in old} == old
    assert len(endings) > 1


def assumed(unit, **parameters):
    return {"unit": unit, "source": "setting"} | parameters


# ------------------------------------------------------------------ runs and ensembles


@pytest.mark.parametrize("cut", [1, 4, 7])
def test_an_ensemble_is_its_runs_however_it_is_cut(two_givers, cut):
    scenario = two_givers()
    whole = simulate(scenario, SEED, 0, 8)
    first, second = simulate(scenario, SEED, 0, cut), simulate(scenario, SEED, cut, 8)
    assert whole == {name: first[name] + second[name] for name in whole}


def test_a_run_stands_alone(japan_us):
    scenario = japan_us()
    among_others = simulate(scenario, SEED, 0, 6)
    alone = simulate(scenario, SEED, 5, 6)
    assert {name: repr(values[5]) for name, values in among_others.items()} == {
        name: repr(values[0]) for name, values in alone.items()
    }


def test_another_seed_or_run_is_another_history(japan_us):
    drawn = {
        tuple(TalksModel(japan_us(), run=run, rng=seed, collect=False).state.number)
        for run in range(4)
        for seed in range(4)
    }
    assert len(drawn) == 16


# ------------------------------------------------------------------ a longer horizon


def day_by_day(scenario, run: int, last: int) -> list[tuple[Any, ...]]:
    """Return every evening's moves, mandates and regime, up to a day."""
    model = TalksModel(scenario, run=run, rng=SEED, collect=False)
    evenings = []
    while model.running and model.day < last:
        model.step()
        state = model.state
        evenings.append(
            (
                list(state.mandate),
                [list(terms) for terms in state.terms],
                # On its last evening a history is carried on to the horizon in the books.
                list(state.regime) if model.running else None,
                copy.deepcopy(state.offer),
                list(state.text),
                (state.rounds, state.sessions, state.texts, state.extensions, state.pending),
                state.next_round,
            )
        )
    return evenings


def test_a_longer_horizon_changes_no_day_before_the_old_one(japan_us):
    here = japan_us()
    there = japan_us({"end.date": datetime.date(2026, 5, 31)})
    lengths = set()
    for run in range(16):
        short = day_by_day(here, run, here.horizon)
        assert day_by_day(there, run, here.horizon) == short
        lengths.add(len(short))
    assert max(lengths) == here.horizon  # some histories went on to the end


def test_a_world_without_a_calendar_has_its_horizon_for_a_deadline(two_givers):
    """There the last day is what the two sides work towards, and moving it moves them."""
    here, there = two_givers(), two_givers({"end.date": datetime.date(2025, 6, 30)})
    assert any(day_by_day(here, run, 30) != day_by_day(there, run, 30) for run in RUNS)


# ------------------------------------------------------------------ more events, more agents


def test_a_summit_that_is_never_held_changes_nothing(japan_us):
    summits = dict(japan_us.data["summits"])
    summits["a_first_in_the_alphabet"] = {
        "label": "Leaders might have met",
        "date": {"date": datetime.date(2025, 7, 1), "source": "setting"},
        "held": assumed("probability", value=0),
        "override_factor": assumed("factor", law="uniform", low=0, high=1),
    }
    same_in_both(japan_us(), japan_us({"summits": summits}))


def test_a_hike_that_never_comes_changes_nothing(japan_us):
    escalations = dict(japan_us.data["escalations"])
    escalations["a_hike_on_metals"] = {
        "label": "A higher tariff on metals",
        "issue": "metals_tariff",
        "holder": "us",
        "rise": assumed("percentage points", law="uniform", low=5, high=25),
        "probability": assumed("probability", value=0),
        "by": {"date": datetime.date(2025, 9, 30), "source": "setting"},
        "notice": assumed("days", law="uniform", low=7, high=30),
        "belief": assumed("probability", law="beta", a=5, b=1),
    }
    same_in_both(japan_us(), japan_us({"escalations": escalations}))


def test_a_motive_that_weighs_nothing_changes_nothing(japan_us):
    motives = dict(japan_us.data["sides"]["us"]["motives"])
    motives["a_whim"] = {
        "label": "a whim",
        "weight": assumed("weight", value=0),
        "benefits": assumed("share", values={"corn_soy": 1}),
    }
    same_in_both(japan_us(), japan_us({"sides.us.motives": motives}))


def test_a_group_without_power_changes_nothing(japan_us):
    groups = dict(japan_us.data["sides"]["japan"]["constituencies"])
    groups["a_hobbyist"] = {
        "label": "A hobbyist",
        "power": assumed("weight", value=0),
        "stakes": assumed("support", values={"corn_soy": -1, "auto_tariff": 1}),
    }
    same_in_both(japan_us(), japan_us({"sides.japan.constituencies": groups}))


def test_a_third_minister_who_only_listens_changes_nothing_but_the_count_of_sessions(japan_us):
    """His silence would be an objection, which is why it must not weigh anything here."""
    us = japan_us.data["sides"]["us"]
    observer = {
        "label": "Observer",
        "slack": assumed("share", law="uniform", low=0, high=0.3),
        "strategy": {"name": "time_dependent", "knowledge": "shaped"},
    }
    deaf = {"talks.objection_factor": 1, "talks.return_factor": 1}
    more = {
        "sides.us.ministers": us["ministers"] | {"a_listener": observer},
        "talks.pairs": (*japan_us.data["talks"]["pairs"], ("japan.negotiator", "us.a_listener")),
    }
    here, there = japan_us(deaf), japan_us(deaf | more)
    same_in_both(
        here, there, without=("sessions",), seats={"us.a_listener": lambda view: Move(WAIT, ())}
    )
