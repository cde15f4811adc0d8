"""How a factor fills its range: from a position between 0 and 1 to a value.

Samplers give positions in the unit cube; here each becomes a value by the inverse of its law's
distribution function. So a prior is varied as the scenario draws it, and equal steps of position
are equally likely steps of the value.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from scipy.special import betaincinv, gammaincinv

from sim.config.quantity import Quantity

CENTRAL = 0.9
"""A law without an upper end (gamma) is cut to this share in its middle."""


class Spread(NamedTuple):
    """A law with its numbers, or the values that it chooses from."""

    law: str
    numbers: tuple[float, ...] = ()
    values: tuple[Any, ...] = ()

    def at(self, position: float) -> Any:
        """Return the value at a position from 0 to 1."""
        return _AT[self.law](self, position)

    def ends(self) -> tuple[Any, ...]:
        """Return the lowest and the highest value; of values to choose from, each once."""
        if self.values:  # words, numbers or mappings
            return tuple(v for at, v in enumerate(self.values) if v not in self.values[:at])
        if self.law == "spike":
            at, _, low, high = self.numbers
            return tuple(sorted({at, low, high}))
        return self.at(0.0), self.at(1.0)


def spread_of(quantity: Quantity) -> Spread:
    """Return the spread of a prior, as the scenario draws it."""
    law = quantity.law
    assert law is not None
    if law == "choice":
        return Spread("choice", values=tuple(quantity.values or ()))
    if law == "gamma":
        return Spread("gamma", (float(quantity.shape or 1),))
    names = {"beta": ("a", "b"), "triangular": ("low", "mode", "high")}
    names |= {"spike": ("at", "probability", "low", "high")}
    given = (getattr(quantity, name) for name in names.get(law, ("low", "high")))
    return Spread(law, tuple(float(number) for number in given))


def _uniform(spread: Spread, position: float) -> float:
    low, high = spread.numbers
    return low + position * (high - low)


def _loguniform(spread: Spread, position: float) -> float:
    low, high = spread.numbers
    return float(low * (high / low) ** position)


def _triangular(spread: Spread, position: float) -> float:
    low, mode, high = spread.numbers
    if position < (mode - low) / (high - low):
        return float(low + (position * (high - low) * (mode - low)) ** 0.5)
    return float(high - ((1.0 - position) * (high - low) * (high - mode)) ** 0.5)


def _beta(spread: Spread, position: float) -> float:
    return float(betaincinv(*spread.numbers, position))


def _gamma(spread: Spread, position: float) -> float:
    within = (1.0 - CENTRAL) / 2.0 + CENTRAL * position
    return float(gammaincinv(*spread.numbers, within))


def _spike(spread: Spread, position: float) -> float:
    at, probability, low, high = spread.numbers
    if position < probability or probability == 1.0:
        return at
    return low + (position - probability) / (1.0 - probability) * (high - low)


def _choice(spread: Spread, position: float) -> Any:
    return spread.values[min(int(position * len(spread.values)), len(spread.values) - 1)]


def _whole(spread: Spread, position: float) -> int:
    low, high = (int(number) for number in spread.numbers)
    return min(low + int(position * (high - low + 1)), high)


def _date(spread: Spread, position: float) -> datetime.date:
    return datetime.date.fromordinal(_whole(spread, position))


_AT: Mapping[str, Callable[[Spread, float], Any]] = {
    "uniform": _uniform,
    "loguniform": _loguniform,
    "triangular": _triangular,
    "beta": _beta,
    "gamma": _gamma,
    "spike": _spike,
    "choice": _choice,
    "whole": _whole,
    "date": _date,
}
