"""Home: salience in a campaign, support for a text, ratification; and a leader who overrides."""

from __future__ import annotations

import math

from agents.rules.compile import rule, short_rule


@short_rule
def salience(day: int, campaign: int, polling: int, during: float, afterwards: float) -> float:
    """Return the factor on sensitive costs: 1 before the campaign, then ``during``, then after."""
    if day < campaign:
        return 1.0
    return during if day <= polling else afterwards


@rule
def ratification_probability(support: float, threshold: float, scale: float) -> float:
    """Return the probability that home ratifies: logistic in support above the threshold."""
    odds = (support - threshold) / scale
    if odds < -700.0:  # math.exp would overflow
        return 0.0
    return 1.0 / (1.0 + math.exp(-odds))


@rule
def override_probability(
    first: float, returns: int, return_factor: float, objection: float, occasion: float
) -> float:
    """Return the probability that a leader sends back a text that meets the mandate.

    Args:
        first: probability the first time.
        returns: how often a text has come back already.
        return_factor: factor for each return.
        objection: factor for a minister's objection (1: none).
        occasion: factor for the occasion (1: no summit).
    """
    probability = first * return_factor ** float(returns) * objection * occasion
    return float(probability) if probability < 1.0 else 1.0
