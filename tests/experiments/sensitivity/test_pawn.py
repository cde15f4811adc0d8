"""PAWN where one factor does nothing, and where one decides everything."""

from __future__ import annotations

import numpy as np
import pytest
from SALib.analyze import pawn as salib

from experiments.sensitivity import pawn
from experiments.sensitivity.effects import problem


@pytest.fixture
def played(rng):
    """Histories of 200 points: the first factor shifts them, the second does nothing."""

    def played(factors, runs=20):
        positions = pawn.sample(factors, False, 200, rng)
        return positions, 3.0 * positions[:, :1] + rng.normal(size=(200, runs))

    return played


def test_a_factor_that_does_nothing_stays_with_luck(cube, played, rng):
    factors = cube("shifts", "idle")
    positions, outcomes = played(factors)
    shifts, idle = pawn.effects(factors, False, positions, outcomes, rng)
    assert shifts.clear and not idle.clear
    assert shifts.numbers["median"].low > 2.5 * shifts.idle
    assert idle.numbers["median"].value <= 1.2 * idle.idle
    assert shifts.idle == idle.idle > 0
    for effect in (shifts, idle):
        assert effect.numbers["maximum"].value >= effect.numbers["median"].value


def test_resamples_measure_what_salib_measures(cube, played):
    factors = cube("a", "b")
    positions, outcomes = played(factors)
    outcomes = np.round(np.tile(outcomes, 3), 1)  # few values, so that nothing is binned
    slices = np.array([pawn.slices_of(column, 60) for column in positions.T])
    bins = pawn.binned(outcomes)
    own = pawn.summary(pawn.distances(bins, slices, np.ones(200), np.ones(60)))
    theirs = salib.analyze(
        problem(factors, False), np.repeat(positions, 60, axis=0), outcomes.ravel(), S=10
    )
    assert own[0] == pytest.approx(theirs["median"])
    assert own[1] == pytest.approx(theirs["maximum"])


def test_a_distance_counted_by_hand():
    """Points 0 and 1 give 0 and 0, points 2 and 3 give 1 and 1; two slices hold half of them."""
    bins = np.array([[0, 0], [0, 0], [1, 1], [1, 1]])
    slices = np.array([[0, 0, 1, 1]])
    halves = pawn.distances(bins, slices, np.ones(4), np.ones(2))
    assert halves[0, :2].tolist() == [0.5, 0.5]
    assert np.isnan(halves[0, 2:]).all()
    # Counting the first two points three times each: three quarters of all are 0.
    weighed = pawn.distances(bins, slices, np.array([3.0, 3.0, 1.0, 1.0]), np.ones(2))
    assert weighed[0, :2].tolist() == [0.25, 0.75]
    # A point of no slice counts among all only.
    alone = pawn.distances(bins, np.array([[0, -1, -1, -1]]), np.ones(4), np.ones(2))
    assert alone[0, 0] == 0.5


def test_an_outcome_that_never_varies_has_no_distance(cube, rng):
    factors = cube("a")
    positions = pawn.sample(factors, False, 100, rng)
    (effect,) = pawn.effects(factors, False, positions, np.zeros((100, 3)), rng)
    assert effect.numbers["median"].value == 0.0
    assert not effect.clear


def test_many_values_are_binned_without_losing_the_greatest(rng):
    outcomes = rng.normal(size=(50, 40))
    bins = pawn.binned(outcomes)
    assert bins.max() < pawn.FINEST
    order = outcomes.ravel().argsort()
    assert (np.diff(bins.ravel()[order]) >= 0).all()
    assert bins.ravel()[order[-1]] == bins.max()
