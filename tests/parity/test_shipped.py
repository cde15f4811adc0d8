"""The shipped scenarios, and the small one of the tests, are the same through both doors."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim import engine
from sim.model import TalksModel
from sim.packed import pack
from sim.scenario import CONFIGS, shipped
from sim.state import State, new_state
from sim.world import NEVER
from tests.parity.doors import check, difference, machine, run_differs

SHIPPED = sorted(path.stem for path in (CONFIGS / "scenarios").glob("*.yaml"))
SEED = 20250617
FAR = 2**40 + 3
"""A run beyond the numbers that 32 bits hold."""


@pytest.mark.parametrize("run", [0, 1, 2, FAR])
@pytest.mark.parametrize("name", SHIPPED)
def test_every_field_on_every_day(name, run):
    check(shipped(name), SEED, run)


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_every_field_on_every_day_of_many_runs(name):
    check(shipped(name), SEED + 1, *range(40))


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"deadlines.pause.softness": 0, "escalations.hike.probability": 1},
        {"sides.east.ratification.threshold": 0.2, "sides.west.leader.override": 0.5},
        {"summits.meeting.held": 1, "interim.occasion": 1},
    ],
    ids=["as written", "threats carried out", "refusals", "a summit and an interim accord"],
)
def test_the_small_world(small, settings):
    check(small(settings), 4, *range(4))


def test_an_interim_accord_is_among_them(small):
    scenario = small({"summits.meeting.held": 1, "interim.occasion": 1})
    days = engine.simulate(scenario, 4, 0, 4)["interim_day"]
    assert max(days) >= 0


def test_the_last_seed_that_there_is(small):
    check(small(), 2**63 - 1, 0)


@pytest.mark.parametrize("past", [0, 1, 30, NEVER])
def test_the_engine_tells_the_same_state_by_name(small, past):
    told = engine.state_on(small(), 4, 1, past)
    assert set(told) == set(State.__annotations__)
    assert difference(told_as_state(told), machine(small(), 4).state_on(1, past)) is None


def told_as_state(told):
    state = State()
    vars(state).update(told)
    return state


# --------------------------------------------------------- a difference would be seen, and told


def changed(small, name, change):
    """What is told of a State in which one field was changed behind the compiled door's back."""
    state = new_state(small().world)
    words = pack(engine.STATE, vars(state))
    assert machine(small(), 4).same(state, words)
    setattr(state, name, change(getattr(state, name)))
    assert not machine(small(), 4).same(state, words)
    return difference(state, words)


def test_the_field_the_place_and_both_values_are_told(small):
    def change(table):
        return [row if number != 1 else [*row[:-1], 0.1 + 0.2] for number, row in enumerate(table)]

    found = changed(small, "table", change)
    last = small().world.starts[-1]
    assert f"State.table[1][{last}] is 0.30000000000000004 (bits 3fd3333333333334)" in found
    assert "and 0.0 (bits 0000000000000000) in the machine door" in found


@pytest.mark.parametrize("name", State.__annotations__)
def test_no_field_is_left_out(small, name):
    def change(value):
        if not isinstance(value, list):
            return value + 1
        if not isinstance(value[0], list):
            return [*value[:-1], value[-1] + 1]
        return [*value[:-1], [*value[-1][:-1], value[-1][-1] + 1]]

    assert f"State.{name}" in changed(small, name, change)


@pytest.mark.parametrize(
    ("glass", "compiled", "same"),
    [
        (0.0, 0.0, True),
        (1, 1.0, True),
        (-0.0, 0.0, False),
        (0.1 + 0.2, 0.3, False),
        (math.nan, -math.nan, True),
        (math.nan, 0.0, False),
        (math.inf, -math.inf, False),
    ],
)
def test_fractions_are_the_same_to_the_bit_and_nan_is_nan(small, glass, compiled, same):
    state = new_state(small().world)
    state.stress = compiled
    words = pack(engine.STATE, vars(state))
    state.stress = glass
    assert (difference(state, words) is None) == same


@pytest.mark.parametrize(
    ("glass", "same"), [(3, True), (True, False), (3.0, True), (3.5, False), (2**53 + 1, False)]
)
def test_whole_numbers_are_the_same_by_value(small, glass, same):
    state = new_state(small().world)
    state.day = 3
    words = pack(engine.STATE, vars(state))
    state.day = glass
    assert (difference(state, words) is None) == same


def test_vectors_of_another_length_are_told(small):
    assert "has shape (3,)" in changed(small, "gap", lambda gap: [*gap, 0.0])


def test_the_run_and_the_day_are_told(small, monkeypatch):
    step = TalksModel.step

    def slips(model):
        step(model)
        if model.day == 7:
            model.state.salience[1] = float(np.nextafter(model.state.salience[1], 2.0))

    monkeypatch.setattr(TalksModel, "step", slips)
    found = run_differs(small(), 4, 2)
    assert found.startswith("scenario 'small', seed 4, run 2: on the morning of day 7")
    assert "State.salience[1]" in found
