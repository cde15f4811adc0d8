"""How far a score may be off because the ensemble is finite: the bootstrap (efron1979).

Histories are drawn again, with replacement, and scored again. Of binned histories only the counts
matter, and those of a resample follow the multinomial law. The interval says nothing of what
another *outcome* would have given: of that there is one, and it can't be drawn again.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.intervals import LEVEL, Interval
from experiments.scoring.proper import crps_of_sorted

Floats = NDArray[np.float64]


def generator(seed: int, name: str) -> np.random.Generator:
    """Return a generator of its own for each question, so that one more changes no other's."""
    return np.random.default_rng([seed, *name.encode()])


def resampled_counts(
    counts: NDArray[np.int64], resamples: int, chance: np.random.Generator
) -> NDArray[np.int64]:
    """Return the counts of resampled histories, shape (resamples, bins)."""
    runs = int(counts.sum())
    return chance.multinomial(runs, counts / runs, size=resamples)


def resampled_crps(
    values: Floats, observed: float, resamples: int, chance: np.random.Generator
) -> Floats:
    """Return the CRPS of resampled histories, shape (resamples,)."""
    ordered = np.sort(values)
    runs = len(ordered)
    found = [
        crps_of_sorted(
            ordered,
            np.bincount(chance.integers(0, runs, runs), minlength=runs)[np.newaxis].astype(float),
            observed,
        )[0]
        for _ in range(resamples)
    ]
    return np.array(found)


def percentiles(estimate: float, resampled: Floats, level: float = LEVEL) -> Interval:
    """Return an estimate with the percentile interval of its resamples."""
    low, high = np.quantile(resampled, [(1 - level) / 2, (1 + level) / 2])
    return Interval(estimate, float(low), float(high))
