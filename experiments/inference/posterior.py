"""The posterior as a weighted sample, and what a table says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.inference.regression import adjusted
from experiments.inference.rejection import accept, distances
from experiments.inference.supports import Support, from_line, to_line

Floats = NDArray[np.float64]

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class Posterior:
    """A weighted sample: `values` of shape (accepted, parameters), `weights` summing to 1.

    `radius` is how far, in spreads, accepted summaries lie from the observed ones at most.
    """

    values: Floats
    weights: Floats
    radius: float

    @property
    def effective(self) -> float:
        """How many equally weighted values would tell as much (kish1965)."""
        return float(1 / (self.weights**2).sum())


@dataclass(frozen=True)
class Spread:
    """One parameter's distribution: mean, standard deviation and quantiles (`QUANTILES`)."""

    mean: float
    deviation: float
    quantiles: tuple[float, ...]


def posterior(
    parameters: Floats,
    summaries: Floats,
    observed: Floats,
    scale: Floats,
    supports: Sequence[Support],
    count: int,
    adjust: bool = True,
    without: int | None = None,
) -> Posterior:
    """Return what is left of the prior's draws once the summaries are known.

    Args:
        parameters: what was drawn, shape (draws, parameters).
        summaries: what came of it, shape (draws, summaries).
        observed: what was observed, shape (summaries,).
        scale: of each summary, from `experiments.inference.rejection.spreads`.
        supports: of each parameter.
        count: draws to accept.
        adjust: whether to correct them by regression. Without, they count alike.
        without: a draw to leave out, because it is the one that was observed.
    """
    apart = distances(summaries, observed, scale)
    if without is not None:
        apart[without] = np.inf
    kept = accept(apart, count)
    values = parameters[kept.draws]
    if not adjust:
        return Posterior(values, np.full(len(values), 1 / len(values)), kept.radius)
    line = np.column_stack([to_line(values[:, at], support) for at, support in enumerate(supports)])
    moved = adjusted(line, (summaries[kept.draws] - observed) / scale, kept.weights)
    back = [
        from_line(moved[:, at], support) if support.adjustable else values[:, at]
        for at, support in enumerate(supports)
    ]
    return Posterior(np.column_stack(back), kept.weights, kept.radius)


def spread(values: Floats, weights: Floats) -> Spread:
    """Return the spread of one parameter; shapes (accepted,)."""
    mean = float(values @ weights)
    variance = float((values - mean) ** 2 @ weights)
    return Spread(mean, variance**0.5, tuple(float(q) for q in quantiles(values, weights)))


def quantiles(
    values: Floats, weights: Floats, probabilities: Sequence[float] = QUANTILES
) -> Floats:
    """Return weighted quantiles: the least value at or below which lies enough of the weight."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    places = np.searchsorted(reached, np.asarray(probabilities) * reached[-1] - 1e-12)
    return np.asarray(values[order][np.minimum(places, len(values) - 1)])
