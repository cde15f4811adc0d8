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
