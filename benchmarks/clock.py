"""Time taken side by side: interleaved repeats, their median and their spread."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class Lap(NamedTuple):
    """What one call took, in seconds."""

    cpu: float
    wall: float


class Spread(NamedTuple):
    """A median with the lowest and the highest of its repeats."""

    median: float
    low: float
    high: float
    repeats: int


Clock = Callable[[], Lap]


def now() -> Lap:
    """Return this process's CPU time (all threads) and the time of day, from any zero."""
    return Lap(time.process_time(), time.perf_counter())


def spread(values: Sequence[float]) -> Spread:
    """Return the median of values and how far they lie apart.

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("a spread needs at least one value")
    return Spread(statistics.median(values), min(values), max(values), len(values))


def timed(call: Callable[[], object], clock: Clock = now) -> Lap:
    """Return what one call takes."""
    before = clock()
    call()
    after = clock()
    return Lap(after.cpu - before.cpu, after.wall - before.wall)


def interleaved(
    arms: Mapping[str, Callable[[], object]], repeats: int, clock: Clock = now
) -> dict[str, list[Lap]]:
    """Time every arm ``repeats`` times, in turn, so that a slow minute slows all of them.

    Every second round goes backwards: no arm is always the one after another.
    """
    found: dict[str, list[Lap]] = {name: [] for name in arms}
    for repeat in range(repeats):
        order = list(arms)[:: 1 if repeat % 2 == 0 else -1]
        for name in order:
            found[name].append(timed(arms[name], clock))
    return found


def ratio(over: Sequence[float], under: Sequence[float]) -> Spread:
    """Return the spread of ratios taken repeat by repeat.

    Raises:
        ValueError: the two have different numbers of repeats.
    """
    return spread([a / b for a, b in zip(over, under, strict=True)])


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of log y on log x by least squares: 1 where y grows in step with x.

    Raises:
        ValueError: fewer than two different x.
    """
    if len({x for x, _ in points}) < 2:
        raise ValueError("a slope needs two points that differ")
    return statistics.linear_regression(
        [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    ).slope
