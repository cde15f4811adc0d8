"""PAWN: how far knowing a factor would move the whole distribution of what may happen.

The factor's range is cut into slices of equally many points. The distribution of single histories
in a slice is set against that of all histories, by the greatest distance between the two
distribution functions (Kolmogorov and Smirnov): 0 if they are the same, 1 if they don't overlap.
``median`` and ``maximum`` are over the slices (pianosi2018; estimates by SALib, herman2017). Chance
and priors are in every slice, so the distances are those of forecasts, not of means: what spreads
one history is not averaged away.

A finite number of points moves the distance of a factor that does nothing away from 0 too. ``idle``
says by how much: the median of a factor whose points were shuffled, 95 % of the time at most.
Intervals are from a bootstrap that draws both points and tapes anew (owen2007).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from experiments.sensitivity.design import SLICES
from experiments.sensitivity.effects import (
    RESAMPLES,
    Effect,
    Floats,
    counts,
    problem,
    spread_out,
    units,
)
from experiments.sensitivity.factors import Factor

Whole = NDArray[np.int64]

FINEST = 400
"""Values at which bootstrap samples compare two distributions, at most."""

QUICK_FROM = 10_001
"""Histories from which SciPy (behind SALib) takes the limit law of a distance."""

IDLE = 0.95
"""Share of idle factors that stay below what is called idle."""


def sample(
    factors: Sequence[Factor], by_group: bool, size: int, rng: np.random.Generator
) -> Floats:
    """Return a Latin hypercube of ``size`` positions, shape (size, factors)."""
    from SALib.sample import latin as sampler

    return np.asarray(sampler.sample(problem(factors, by_group), size, seed=rng), dtype=np.float64)


def effects(
    factors: Sequence[Factor],
    by_group: bool,
    positions: Floats,
    outcomes: Floats,
    rng: np.random.Generator,
) -> tuple[Effect, ...]:
    """Return what each factor does to the distribution of histories, in their order.

    Args:
        factors: the factors.
        by_group: always false: the distance of a group has no meaning.
        positions: from :func:`sample`.
        outcomes: shape (points, runs), run k on the same tape at every point.
        rng: draws the bootstrap samples.
    """
    from SALib.analyze import pawn as analyser

    points, runs = outcomes.shape
    # A distance is the same if every history counts several times; and from some size on, SALib
    # spares us the exact significance of each, which takes long and which nothing uses.
    each = np.tile(outcomes, -(-QUICK_FROM // outcomes.size))
    repeated = np.repeat(positions, each.shape[1], axis=0)
    with np.errstate(invalid="ignore"):  # a constant outcome has no coefficient of variation
        found = analyser.analyze(problem(factors, by_group), repeated, each.ravel(), S=SLICES)
    slices = np.array([slices_of(column, each.shape[1]) for column in positions.T])
    bins = binned(outcomes)
    resampled = np.array(
        [
            summary(distances(bins, slices, by_point, by_run))
            for by_point, by_run in zip(counts(rng, points), counts(rng, runs), strict=True)
        ]
    )  # (resamples, median and maximum, factors)
    shuffled = np.array([rng.permutation(points) for _ in range(RESAMPLES)])
    of_nothing = summary(distances(bins, slices[0][shuffled], np.ones(points), np.ones(runs)))
    idle = float(np.quantile(of_nothing[0], IDLE))
    effects = []
    for at, (name, label, group) in enumerate(units(factors, by_group)):
        numbers = {
            one: spread_out(float(found[one][at]), resampled[:, which, at])
            for which, one in enumerate(("median", "maximum"))
        }
        clear = numbers["median"].low > idle
        effects.append(Effect(name, label, group, numbers, clear, idle=idle))
    return tuple(effects)


def slices_of(positions: Floats, times: int) -> Whole:
    """Return the slice of each point, as SALib cuts them (-1: none); shape (points,).

    Args:
        positions: of one factor at each point.
        times: how many histories stand at each point.
    """
    borders = np.quantile(np.repeat(positions, times), np.arange(0, 1 + 1 / SLICES, 1 / SLICES))
    found = np.searchsorted(borders[: SLICES + 1], positions, side="right") - 1
    return np.where(found < SLICES, found, -1)


def binned(outcomes: Floats) -> Whole:
    """Return in which of at most ``FINEST`` bins, in the order of value, each outcome falls."""
    values = np.unique(outcomes)
    if len(values) > FINEST:
        values = np.unique(np.quantile(outcomes, np.linspace(0, 1, FINEST), method="higher"))
    return np.searchsorted(values, outcomes, side="left")


def distances(bins: Whole, slices: Whole, by_point: Floats, by_run: Floats) -> Floats:
    """Return the distance of each slice's distribution from that of all.

    Args:
        bins: from :func:`binned`, shape (points, runs).
        slices: the slice of each point, shape (factors, points).
        by_point: how often each point counts, shape (points,).
        by_run: how often each run counts, shape (runs,).

    Returns:
        shape (factors, slices); NaN where a slice is empty.
    """
    many = int(bins.max()) + 1
    weight = (by_point[:, None] * by_run).ravel()
    whole = np.bincount(bins.ravel(), weight, many).cumsum() / weight.sum()
    found = []
    for slice_of in slices:
        # Points of no slice go to a first one, which is dropped.
        place = (slice_of[:, None] + 1) * many + bins
        counted = np.bincount(place.ravel(), weight, (SLICES + 1) * many)
        below = counted.reshape(SLICES + 1, many)[1:].cumsum(axis=1)
        with np.errstate(invalid="ignore"):
            found.append(np.abs(below / below[:, -1:] - whole).max(axis=1))
    return np.array(found, dtype=np.float64)


def summary(found: Floats) -> Floats:
    """Return median and maximum over the slices, shape (2, factors)."""
    return np.array([np.nanmedian(found, axis=-1), np.nanmax(found, axis=-1)])
