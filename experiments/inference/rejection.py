"""Rejection: keep the draws whose simulated summaries lie nearest to the observed ones.

Each summary is divided by its own spread over all draws, so that days and shares weigh alike. What
is kept counts by Epanechnikov's kernel: the nearest most, those on the rim hardly (beaumont2002).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Accepted(NamedTuple):
    """The draws kept, their weights (summing to 1), and the radius inside which they lie."""

    draws: NDArray[np.int64]
    weights: Floats
    radius: float


def spreads(summaries: Floats) -> Floats:
    """Return the spread of each summary over all draws; shape (summaries,).

    The median absolute deviation, times 1.4826 (the standard deviation of a normal law); where it
    is 0, as of a summary that is mostly the same, the standard deviation.
    """
    centre = np.median(summaries, axis=0)
    robust = 1.4826 * np.median(np.abs(summaries - centre), axis=0)
    return np.where(robust > 0, robust, summaries.std(axis=0))


def distances(summaries: Floats, observed: Floats, scale: Floats) -> Floats:
    """Return how far each draw's summaries lie from the observed, in spreads; shape (draws,)."""
    return np.asarray(np.sqrt((((summaries - observed) / scale) ** 2).sum(axis=1)))


def accept(apart: Floats, count: int) -> Accepted:
    """Keep the `count` nearest draws, and others that are as near as the last of them.

    The radius is the distance of the nearest draw that is not kept, so that the last one kept has
    a weight, too. Where all kept draws match exactly, they weigh alike.

    Raises:
        ValueError: fewer draws than are to be kept.
    """
    if not 0 < count <= len(apart):
        raise ValueError(f"can't keep {count} of {len(apart)} draws")
    rim = float(np.partition(apart, count - 1)[count - 1])
    kept = np.flatnonzero(apart <= rim)
    outside = apart[apart > rim]
    radius = float(outside.min()) if np.isfinite(outside).any() else 2 * rim
    inside = apart[kept]
    weights = 1 - (inside / radius) ** 2 if rim > 0 else np.ones(len(kept))
    return Accepted(kept, weights / weights.sum(), radius)
