"""The outcome table is the same through both doors, however the runs are cut up."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import engine, outcomes
from sim.outcomes import columns
from sim.scenario import CONFIGS, shipped

SHIPPED = sorted(path.stem for path in (CONFIGS / "scenarios").glob("*.yaml"))
SEED = 20250617
KINDS = {"int64": np.int64, "float64": np.float64, "string": np.object_}
RUNS = 40


def bits(values):
    """Numbers by their bits (every NaN the same), words as they are."""
    row = np.asarray(values)
    if row.dtype.kind == "f":
        return np.where(np.isnan(row), math.nan, row).view(np.int64).tolist()
    return row.tolist()


def assert_same(compiled, glass):
    assert list(compiled) == list(glass)
    for name, values in glass.items():
        assert bits(compiled[name]) == bits(values), name


@pytest.fixture(scope="module")
def whole():
    """The first runs of each shipped scenario, in one go and by one thread."""
    return {name: engine.simulate(shipped(name), SEED, 0, RUNS) for name in SHIPPED}


@pytest.mark.parametrize("name", SHIPPED)
def test_columns_in_order_with_the_values_of_the_glass_door(whole, name):
    scenario = shipped(name)
    compiled = engine.simulate(scenario, SEED, 3, 15)
    assert list(compiled) == [column.name for column in columns(scenario)]
    assert_same(compiled, outcomes.simulate(scenario, SEED, 3, 15))


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_many_runs_have_the_values_of_the_glass_door(name):
    scenario = shipped(name)
    compiled = engine.simulate(scenario, SEED, 0, 400, threads=2)
    assert_same(compiled, outcomes.simulate(scenario, SEED, 0, 400))


@pytest.mark.parametrize("name", SHIPPED)
def test_columns_are_of_the_kind_that_the_schema_says(whole, name):
    for column in columns(shipped(name)):
        values = whole[name][column.name]
        assert values.shape == (RUNS,)
        assert values.dtype == KINDS[column.kind]
        if column.kind == "string":
            assert {type(word) for word in values} == {str}


@pytest.mark.parametrize("threads", [1, 2, 3, 64])
@pytest.mark.parametrize("name", SHIPPED)
def test_any_number_of_threads_gives_the_same_rows(whole, name, threads):
    assert_same(engine.simulate(shipped(name), SEED, 0, RUNS, threads=threads), whole[name])


@settings(max_examples=30)
@given(
    cuts=st.lists(st.integers(0, RUNS), max_size=5).map(lambda inner: sorted([0, *inner, RUNS])),
    threads=st.sampled_from([1, 2, 3]),
    name=st.sampled_from(SHIPPED),
)
def test_any_cut_gives_the_same_rows(whole, cuts, threads, name):
    parts = [
        engine.simulate(shipped(name), SEED, start, stop, threads=threads)
        for start, stop in itertools.pairwise(cuts)
    ]
    together = {column: np.concatenate([part[column] for part in parts]) for column in parts[0]}
    assert_same(together, whole[name])


@pytest.mark.parametrize("first", [2**32 - 2, 2**32, 2**40 + 12345, 2**62 - 4])
def test_run_numbers_beyond_32_bits(first):
    for name in SHIPPED:
        scenario = shipped(name)
        compiled = engine.simulate(scenario, SEED, first, first + 4, threads=3)
        assert compiled["run"].tolist() == [first, first + 1, first + 2, first + 3]
        assert_same(compiled, outcomes.simulate(scenario, SEED, first, first + 4))


def test_runs_2_to_the_32_apart_differ():
    near, far = (engine.simulate(shipped("bare"), SEED, run, run + 8) for run in (0, 2**32))
    drawn = [name for name in near if name.startswith("drawn_")]
    assert drawn
    assert all(not set(near[name]) & set(far[name]) for name in drawn)


def test_no_runs_give_empty_columns():
    compiled = engine.simulate(shipped("bare"), SEED, 5, 5)
    assert list(compiled) == [column.name for column in columns(shipped("bare"))]
    assert {len(values) for values in compiled.values()} == {0}


def test_another_seed_gives_other_rows(whole):
    other = engine.simulate(shipped("bare"), SEED + 1, 0, RUNS)
    assert bits(other["score_east"]) != bits(whole["bare"]["score_east"])
