from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.stats import binom

from experiments.analysis.intervals import (
    Interval,
    difference,
    mean,
    mean_difference,
    paired_difference,
    quantile,
    wilson,
)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17: 857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(successes, trials, low, high):
    interval = wilson(successes, trials)
    assert interval.value == successes / trials
    assert interval.low == pytest.approx(low, abs=5e-5)
    assert interval.high == pytest.approx(high, abs=5e-5)


@given(st.integers(1, 400), st.data())
def test_wilson_ends_solve_the_score_equation_and_mirror(trials, data):
    successes = data.draw(st.integers(0, trials))
    interval = wilson(successes, trials)
    share = successes / trials
    assert 0 <= interval.low <= share <= interval.high <= 1
    for end in {interval.low, interval.high} - {0.0, 1.0}:
        score = abs(share - end) / math.sqrt(end * (1 - end) / trials)
        assert score == pytest.approx(1.959964, rel=1e-4)
    mirror = wilson(trials - successes, trials)
    assert mirror.low == pytest.approx(1 - interval.high, abs=1e-12)


def test_wilson_without_trials_knows_nothing():
    interval = wilson(0, 0)
    assert math.isnan(interval.value)
    assert (interval.low, interval.high) == (0, 1)


@pytest.mark.parametrize(("successes", "trials"), [(-1, 5), (6, 5)])
def test_wilson_refuses_impossible_counts(successes, trials):
    with pytest.raises(ValueError, match=r"must lie in 0\.\.5"):
        wilson(successes, trials)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17: 873-890, table II, method 10.
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
    ],
)
def test_difference_gives_the_published_intervals(counts, low, high):
    interval = difference(*counts)
    assert interval.low == pytest.approx(low, abs=5e-5)
    assert interval.high == pytest.approx(high, abs=5e-5)


def test_the_median_of_ten_lies_between_the_second_and_the_ninth():
    # The textbook case: ranks 2 and 9 cover the median with 1 - 2 * 11/1024 = 97.9%.
    assert quantile(range(1, 11), 0.5) == Interval(5, 2, 9)


def test_five_values_are_too_few_to_bound_a_median():
    assert quantile([5, 1, 3, 2, 4], 0.5) == Interval(3, -math.inf, math.inf)
    assert quantile([6, 5, 1, 3, 2, 4], 0.5) == Interval(3, 1, 6)


@given(st.integers(1, 120), st.sampled_from([0.05, 0.25, 0.5, 0.9, 0.95]))
def test_order_statistics_cover_the_quantile_and_no_tighter_ones_do(n, probability):
    interval = quantile(range(1, n + 1), probability)
    lower = 0 if interval.low == -math.inf else int(interval.low)
    upper = n + 1 if interval.high == math.inf else int(interval.high)
    # rank r <= true quantile  <=>  at least r of n lie below it
    below = binom(n, probability)
    assert 1 - below.cdf(lower - 1) >= 0.975
    assert below.cdf(upper - 1) >= 0.975
    if lower < n:
        assert 1 - below.cdf(lower) < 0.975
    if upper > 1:
        assert below.cdf(upper - 2) < 0.975


def test_a_quantile_is_a_value_that_occurred():
    values = [25.0, 25.0, 15.0, 10.0]
    assert quantile(values, 0.5).value == 15.0
    assert quantile(values, 0.51).value == 25.0


def test_a_quantile_of_nothing_is_unknown():
    interval = quantile([], 0.5)
    assert math.isnan(interval.value)
    assert (interval.low, interval.high) == (-math.inf, math.inf)


def test_quantile_refuses_what_it_cannot_order():
    with pytest.raises(ValueError, match="NaN"):
        quantile([1, math.nan], 0.5)
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile([1], 1.0)


def test_mean_gives_students_interval():
    # sd sqrt(2.5), standard error sqrt(0.5), t(0.975; 4) = 2.776445
    interval = mean([1, 2, 3, 4, 5])
    assert interval.value == 3
    assert interval.high - 3 == pytest.approx(2.776445 * math.sqrt(0.5), rel=1e-6)
    assert 3 - interval.low == pytest.approx(interval.high - 3)


def test_mean_of_one_or_none():
    assert mean([7]) == Interval(7, -math.inf, math.inf)
    assert math.isnan(mean([]).value)


def test_intervals_cover_as_often_as_they_say():
    chance = np.random.default_rng(5)
    inside = 0
    for _ in range(1000):
        interval = mean(chance.normal(3, 2, 12))
        inside += interval.low <= 3 <= interval.high
    assert 930 <= inside <= 968  # 950 plus or minus 2.7 standard errors of 7


def test_a_paired_difference_is_newcombes():
    """Fagerland, Lydersen and Laake (2017), Statistical Analysis of Contingency Tables, chapter 8.

    Airway hyper-responsiveness of 21 children before and after stem cell transplantation
    (Bentur et al. 2009); the book gives -0.507 to -0.026 for Newcombe's interval.
    """
    found = paired_difference(1, 1, 7, 12)
    assert found.value == pytest.approx(-6 / 21)
    assert (round(found.low, 3), round(found.high, 3)) == (-0.507, -0.026)


def test_without_correlation_pairs_are_as_independent_samples():
    assert paired_difference(6, 14, 9, 21) == pytest.approx(difference(20, 50, 15, 50))


@given(st.tuples(*[st.integers(0, 60)] * 4).filter(any))
def test_a_paired_difference_turns_round_with_its_sides(cells):
    both, first, second, neither = cells
    one = paired_difference(both, first, second, neither)
    other = paired_difference(both, second, first, neither)
    assert one == pytest.approx((-other.value, -other.high, -other.low))
    assert -1 <= one.low <= one.value <= one.high <= 1


def test_what_pairs_share_narrows_their_difference():
    together = paired_difference(40, 5, 5, 50)
    apart = difference(45, 100, 45, 100)
    assert together.high - together.low < 0.6 * (apart.high - apart.low)


def test_pairs_that_never_differ_still_leave_doubt():
    found = paired_difference(0, 0, 0, 1000)
    assert found.value == 0
    assert found.low < 0 < found.high


def test_without_pairs_a_difference_is_unknown():
    found = paired_difference(0, 0, 0, 0)
    assert math.isnan(found.value)
    assert found[1:] == (-1, 1)


def test_a_difference_of_means_is_welchs():
    one, two = [1.0, 2.0, 4.0, 8.0], [2.0, 2.5, 3.0]
    low, high = stats.ttest_ind(one, two, equal_var=False).confidence_interval()
    assert mean_difference(one, two) == pytest.approx((1.25, low, high))


def test_a_difference_of_means_needs_two_numbers_on_both_sides():
    assert mean_difference([1.0], [0.0, 2.0]) == (0.0, -math.inf, math.inf)
    assert mean_difference([1.0, 1.0], [3.0, 3.0]) == (-2.0, -2.0, -2.0)
