"""Intervals for shares, quantiles and means of independent runs.

They say how far a number may be off because the ensemble is finite. They say nothing about
whether the scenario's assumptions hold.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtr, ndtri, stdtrit

LEVEL = 0.95


class Interval(NamedTuple):
    """An estimate with the two ends of its interval, all in the estimate's unit."""

    value: float
    low: float
    high: float


def wilson(successes: int, trials: int, level: float = LEVEL) -> Interval:
    """Score interval of a proportion, each end in [0, 1] (Wilson 1927, JASA 22: 209-212).

    Without trials the value is NaN and the interval is everything, [0, 1].
    Raises ValueError where the successes are not between 0 and the trials.
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"successes must lie in 0..{trials}, got {successes}")
    if trials == 0:
        return Interval(math.nan, 0.0, 1.0)
    share = successes / trials
    z = float(ndtri((1 + level) / 2))
    shrink = 1 + z * z / trials
    centre = (share + z * z / (2 * trials)) / shrink
    half = z * math.sqrt(share * (1 - share) / trials + (z / (2 * trials)) ** 2) / shrink
    # At the borders the formula gives 0 and 1 but for rounding; say so exactly.
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == trials else min(1.0, centre + half)
    return Interval(share, low, high)


def difference(
    successes: int, trials: int, other_successes: int, other_trials: int, level: float = LEVEL
) -> Interval:
    """Difference of two independent proportions, first minus other, in [-1, 1].

    Newcombe's hybrid of two Wilson intervals (1998, Statistics in Medicine 17: 873-890, no. 10).
    """
    one = wilson(successes, trials, level)
    two = wilson(other_successes, other_trials, level)
    value = one.value - two.value
    low = value - math.hypot(one.value - one.low, two.high - two.value)
    high = value + math.hypot(one.high - one.value, two.value - two.low)
    return Interval(value, low, high)


def paired_difference(
    both: int, first_only: int, second_only: int, neither: int, level: float = LEVEL
) -> Interval:
    """Difference of two proportions of the same runs, first minus second, in [-1, 1].

    Newcombe's hybrid of two Wilson intervals for paired data (1998, Statistics in Medicine 17:
    2635-2650, no. 10): as `difference`, less what the two share. It keeps its width where few
    runs differ, or none, which Student's interval over the differences doesn't.

    Args:
        both: runs in which both happened.
        first_only: runs in which only the first happened.
        second_only: runs in which only the second happened.
        neither: runs in which neither happened.
        level: of the interval.
    """
    runs = both + first_only + second_only + neither
    one = wilson(both + first_only, runs, level)
    two = wilson(both + second_only, runs, level)
    shared = _shared(both, first_only, second_only, neither)

    def joined(one_end: float, two_end: float) -> float:
        squared = one_end**2 - 2 * shared * one_end * two_end + two_end**2
        return math.sqrt(max(0.0, squared))

    value = (first_only - second_only) / runs if runs else math.nan
    low = joined(one.value - one.low, two.high - two.value)
    high = joined(one.high - one.value, two.value - two.low)
    return Interval(value, value - low, value + high) if runs else Interval(value, -1.0, 1.0)


def _shared(both: int, first_only: int, second_only: int, neither: int) -> float:
    """Correlation of two binary outcomes, a positive one with Newcombe's continuity correction."""
    margins = (
        (both + first_only)
        * (second_only + neither)
        * (both + second_only)
        * (first_only + neither)
    )
    if margins == 0:
        return 0.0
    excess = float(both * neither - first_only * second_only)
    if excess > 0:
        excess = max(0.0, excess - (both + first_only + second_only + neither) / 2)
    return excess / math.sqrt(margins)


def quantile(values: ArrayLike, probability: float, level: float = LEVEL) -> Interval:
    """A quantile with its distribution-free interval between two order statistics.

    The value is the smallest observation at or below which at least `probability` of them lie, so
    it is always one that occurred. The ends are observations whose ranks enclose the true quantile
    with at least the level, by the binomial law (David and Nagaraja 2003, *Order Statistics*,
    section 7.1). Where there are too few observations for an end it is infinite; without any, the
    value is NaN. Raises ValueError for a probability outside (0, 1) or a NaN among the values.
    """
    if not 0 < probability < 1:
        raise ValueError(f"probability must lie between 0 and 1, got {probability}")
    ordered = np.sort(np.asarray(values, dtype=float))
    n = len(ordered)
    if np.isnan(ordered).any():
        raise ValueError("cannot take a quantile of values with NaN among them")
    if n == 0:
        return Interval(math.nan, -math.inf, math.inf)
    tail = (1 - level) / 2

    def below(k: int) -> float:
        """P(at most k of n observations lie below the true quantile); it rises in k = 0..n."""
        return float(bdtr(k, n, probability))

    lower_rank = bisect_right(range(n + 1), tail, key=below)
    upper_rank = bisect_left(range(n + 1), 1 - tail, key=below) + 1
    low = float(ordered[lower_rank - 1]) if lower_rank >= 1 else -math.inf
    high = float(ordered[upper_rank - 1]) if upper_rank <= n else math.inf
    rank = max(1, math.ceil(n * probability - 1e-9))
    return Interval(float(ordered[rank - 1]), low, high)


def mean(values: ArrayLike, level: float = LEVEL) -> Interval:
    """Mean with Student's interval; infinite with one observation, NaN without any."""
    sample = np.asarray(values, dtype=float)
    n = len(sample)
    if n == 0:
        return Interval(math.nan, -math.inf, math.inf)
    centre = math.fsum(sample) / n
    if n == 1:
        return Interval(centre, -math.inf, math.inf)
    error = float(np.std(sample, ddof=1)) / math.sqrt(n)
    half = float(stdtrit(n - 1, (1 + level) / 2)) * error
    return Interval(centre, centre - half, centre + half)


def mean_difference(values: ArrayLike, others: ArrayLike, level: float = LEVEL) -> Interval:
    """Difference of the means of two independent samples, first minus other.

    Welch's interval (1947, Biometrika 34: 28-35), the variances of the two left as they are.
    Infinite where a sample has fewer than two numbers, NaN where it has none.
    """
    one, two = np.asarray(values, dtype=float), np.asarray(others, dtype=float)
    value = mean(one).value - mean(two).value
    if min(len(one), len(two)) < 2:
        return Interval(value, -math.inf, math.inf)
    squares = [float(np.var(sample, ddof=1)) / len(sample) for sample in (one, two)]
    error = sum(squares)
    if error == 0:
        return Interval(value, value, value)
    freedom = error**2 / sum(s**2 / (len(x) - 1) for s, x in zip(squares, (one, two), strict=True))
    half = float(stdtrit(freedom, (1 + level) / 2)) * math.sqrt(error)
    return Interval(value, value - half, value + half)
