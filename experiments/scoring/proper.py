"""Proper scores: rules under which a forecaster does best, on average, by saying what he believes.

All are losses: 0 is perfect, lower is better (gneiting2007). The *fair* version of a score is what
an endless ensemble from the same law would be expected to get; a finite one is spread a little too
widely by its own luck, and pays for it (ferro2014). The log score has no fair version; a bin in
which no history fell counts as explained in `log_score`.

Shapes: `counts` is (..., bins), one number of histories a bin; leading axes are resamples.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def brier(share: ArrayLike, happened: bool) -> Floats:
    """Squared error of a stated probability, 0 to 1 (brier1950)."""
    return np.asarray((np.asarray(share, dtype=float) - happened) ** 2)


def fair_brier(successes: ArrayLike, runs: int, happened: bool) -> Floats:
    """The Brier score without what the ensemble's size costs; NaN with one history."""
    share = np.asarray(successes, dtype=float) / runs
    return brier(share, happened) - _variance_of_share(share, runs)


def ranked(shares: ArrayLike, observed: int) -> Floats:
    """Ranked probability score, 0 to 1, of ordered bins (epstein1969).

    It is the mean of the Brier scores of "in this bin or before" over all bins but the last, so a
    forecast that is a bin off does better than one that is three off.

    Args:
        shares: probabilities, shape (..., bins), at least two bins.
        observed: number of the bin that came true.
    """
    by_then, came = _cuts(shares, observed)
    return np.asarray(np.mean((by_then - came) ** 2, axis=-1))


def fair_ranked(counts: ArrayLike, observed: int) -> Floats:
    """The ranked probability score without what the ensemble's size costs; NaN with one history."""
    numbers = np.asarray(counts, dtype=float)
    runs = int(numbers.reshape(-1, numbers.shape[-1])[0].sum())
    shares = numbers / runs
    by_then, _ = _cuts(shares, observed)
    spread = np.mean(_variance_of_share(by_then, runs), axis=-1)
    return np.asarray(ranked(shares, observed) - spread)


def log_score(counts: ArrayLike, observed: int) -> Floats:
    """Minus the binary logarithm of the observed bin's probability, in bits (good1952).

    One bit less means twice the probability for what happened. That no history of a finite
    ensemble fell into a bin doesn't mean that the bin is impossible, so one history is added to
    the ensemble and spread evenly over all bins: with n histories and K bins, an empty bin counts
    as 1 / (K (n + 1)), and no score exceeds log2(K (n + 1)).
    """
    numbers = np.asarray(counts, dtype=float)
    bins = numbers.shape[-1]
    runs = numbers.sum(axis=-1)
    return np.asarray(-np.log2((numbers[..., observed] + 1.0 / bins) / (runs + 1.0)))


def log_score_of(probability: float) -> float:
    """The log score, in bits, of a probability that is stated; infinite for what was ruled out."""
    return abs(float(np.log2(probability))) if probability > 0 else float("inf")


def crps(values: ArrayLike, observed: float) -> float:
    """Continuous ranked probability score of an ensemble, in the values' unit (matheson1976).

    The integral of the squared distance between the ensemble's step curve and that of the
    observation; of a single value it is the absolute error.

    Args:
        values: one number a history, shape (runs,), finite.
        observed: what came true.
    """
    ordered = np.sort(np.asarray(values, dtype=float))
    return float(crps_of_sorted(ordered, np.ones((1, len(ordered))), observed)[0])


def fair_crps(values: ArrayLike, observed: float) -> float:
    """The CRPS without what the ensemble's size costs (ferro2014); NaN with one history.

    Mean distance to the observation, less half the mean distance between two *different*
    histories.
    """
    ordered = np.sort(np.asarray(values, dtype=float))
    runs = len(ordered)
    if runs < 2:
        return float("nan")
    ranks = np.arange(1, runs + 1)
    between = 2.0 * float(((2 * ranks - runs - 1) * ordered).sum()) / (runs * (runs - 1))
    return float(np.mean(np.abs(ordered - observed)) - between / 2.0)


def crps_of_sorted(ordered: Floats, weights: Floats, observed: float) -> Floats:
    """The CRPS of a weighted ensemble, for several sets of weights at once.

    Args:
        ordered: values in rising order, shape (runs,).
        weights: shape (resamples, runs), not negative; each row counts by its shares.
        observed: what came true.

    Returns:
        scores, shape (resamples,).
    """
    place = int(np.searchsorted(ordered, observed, side="right"))
    knots = np.insert(ordered, place, observed)
    below = np.cumsum(weights, axis=-1) / weights.sum(axis=-1, keepdims=True)
    below = np.concatenate([np.zeros((len(weights), 1)), below], axis=-1)
    # below[:, k] is the curve's height right of k values; the observation stands after `place`.
    heights = np.insert(below[:, 1:], place, below[:, place], axis=-1)[:, :-1]
    came = np.arange(len(knots) - 1) >= place
    return np.asarray(((heights - came) ** 2 * np.diff(knots)).sum(axis=-1))


def _cuts(shares: ArrayLike, observed: int) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the forecast's and the observation's curve at all bins but the last."""
    numbers = np.asarray(shares, dtype=float)
    bins = numbers.shape[-1]
    if bins < 2 or not 0 <= observed < bins:
        raise ValueError(f"bin {observed} of {bins}: a ranked score needs two bins or more")
    return np.cumsum(numbers, axis=-1)[..., :-1], np.arange(bins - 1) >= observed


def _variance_of_share(share: Floats, runs: int) -> Floats:
    """Return the unbiased estimate of a share's own variance; NaN with one history."""
    return share * (1 - share) / (runs - 1) if runs > 1 else np.full_like(share, np.nan)
