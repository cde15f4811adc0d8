"""Where the observed summaries lie among those that the prior predicts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RARE = 0.01
"""A share of draws below which something counts as lying outside what the prior gives."""


class Place(NamedTuple):
    """Shares of draws whose summary lies at or below, and at or above, the observed one.

    `low` and `high` enclose 90% of the draws.
    """

    below: float
    above: float
    low: float
    high: float

    @property
    def outside(self) -> bool:
        """Whether the prior hardly ever gives a summary as extreme."""
        return min(self.below, self.above) < RARE


def place(simulated: Floats, observed: float) -> Place:
    """Return where an observed summary lies among simulated ones, shape (draws,)."""
    low, high = np.quantile(simulated, (0.05, 0.95), method="inverted_cdf")
    return Place(
        float((simulated <= observed).mean()),
        float((simulated >= observed).mean()),
        float(low),
        float(high),
    )
