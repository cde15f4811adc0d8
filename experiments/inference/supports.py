"""Where a parameter can lie, and the whole line on which a regression may move it.

A correction by regression knows no borders. So each parameter is carried to the whole line first,
by the logit of its place between its borders (on a logarithmic scale for a loguniform law), or by
its logarithm where it has a lower border only; and back afterwards. It can't leave its support.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from sim.config.quantity import Quantity

if TYPE_CHECKING:
    from sim.scenario import Scenario

Floats = NDArray[np.float64]

EDGE = 1e-9
"""How near to a border a value counts as on it, as a share of the way."""

LARGEST = 700.0
"""Logarithm of the largest number that there is, nearly."""


class Support(NamedTuple):
    """A parameter's law, its borders (infinite if there is none) and its unit."""

    law: str
    low: float
    high: float
    unit: str

    @property
    def adjustable(self) -> bool:
        """Whether values between the drawn ones make sense: not for choices and spikes."""
        return self.law not in ("choice", "spike")


def support_of(scenario: Scenario, key: str) -> Support:
    """Return the support of a prior, by its dotted key.

    Raises:
        KeyError: the scenario has no such prior.
    """
    laws = {
        ".".join(map(str, at)): part
        for at, part in scenario.config.cited()
        if isinstance(part, Quantity) and part.law is not None
    }
    quantity = laws[key]
    low, high = quantity.support
    return Support(str(quantity.law), low, high, quantity.unit)


def to_line(values: Floats, support: Support) -> Floats:
    """Carry values of a parameter to the whole line; unchanged if it can't be adjusted."""
    low, high = support.low, support.high
    if not support.adjustable or (np.isinf(low) and np.isinf(high)):
        return values
    if np.isinf(high):
        return np.asarray(np.log(np.maximum(values - low, np.finfo(float).tiny)))
    if support.law == "loguniform":
        values, low, high = np.log(values), np.log(low), np.log(high)
    place = np.clip((values - low) / (high - low), EDGE, 1 - EDGE)
    return np.asarray(np.log(place) - np.log1p(-place))


def from_line(line: Floats, support: Support) -> Floats:
    """Carry values back: the inverse of :func:`to_line`."""
    low, high = support.low, support.high
    if not support.adjustable or (np.isinf(low) and np.isinf(high)):
        return line
    if np.isinf(high):
        return np.asarray(low + np.exp(np.minimum(line, LARGEST)))
    place = expit(line)
    if support.law == "loguniform":
        found = np.exp(np.log(low) + place * (np.log(high) - np.log(low)))
    else:
        found = low + place * (high - low)
    return np.asarray(np.clip(found, low, high))  # for the last digit
