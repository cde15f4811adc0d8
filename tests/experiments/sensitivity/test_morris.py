"""Morris screening on functions whose elementary effects are known."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.sensitivity import morris
from experiments.sensitivity.effects import units

RUNS = 6


def played(values, luck=0.0):
    """The same value in every run, and luck that is the same at every point."""
    return values[:, None] + luck * np.arange(RUNS)


def test_of_a_linear_function_the_size_is_the_coefficient_over_the_range(cube, rng):
    factors = cube("a", "b", "c")
    positions = morris.sample(factors, False, 10, rng)
    outcomes = played(positions @ (3.0, -0.5, 0.0), luck=5.0)
    found = morris.effects(factors, False, positions, outcomes, rng)
    numbers = [{name: one.value for name, one in effect.numbers.items()} for effect in found]
    assert [one["mu_star"] for one in numbers] == pytest.approx([3.0, 0.5, 0.0])
    assert [one["mu"] for one in numbers] == pytest.approx([3.0, -0.5, 0.0])
    assert [one["sigma"] for one in numbers] == pytest.approx([0.0, 0.0, 0.0], abs=1e-9)


def test_what_is_the_same_everywhere_is_certain_and_an_idle_factor_is_exactly_nought(cube, rng):
    factors = cube("a", "idle")
    positions = morris.sample(factors, False, 8, rng)
    active, idle = morris.effects(factors, False, positions, played(2.0 * positions[:, 0]), rng)
    size = active.numbers["mu_star"]
    assert size.low == pytest.approx(size.high)
    assert active.clear
    assert (idle.numbers["mu_star"].value, idle.numbers["mu_star"].high) == (0.0, 0.0)
    assert not idle.clear


def test_interplay_shows_in_the_spread(cube, rng):
    factors = cube("a", "b")
    positions = morris.sample(factors, False, 30, rng)
    outcomes = played((positions[:, 0] - 0.5) * (positions[:, 1] - 0.5))
    found = morris.effects(factors, False, positions, outcomes, rng)
    for effect in found:
        assert effect.numbers["sigma"].value > 2 * abs(effect.numbers["mu"].value)


@pytest.mark.parametrize("groups", [None, ("x", "y", "x", "y", "z")])
def test_the_numbers_of_the_resamples_are_those_of_salib(cube, rng, groups):
    factors = cube(*"abcde", groups=groups)
    by_group = groups is not None
    positions = morris.sample(factors, by_group, 12, rng)
    means = np.sin(positions @ np.arange(1.0, 6.0)) + positions[:, 0] * positions[:, 3]
    theirs = morris._estimated(factors, by_group, positions, means, rng)
    own = morris.elementary(positions, means[:, None], units(factors, by_group), factors)[:, :, 0]
    assert np.abs(own).mean(axis=0) == pytest.approx(theirs["mu_star"])
    if not by_group:
        assert own.mean(axis=0) == pytest.approx(theirs["mu"])
        assert own.std(axis=0, ddof=1) == pytest.approx(theirs["sigma"])


def test_a_group_has_a_size_only_and_stands_in_the_order_of_its_first_member(cube, rng):
    factors = cube("a", "b", "c", groups=("second", "first", "second"))
    positions = morris.sample(factors, True, 6, rng)
    found = morris.effects(factors, True, positions, played(4.0 * positions[:, 1]), rng)
    assert [(effect.name, list(effect.numbers)) for effect in found] == [
        ("second", ["mu_star"]),
        ("first", ["mu_star"]),
    ]
    assert [effect.numbers["mu_star"].value for effect in found] == pytest.approx([0.0, 4.0])


def test_what_luck_makes_of_no_effect_is_told(cube):
    """Two runs, one up and one down by 1 over the range: no effect, standard error 1."""
    factors = cube("a")
    positions = morris.sample(factors, False, 5, np.random.default_rng(0))
    outcomes = positions * (1.0, -1.0)
    (effect,) = morris.effects(factors, False, positions, outcomes, np.random.default_rng(0))
    assert effect.numbers["mu_star"].value == pytest.approx(0.0)
    assert effect.idle == pytest.approx(np.sqrt(2 / np.pi))
    assert not effect.clear
