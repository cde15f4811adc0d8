"""Simulation-based calibration: does the method find known truths as often as it claims to?

Draw a truth from the prior, simulate what would be observed, infer, and count how many of `DRAWS`
values of the posterior lie below the truth. Over many truths that rank must be uniform: a heap in
the middle means posteriors too wide, one at both ends too narrow, a slope a bias (talts2018).

The drawn cases are truths already: each is left out in turn and inferred from the others.
Uniform ranks don't show that anything was learnt (the prior passes, too), so what was learnt is
told beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, chi2

from experiments.analysis.intervals import LEVEL, Interval, wilson
from experiments.inference.posterior import Posterior, quantiles

Floats = NDArray[np.float64]

DRAWS = 99
"""Values of each posterior among which a truth is ranked; ranks go from 0 to this."""

BINS = 10
"""Bins of the histogram of ranks, of equal width."""


@dataclass(frozen=True)
class Calibration:
    """How one parameter's known truths were found.

    `counts` of truths by rank, in `BINS` bins; `low` and `high` are the band in which all of them
    lie at the same time with the level, if ranks are uniform. `uniform` is the chance of counts
    that uneven, or more (chi-squared test). `covered` is the share of truths inside the central
    90% of their posterior; `learnt` how much narrower a posterior is than the prior, on average
    (1 less the ratio of standard deviations).
    """

    counts: NDArray[np.int64]
    low: int
    high: int
    uniform: float
    covered: Interval
    learnt: float

    @property
    def holds(self) -> bool:
        """Whether every bin lies in the band."""
        return bool((self.counts >= self.low).all() and (self.counts <= self.high).all())


Infer = Callable[[int], Posterior]
"""Infers from the summaries of a draw, without that draw."""


def calibrate(
    parameters: Floats,
    truths: int,
    infer: Infer,
    seed: int,
) -> tuple[tuple[Calibration, ...], Floats]:
    """Infer known truths and rank them.

    Args:
        parameters: what was drawn, shape (draws, parameters).
        truths: how many of the draws to try.
        infer: the method.
        seed: from which the choice of truths follows, and the values they are ranked among.

    Returns:
        one calibration a parameter, and the radius of each inference, shape (truths,).
    """
    chance = np.random.default_rng([seed, 1])
    draws, size = parameters.shape
    chosen = np.sort(chance.choice(draws, truths, replace=False))
    ranks = np.empty((truths, size), dtype=np.int64)
    inside = np.empty((truths, size), dtype=bool)
    deviations = np.empty((truths, size))
    radii = np.empty(truths)
    for at, draw in enumerate(chosen):
        found = infer(int(draw))
        radii[at] = found.radius
        truth = parameters[draw]
        picked = found.values[chance.choice(len(found.weights), DRAWS, p=found.weights)]
        ranks[at] = _ranks(picked, truth, chance)
        for one in range(size):
            low, high = quantiles(found.values[:, one], found.weights, (0.05, 0.95))
            inside[at, one] = low <= truth[one] <= high
            mean = found.values[:, one] @ found.weights
            deviations[at, one] = ((found.values[:, one] - mean) ** 2 @ found.weights) ** 0.5
    prior = parameters.std(axis=0)
    return (
        tuple(
            of_ranks(
                ranks[:, one], inside[:, one], float(1 - deviations[:, one].mean() / prior[one])
            )
            for one in range(size)
        ),
        radii,
    )


def of_ranks(
    ranks: Sequence[int] | NDArray[np.int64],
    inside: Sequence[bool] | NDArray[np.bool_],
    learnt: float,
    level: float = LEVEL,
) -> Calibration:
    """Return the calibration of one parameter from the ranks of its truths, each 0 to `DRAWS`.

    The band is Bonferroni's: each bin's count is binomial, and leaves its own band with a
    chance of (1 - level) / `BINS` at most.
    """
    number = len(ranks)
    counts = np.bincount(np.asarray(ranks) * BINS // (DRAWS + 1), minlength=BINS)
    tail = (1 - level) / (2 * BINS)
    expected = number / BINS
    uneven = float(((counts - expected) ** 2).sum() / expected)
    return Calibration(
        counts=counts,
        low=int(binom.ppf(tail, number, 1 / BINS)),
        high=int(binom.ppf(1 - tail, number, 1 / BINS)),
        uniform=float(chi2.sf(uneven, BINS - 1)),
        covered=wilson(int(np.sum(inside)), number, level),
        learnt=learnt,
    )


def _ranks(picked: Floats, truth: Floats, chance: np.random.Generator) -> NDArray[np.int64]:
    """Return how many values lie below the truth; among equal ones its place is a draw."""
    below = (picked < truth).sum(axis=0)
    equal = (picked == truth).sum(axis=0)
    return np.asarray(below + chance.integers(0, equal + 1))


def surprise(radius: float, radii: Floats) -> float:
    """Return the share of known truths that had to be sought at least as far as the observed.

    It is small where few draws of the prior come near to what was observed.
    """
    return float((radii >= radius).mean())
