from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from experiments.analysis.intervals import mean
from experiments.analysis.paired import independent, paired, variance_reduction

NAN = math.nan


def test_the_interval_is_students_over_the_runs_own_differences():
    # Differences 1, 2, 3, 2: mean 2, standard deviation sqrt(2/3), t(3) = 3.182446.
    found = paired([5.0, 1.0, 7.0, 4.0], [6.0, 3.0, 10.0, 6.0])
    half = 3.182446305284263 * math.sqrt(2 / 3) / 2
    assert found.change == pytest.approx((2.0, 2.0 - half, 2.0 + half))
    assert (found.runs, found.first, found.second, found.paired) == (4, 4.25, 6.25, True)
    assert found.clear


def test_it_reads_from_the_first_to_the_second():
    assert paired([0.0, 0.0], [1.0, 3.0]).change.value == 2.0


def test_pairs_in_which_one_has_no_number_are_left_out():
    found = paired([1.0, NAN, 3.0, 4.0], [2.0, 5.0, NAN, 7.0])
    assert found.runs == 2
    assert found.change == mean([1.0, 3.0])
    assert (found.first, found.second) == (2.5, 4.5)


def test_without_pairs_nothing_is_known():
    found = paired([1.0, NAN], [NAN, 2.0])
    assert found.runs == 0
    assert math.isnan(found.change.value)
    assert found.change[1:] == (-math.inf, math.inf)
    assert math.isnan(found.reduction)
    assert not found.clear


def test_pairs_must_be_as_many_on_both_sides():
    with pytest.raises(ValueError, match="as many runs on both sides, got 2 and 3"):
        paired([1.0, 2.0], [1.0, 2.0, 3.0])


def test_no_covariance_saves_nothing():
    # Every combination once: variances 1/3 each, covariance 0, variance of the difference 2/3.
    found = paired([0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0])
    assert found.reduction == pytest.approx(1.0)
    assert (found.unpaired_runs, found.saved) == (4, 0)


@pytest.mark.parametrize("correlation", [-0.5, 0.0, 0.5, 0.9])
def test_the_reduction_is_what_the_covariance_makes_it(correlation):
    """Var(a) + Var(b) over Var(b - a); with variances 4 and 9, covariance 6 rho."""
    chance = np.random.default_rng(1)
    noise = chance.standard_normal((2, 500))
    noise -= noise.mean(axis=1, keepdims=True)
    # Made exactly uncorrelated and of variance 1, so that the sample's covariance is the one set.
    one, two = np.linalg.solve(np.linalg.cholesky(np.cov(noise)), noise)
    first = 2 * one
    second = 3 * (correlation * one + math.sqrt(1 - correlation**2) * two)
    found = paired(first, second)
    assert found.reduction == pytest.approx(13 / (13 - 12 * correlation))
    assert found.unpaired_runs == math.ceil(round(500 * found.reduction, 6))


def test_the_reduction_is_the_square_of_how_much_wider_the_unpaired_interval_is():
    chance = np.random.default_rng(2)
    shared = chance.standard_normal(400)
    first, second = (shared + 0.5 * chance.standard_normal(400) for _ in range(2))
    both, apart = paired(first, second), independent(first, second)
    ratio = (apart.change.high - apart.change.low) / (both.change.high - both.change.low)
    assert both.reduction == pytest.approx(ratio**2, rel=0.01)  # but for degrees of freedom
    assert both.change.value == pytest.approx(apart.change.value)


def test_the_same_change_in_every_pair_leaves_no_luck():
    found = paired([0.1, 0.2, 0.7], [1.1, 1.2, 1.7])
    assert found.reduction == math.inf
    assert found.unpaired_runs == math.inf
    assert found.saved == math.inf


def test_where_nothing_varies_pairing_has_no_worth():
    assert math.isnan(variance_reduction(np.ones(5), np.zeros(5)))
    assert math.isnan(variance_reduction(np.ones(1), np.zeros(1)))


def test_luck_that_runs_against_each_other_costs_runs():
    found = paired([0.0, 1.0, 2.0], [2.0, 1.0, 0.0])
    assert found.reduction == pytest.approx(0.5)
    assert (found.unpaired_runs, found.saved) == (2, -1)


def test_independent_samples_have_welchs_interval():
    chance = np.random.default_rng(3)
    first, second = chance.normal(1, 1, 30), chance.normal(2, 3, 45)
    low, high = stats.ttest_ind(second, first, equal_var=False).confidence_interval()
    found = independent([*first, NAN], [NAN, *second])
    assert found.change == pytest.approx((second.mean() - first.mean(), low, high))
    assert (found.runs, found.paired) == (30, False)
    assert math.isnan(found.reduction)
    assert math.isnan(found.unpaired_runs)
