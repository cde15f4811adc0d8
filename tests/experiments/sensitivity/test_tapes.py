"""Crossed tapes: priors of one seed, everything else of another."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.sensitivity.tapes import crossed, second_seed
from sim import engine
from sim.scenario import find_scenario

RUNS = 12

pytestmark = pytest.mark.usefixtures("machine_code")


@pytest.fixture(scope="module")
def scenario():
    return find_scenario("marenna_tirvald")


def played(scenario, seed):
    return engine.simulate(scenario, seed, 0, RUNS)


def drawn(columns):
    return np.array([values for name, values in columns.items() if name.startswith("drawn_")])


def alike(one, other):
    return all(list(map(str, one[name])) == list(map(str, other[name])) for name in one)


def test_priors_are_those_of_their_own_seed_whatever_the_other(scenario):
    mixed = played(crossed(scenario, prior_seed=1), seed=2)
    assert np.array_equal(drawn(mixed), drawn(played(scenario, 1)))
    assert not np.array_equal(drawn(mixed), drawn(played(scenario, 2)))


def test_chance_is_that_of_the_other_seed(scenario):
    """With all priors at a point nothing but chance is left."""
    values = played(scenario, 1)
    points = {
        name.removeprefix("drawn_").replace("__", "."): float(values[name][0])
        for name in values
        if name.startswith("drawn_")
    }
    fixed = find_scenario("marenna_tirvald", points)
    mixed, own = played(crossed(fixed, prior_seed=1), seed=2), played(fixed, 2)
    other = played(fixed, 1)
    assert alike(mixed, own)
    assert not alike(mixed, other)


def test_one_seed_for_both_is_the_study_s_own_tape(scenario):
    assert alike(played(crossed(scenario, prior_seed=5), 5), played(scenario, 5))


def test_the_second_seed_follows_from_the_first_and_is_another():
    assert second_seed(7) == second_seed(7)
    assert len({second_seed(seed) for seed in range(50)} | set(range(50))) == 100
    assert all(0 <= second_seed(seed) < 2**63 for seed in (0, 1, 2**63 - 1))
