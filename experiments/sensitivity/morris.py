"""Morris screening: many walks through the cube, one factor (or group) moved at each step.

The elementary effect of a step is the change of the outcome's mean over the step's share of the
factor's range (morris1991). ``mu_star``, the mean of their sizes, says how much a factor matters
(campolongo2007); ``mu``, their mean, in which direction; ``sigma``, their spread, how far its
effect depends on where the others stand, or bends. All three are in the outcome's unit, for the
whole range. Of a group, whose members move in directions of their own, only ``mu_star`` has a
meaning.

All points share their tapes, so the effect of a factor that nothing reads is exactly 0. The rest
carries luck: means are over finitely many histories. Intervals are from a bootstrap that draws
both trajectories and tapes anew (owen2007), and are a little too wide rather than too narrow. Luck
also lifts ``mu_star``, a mean of sizes; ``idle`` is what it would be if no step had an effect on
the whole, and each were as uncertain as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.sensitivity.effects import (
    Effect,
    Floats,
    counts,
    problem,
    spread_out,
    units,
)
from experiments.sensitivity.factors import Factor

LEVELS = 4
"""Levels of the grid that trajectories walk on."""

DELTA = LEVELS / (2.0 * (LEVELS - 1))
"""Length of a step, as a share of the range."""


def sample(
    factors: Sequence[Factor], by_group: bool, size: int, rng: np.random.Generator
) -> Floats:
    """Return ``size`` trajectories as positions, shape (size * (moves + 1), factors)."""
    from SALib.sample import morris as sampler

    found = sampler.sample(problem(factors, by_group), size, num_levels=LEVELS, seed=rng)
    return np.clip(np.asarray(found, dtype=np.float64), 0.0, 1.0)


def effects(
    factors: Sequence[Factor],
    by_group: bool,
    positions: Floats,
    outcomes: Floats,
    rng: np.random.Generator,
) -> tuple[Effect, ...]:
    """Return what each factor or group does, in their order.

    Args:
        factors: the factors.
        by_group: whether groups moved, not factors.
        positions: from :func:`sample`.
        outcomes: shape (points, runs), run k on the same tape at every point.
        rng: draws the bootstrap samples.
    """
    moved = units(factors, by_group)
    estimate = _estimated(factors, by_group, positions, outcomes.mean(axis=1), rng)
    by_run = counts(rng, outcomes.shape[1])
    resampled = _resampled(positions, outcomes @ by_run.T / by_run.sum(axis=1), moved, factors, rng)
    idle = _of_luck(positions, outcomes, moved, factors)
    found = []
    for at, (name, label, group) in enumerate(moved):
        numbers = {
            one: spread_out(estimate[one][at], resampled[one][at])
            for one in (("mu_star",) if by_group else ("mu_star", "mu", "sigma"))
        }
        clear = bool(numbers["mu_star"].low > idle[at])
        found.append(Effect(name, label, group, numbers, clear, idle=float(idle[at])))
    return tuple(found)


def _estimated(
    factors: Sequence[Factor],
    by_group: bool,
    positions: Floats,
    means: Floats,
    rng: np.random.Generator,
) -> dict[str, Floats]:
    """Return the three numbers of each factor or group, as SALib has them, shape (moves,)."""
    from SALib.analyze import morris as analyser

    # Its own interval, of which nothing is used, takes two samples at the least.
    found = analyser.analyze(
        problem(factors, by_group), positions, means, 2, num_levels=LEVELS, seed=rng
    )
    order = list(found["names"])
    at = [order.index(name) for name, _, _ in units(factors, by_group)]
    return {name: np.array(found[name], dtype=float)[at] for name in ("mu_star", "mu", "sigma")}


def _resampled(
    positions: Floats,
    means: Floats,
    moved: Sequence[tuple[str, str, str]],
    factors: Sequence[Factor],
    rng: np.random.Generator,
) -> dict[str, Floats]:
    """Return the same numbers in each bootstrap sample, shape (moves, samples).

    Args:
        positions: of all trajectories.
        means: of each point in each sample, shape (points, samples).
        moved: what moves, from ``units``.
        factors: the factors.
        rng: draws the trajectories of each sample.
    """
    single = elementary(positions, means, moved, factors)
    walks, _, samples = single.shape
    drawn = rng.integers(walks, size=(walks, 1, samples))
    again = np.take_along_axis(single, np.broadcast_to(drawn, single.shape), axis=0)
    return {
        "mu_star": np.abs(again).mean(axis=0),
        "mu": again.mean(axis=0),
        "sigma": again.std(axis=0, ddof=1),
    }


def _of_luck(
    positions: Floats,
    outcomes: Floats,
    moved: Sequence[tuple[str, str, str]],
    factors: Sequence[Factor],
) -> Floats:
    """Return what ``mu_star`` would be of luck alone, shape (moves,).

    The mean size of a normal draw is sqrt(2/pi) of its standard deviation.
    """
    by_run = elementary(positions, outcomes, moved, factors)
    errors = by_run.std(axis=2, ddof=1) / np.sqrt(by_run.shape[2])
    return np.asarray(np.sqrt(2 / np.pi) * errors.mean(axis=0))


def elementary(
    positions: Floats,
    means: Floats,
    moved: Sequence[tuple[str, str, str]],
    factors: Sequence[Factor],
) -> Floats:
    """Return the elementary effects of each trajectory, shape (walks, moves, samples).

    That of a group has the sign of its first member's move.
    """
    length = len(moved) + 1
    names = [name for name, _, _ in moved]
    groups = [factor.group if factor.group in names else factor.name for factor in factors]
    first = [groups.index(name) for name in names]
    steps = np.diff(positions.reshape(-1, length, len(factors)), axis=1)[:, :, first]
    changes = np.diff(means.reshape(-1, length, means.shape[1]), axis=1)
    # At each step one thing moves; its row of the changes is put in its own place.
    turned = np.sign(np.where(np.abs(steps) > DELTA / 2, steps, 0.0))
    return np.asarray(np.einsum("wtm,wts->wms", turned, changes) / DELTA)
