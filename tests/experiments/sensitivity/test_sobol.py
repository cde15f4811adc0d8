"""Sobol' indices against closed forms."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.sensitivity import sobol


def twice(values):
    """Two runs that are alike: no luck."""
    return np.repeat(values[:, None], 2, axis=1)


def test_ishigami_against_its_closed_form(cube):
    """Ishigami and Homma (1990) with a = 7, b = 0.1."""
    factors = cube("x", "y", "z")
    rng = np.random.default_rng(3)
    positions = sobol.sample(factors, False, 2048, rng)
    x, y, z = np.pi * (2 * positions.T - 1)
    outcomes = twice(np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x))
    found = sobol.effects(factors, False, positions, outcomes, rng)
    of_x = 0.5 * (1 + 0.1 * np.pi**4 / 5) ** 2
    of_y = 7**2 / 8
    of_xz = 0.1**2 * np.pi**8 * 8 / 225
    whole = of_x + of_y + of_xz
    first = [effect.numbers["first"] for effect in found]
    total = [effect.numbers["total"] for effect in found]
    assert [one.value for one in first] == pytest.approx(
        [of_x / whole, of_y / whole, 0.0], abs=0.02
    )
    assert [one.value for one in total] == pytest.approx(
        [(of_x + of_xz) / whole, of_y / whole, of_xz / whole], abs=0.02
    )
    truths = [of_x / whole, of_y / whole, 0.0]
    for one, truth in zip(first, truths, strict=True):
        assert one.low < truth < one.high
        assert 0 < one.high - one.low < 0.3


def test_groups_add_up_what_their_members_do(cube, rng):
    factors = cube("a", "b", "c", groups=("one", "two", "one"))
    positions = sobol.sample(factors, True, 512, rng)
    outcomes = twice(positions @ (1.0, 2.0, 3.0))
    one, two = sobol.effects(factors, True, positions, outcomes, rng)
    assert (one.name, two.name) == ("one", "two")
    assert one.numbers["first"].value == pytest.approx(10 / 14, abs=0.02)
    assert two.numbers["total"].value == pytest.approx(4 / 14, abs=0.02)


def test_a_factor_that_nothing_reads_has_no_total(cube, rng):
    factors = cube("a", "idle")
    positions = sobol.sample(factors, False, 16, rng)
    _, idle = sobol.effects(factors, False, positions, twice(positions[:, 0]), rng)
    assert idle.numbers["total"].value == 0.0
    assert idle.numbers["total"].high == 0.0
    assert not idle.clear


def test_where_nothing_varies_indices_are_nought(cube, rng):
    factors = cube("a", "b")
    positions = sobol.sample(factors, False, 8, rng)
    for effect in sobol.effects(factors, False, positions, np.full((32, 3), 0.1), rng):
        assert {one.value for one in effect.numbers.values()} == {0.0}


def test_what_luck_adds_to_a_total_is_told(cube):
    """A factor that only reshuffles luck: its total index is luck, and said to be."""
    rng = np.random.default_rng(5)
    factors = cube("a", "luck")
    runs = 10
    positions = sobol.sample(factors, False, 512, rng)
    # What the second factor does differs from run to run, and is nothing on the whole.
    waves = np.cos(2 * np.pi * (positions[:, 1:] * np.arange(1, runs + 1) + rng.random(runs)))
    outcomes = positions[:, :1] + 2 * waves
    _, luck = sobol.effects(factors, False, positions, outcomes, rng)
    variance = 1 / 12 + 4 / 2 / runs
    assert luck.idle == pytest.approx(4 / 2 / runs / variance, rel=0.15)
    assert luck.numbers["total"].value == pytest.approx(luck.idle, rel=0.15)
    assert not luck.clear
