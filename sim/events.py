"""Threats carried out, put off, or newly made."""

from __future__ import annotations

import math

from agents.rules.compile import rule


@rule
def extension_probability(softness: float, pull: float, progress: float) -> float:
    """Return the probability that a deadline without a deal is put off.

    Half-way progress leaves the softness as it is; log-odds move by ``pull`` from no progress
    to a closed gap.

    Args:
        softness: the deadline's own probability.
        pull: weight of progress.
        progress: share of the first gap between offers that has closed, 0 to 1.
    """
    if softness <= 0.0 or softness >= 1.0:
        return softness
    odds = math.log(softness / (1.0 - softness)) + pull * (progress - 0.5)
    return 1.0 / (1.0 + math.exp(-odds))


@rule
def daily_hazard(probability: float, days: float) -> float:
    """Return the daily chance that adds up to ``probability`` over ``days``."""
    if days < 1.0:
        return probability
    return float(1.0 - (1.0 - probability) ** (1.0 / days))
