"""What every method gives: for each factor, or group of them, some numbers with intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from experiments.analysis.intervals import LEVEL, Interval
from experiments.analysis.wording import opening
from experiments.sensitivity.factors import Factor
from experiments.speech import say

Floats = NDArray[np.float64]

RESAMPLES = 200
"""Bootstrap samples behind an interval: enough for a standard error to within a twentieth."""


class End(NamedTuple):
    """A value that a factor was set to, and what that changes."""

    value: Any
    """As the scenario takes it."""
    change: Interval


class Effect(NamedTuple):
    """What one factor, or one group of them, does to one outcome."""

    name: str
    label: str
    group: str
    numbers: Mapping[str, Interval]
    """Measure of the method -> estimate with its interval."""
    clear: bool
    """Whether it does more, for certain, than luck makes of a factor that does nothing."""
    ends: tuple[End, ...] = ()
    of_table: bool = False
    """Whether the factor was moved over the range of a whole table, of which it is one number."""
    idle: float = 0.0
    """What luck alone makes of the leading number where a factor, on the whole, does nothing."""
    unit: str = ""
    """Of the values at the ends."""


def problem(factors: Sequence[Factor], by_group: bool) -> dict[str, Any]:
    """Return the factors as SALib takes them: all in the unit cube, in groups or not."""
    found: dict[str, Any] = {
        "num_vars": len(factors),
        "names": [factor.name for factor in factors],
        "bounds": [[0.0, 1.0]] * len(factors),
    }
    if by_group:
        found["groups"] = [factor.group for factor in factors]
    return found


def units(factors: Sequence[Factor], by_group: bool) -> list[tuple[str, str, str]]:
    """Return name, label and group of what moves: each factor, or each group in SALib's order."""
    if not by_group:
        return [(factor.name, factor.label, factor.group) for factor in factors]
    groups = dict.fromkeys(factor.group for factor in factors)
    return [(group, opening(say(group)), group) for group in groups]


def spread_out(value: float, resampled: Floats) -> Interval:
    """Return an estimate with its normal interval, from the spread of its bootstrap samples."""
    half = float(ndtri((1 + LEVEL) / 2) * np.std(resampled, ddof=1))
    return Interval(float(value), float(value) - half, float(value) + half)


def counts(rng: np.random.Generator, of: int, resamples: int = RESAMPLES) -> Floats:
    """Return how often each of ``of`` things is drawn in bootstrap samples of their number.

    Returns:
        shape (resamples, of); each row sums to ``of``.
    """
    return rng.multinomial(of, np.full(of, 1.0 / of), size=resamples).astype(np.float64)
