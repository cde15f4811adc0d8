"""What a change does, run by run: differences of pairs, and how many runs the pairing saves.

Run k has the same chance in every arm and in every result of one seed, so the luck that both worlds
share cancels in the runs' own differences (common random numbers: Glasserman and Yao 1992,
Management Science 38: 884-908).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from experiments.analysis.intervals import LEVEL, Interval, mean, mean_difference

ROUNDING = 1e-20
"""A variance of differences below this share of the samples' own is rounding, not luck."""


@dataclass(frozen=True)
class Difference:
    """The mean of one measure in two worlds, and what changes from the first to the second.

    Attributes:
        runs: pairs in which both have a value; of independent samples, the runs of the smaller.
        first: mean in the first world, over those pairs (or over its whole sample).
        second: the same in the second.
        change: second minus first, in the measure's unit, with its interval.
        paired: whether run k of one was set against run k of the other.
        reduction: how many times the variance of the change is smaller than it would be with
            independent luck; below 1 where pairing does harm, infinite where every pair differs
            by the same, NaN where it has no meaning (not paired, or nothing varies).
    """

    runs: int
    first: float
    second: float
    change: Interval
    paired: bool
    reduction: float

    @property
    def unpaired_runs(self) -> float:
        """Runs of each world that independent luck would take for the same interval."""
        if not math.isfinite(self.reduction):
            return self.reduction
        return math.ceil(round(self.runs * self.reduction, 6))

    @property
    def saved(self) -> float:
        """Runs of each world that the pairing saves."""
        return self.unpaired_runs - self.runs

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return not self.change.low <= 0 <= self.change.high and not math.isnan(self.change.value)


def paired(first: ArrayLike, second: ArrayLike, level: float = LEVEL) -> Difference:
    """Mean difference of pairs with Student's interval over the pairs' own differences.

    Args:
        first: one number a run; NaN where the run has none.
        second: the same runs, in the same order, in the other world.
        level: of the interval.

    Pairs in which one has no number are left out. Without pairs the change is NaN, and its
    interval everything. Raises ValueError where the two differ in length.
    """
    one, two = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if one.shape != two.shape:
        raise ValueError(f"pairs need as many runs on both sides, got {len(one)} and {len(two)}")
    both = ~(np.isnan(one) | np.isnan(two))
    one, two = one[both], two[both]
    return Difference(
        runs=len(one),
        first=mean(one, level).value,
        second=mean(two, level).value,
        change=mean(two - one, level),
        paired=True,
        reduction=variance_reduction(one, two),
    )


def independent(first: ArrayLike, second: ArrayLike, level: float = LEVEL) -> Difference:
    """Difference of the means of two independent samples, with Welch's interval.

    For worlds that share no luck: results of different seeds, or without a run in common. NaN
    stands for a run that has no number.
    """
    one, two = (np.asarray(values, dtype=float) for values in (first, second))
    one, two = one[~np.isnan(one)], two[~np.isnan(two)]
    return Difference(
        runs=min(len(one), len(two)),
        first=mean(one, level).value,
        second=mean(two, level).value,
        change=mean_difference(two, one, level),
        paired=False,
        reduction=math.nan,
    )


def variance_reduction(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Variance of the difference with independent luck over that with shared luck.

    (Var first + Var second) / Var (second - first), from samples of equal length without NaN: how
    many times as many runs the unpaired design takes for the same interval.
    """
    if len(first) < 2:
        return math.nan
    apart = float(np.var(first, ddof=1) + np.var(second, ddof=1))
    together = float(np.var(second - first, ddof=1))
    if apart == 0:
        return math.nan
    return math.inf if together <= ROUNDING * apart else apart / together
