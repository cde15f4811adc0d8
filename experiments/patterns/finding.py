"""What a pattern finds: a claim a row, with its effect, its interval, and whether it holds."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from experiments.analysis.intervals import Interval
from experiments.errors import ResultError

DIGITS = 6
"""Significant digits of the numbers that are handed on: more would differ between machines."""


@dataclass(frozen=True)
class Finding:
    """One claim, as the ensembles have it.

    Attributes:
        id: number of the pattern and a short name, ``4-japan-terms``.
        name: the claim in plain words.
        effect: what was measured, in ``unit``; where two arms are named, the first less the second.
        low: lower end of its 95 % interval over runs; the effect itself where nothing is left to
            chance.
        high: the upper end.
        unit: unit of the three.
        source: keys of ``configs/sources.yaml``, the theory behind the claim; empty for logic.
        criterion: what the interval has to do for the claim to hold; empty where a number is only
            reported.
        holds: whether it does; None where a number is only reported.
        arms: the worlds that were played.
        runs: histories in each of them.
        pairs: over how many histories, texts or agreements the effect was taken.
        note: what else one should know.
    """

    id: str
    name: str
    effect: float
    low: float
    high: float
    unit: str
    source: tuple[str, ...]
    criterion: str
    holds: bool | None
    arms: tuple[str, ...]
    runs: int
    pairs: int
    note: str

    @property
    def pattern(self) -> int:
        """The number of the pattern that it belongs to."""
        return int(self.id.split("-", 1)[0])

    @property
    def interval(self) -> Interval:
        """The effect with both ends."""
        return Interval(self.effect, self.low, self.high)

    def record(self) -> dict[str, Any]:
        """Return all fields as plain data, numbers rounded to six significant digits."""
        found = asdict(self)
        for field in ("effect", "low", "high"):
            found[field] = float(f"{found[field]:.{DIGITS}g}")
        return found


class Criterion(NamedTuple):
    """What an interval has to do for a claim to hold, in words and as a test."""

    words: str
    met: Callable[[Interval], bool]


def above(bound: float) -> Criterion:
    """The whole interval lies above a bound."""
    return Criterion(f"interval above {bound:g}", lambda found: found.low > bound)


def below(bound: float) -> Criterion:
    """The whole interval lies below a bound."""
    return Criterion(f"interval below {bound:g}", lambda found: found.high < bound)


def at_most(bound: float) -> Criterion:
    """No part of the interval exceeds a bound."""
    return Criterion(f"at most {bound:g}", lambda found: found.high <= bound)


def exactly(value: float) -> Criterion:
    """The effect is a number, and nothing is left to chance."""
    return Criterion(
        f"exactly {value:g}", lambda found: found.low == found.value == found.high == value
    )


def finding(
    id: str,
    name: str,
    found: Interval | float,
    *,
    unit: str,
    arms: tuple[str, ...],
    runs: int,
    pairs: int | None = None,
    source: tuple[str, ...] = (),
    criterion: Criterion | None = None,
    note: str = "",
) -> Finding:
    """Return a finding.

    Args:
        id: see :class:`Finding`, as all that is not told here.
        name: the claim.
        found: the effect with its interval, or a number that leaves nothing to chance.
        unit: its unit.
        arms: the worlds that were played.
        runs: histories in each.
        pairs: over how many the effect was taken (None: all runs).
        source: keys of the theory.
        criterion: what makes the claim hold; None for a number that is only reported.
        note: what else one should know.

    Raises:
        ResultError: there was nothing to measure the effect on, such as no agreement.
    """
    interval = found if isinstance(found, Interval) else Interval(found, found, found)
    if not all(math.isfinite(end) for end in interval):
        raise ResultError(f"pattern {id}: too few histories to measure it; play more of them")
    return Finding(
        id=id,
        name=name,
        effect=interval.value,
        low=interval.low,
        high=interval.high,
        unit=unit,
        source=source,
        criterion="" if criterion is None else criterion.words,
        holds=None if criterion is None else criterion.met(interval),
        arms=arms,
        runs=runs,
        pairs=runs if pairs is None else pairs,
        note=note,
    )
