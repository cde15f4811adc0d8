"""Sobol' indices: which share of an outcome's variance follows from which factor (sobol2001).

Over the factors' ranges the mean outcome varies. ``first`` is the share of that variance which a
factor accounts for alone, ``total`` the share that would be left if only it stayed unknown, with
all its interplay. First indices add up to 1 where factors do not act together; what they lack is
interplay. Positions are Saltelli's rows of a scrambled Sobol' sequence, estimators those of
saltelli2010, both from SALib (herman2017); groups of factors move as one.

The variance is that of means over the study's histories, not of single ones (what chance leaves
of those is told by ``variance``). Means are over finitely many histories, on the same tapes at
every point: luck that does the same everywhere cancels; luck that does not counts as interplay,
and lifts total indices, by what ``idle`` says. Intervals are from a bootstrap that draws both rows
and tapes anew (owen2007). Estimates may fall below 0 or above 1 by as much as their intervals say.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.analysis.intervals import Interval
from experiments.sensitivity.effects import Effect, Floats, counts, problem, spread_out, units
from experiments.sensitivity.factors import Factor

CONSTANT = 1e-12
"""An outcome whose means differ by less than this share of their size does not vary."""


def sample(
    factors: Sequence[Factor], by_group: bool, size: int, rng: np.random.Generator
) -> Floats:
    """Return ``size`` rows as positions, shape (size * (moves + 2), factors)."""
    from SALib.sample import sobol as sampler

    found = sampler.sample(problem(factors, by_group), size, calc_second_order=False, seed=rng)
    return np.asarray(found, dtype=np.float64)


def effects(
    factors: Sequence[Factor],
    by_group: bool,
    positions: Floats,
    outcomes: Floats,
    rng: np.random.Generator,
) -> tuple[Effect, ...]:
    """Return first and total indices of each factor or group, in their order.

    Args:
        factors: the factors.
        by_group: whether groups moved, not factors.
        positions: from :func:`sample` (only their number matters here).
        outcomes: shape (points, runs), run k on the same tape at every point.
        rng: draws the bootstrap samples.
    """
    from SALib.analyze.sobol import first_order, total_order

    moved = units(factors, by_group)
    width = len(moved) + 2
    rows = len(positions) // width
    estimates = outcomes.mean(axis=1)
    if np.ptp(estimates) <= CONSTANT * max(1.0, float(np.abs(estimates).max())):
        nothing = Interval(0.0, 0.0, 0.0)
        return tuple(Effect(*one, {"first": nothing, "total": nothing}, False) for one in moved)
    once = _estimated(factors, by_group, estimates, rng)
    by_run = counts(rng, outcomes.shape[1])
    drawn = rng.integers(rows, size=(rows, len(by_run)))
    means = (outcomes @ by_run.T / by_run.sum(axis=1)).reshape(rows, width, -1)
    means = means - means.mean(axis=(0, 1))  # as SALib does: the estimators err less about 0
    # Every column of a row is drawn with it: (rows, columns, samples).
    again = np.take_along_axis(means, np.broadcast_to(drawn[:, None], means.shape), axis=0)
    base, other = again[:, 0], again[:, -1]
    idle = _of_luck(outcomes.reshape(rows, width, -1))
    found = []
    for at, (name, label, group) in enumerate(moved):
        numbers = {
            one: spread_out(float(once[which, at]), estimator(base, again[:, at + 1], other))
            for which, (one, estimator) in enumerate(
                (("first", first_order), ("total", total_order))
            )
        }
        clear = bool(numbers["total"].low > idle[at])
        found.append(Effect(name, label, group, numbers, clear, idle=float(idle[at])))
    return tuple(found)


def _of_luck(outcomes: Floats) -> Floats:
    """Return which part of each total index is luck, shape (moves,).

    A total index is half the mean square of a difference of two means, over the variance. Luck
    adds to the square what it adds to the variance of the difference.

    Args:
        outcomes: shape (rows, columns, runs).
    """
    apart = outcomes[:, 1:-1] - outcomes[:, :1]
    luck = apart.var(axis=2, ddof=1).mean(axis=0) / outcomes.shape[2] / 2
    whole = float(outcomes[:, [0, -1]].mean(axis=2).var())
    shares: Floats = luck / whole if whole > 1e-300 else np.zeros_like(luck)
    return shares


def _estimated(
    factors: Sequence[Factor], by_group: bool, means: Floats, rng: np.random.Generator
) -> Floats:
    """Return first and total indices as SALib has them, shape (2, moves)."""
    from SALib.analyze import sobol as analyser

    # Its own interval, of which nothing is used, takes two samples at the least.
    found = analyser.analyze(
        problem(factors, by_group), means, calc_second_order=False, num_resamples=2, seed=rng
    )
    return np.array([found["S1"], found["ST"]], dtype=np.float64)
