"""Mesa's batch_run plays the same runs and reports the same rows as our own doors."""

from __future__ import annotations

import pytest

from benchmarks.batch import BatchTalks, batch_run
from benchmarks.worlds import SHIPPED
from sim.outcomes import columns, simulate
from sim.scenario import shipped


def same(one, other):
    """Equal to the bit, NaN for NaN."""
    assert list(one) == list(other)
    for name in one:
        assert [repr(value) for value in one[name]] == [repr(value) for value in other[name]], name


@pytest.mark.parametrize("name", SHIPPED)
def test_rows_are_those_of_the_glass_door(name):
    scenario = shipped(name)
    same(batch_run(scenario, 5, 2, 5), simulate(scenario, 5, 2, 5))


@pytest.mark.slow
def test_rows_are_those_of_the_machine_door():
    from sim import engine

    scenario = shipped("japan_us_2025")
    found = engine.simulate(scenario, 5, 0, 6)
    same(batch_run(scenario, 5, 0, 6), {name: one.tolist() for name, one in found.items()})


def test_outcomes_are_collected_once_and_nothing_by_the_day():
    scenario = shipped("bare")
    model = BatchTalks(scenario, run=1, rng=5)
    while model.running:
        assert not any(model.datacollector.model_vars.values())
        model.step()
    assert model.steps == model.day + 1 > 1
    collected = model.datacollector.model_vars
    assert list(collected) == [column.name for column in columns(scenario)]
    for values in collected.values():
        assert values[:-1] == [None] * (model.steps - 1)
    assert model.datacollector.agent_reporters == {}
