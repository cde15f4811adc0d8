"""Cumulative incidence: the share of histories in which something has happened by each day.

Every run is followed to the horizon, so nothing is censored and the Aalen-Johansen estimator of
competing endings is a plain count: the runs that ended this way by day t, over all runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from experiments.analysis.intervals import LEVEL, Interval, difference, paired_difference, wilson

NEVER = -1


class Incidence(NamedTuple):
    """Shares in [0, 1] of all runs by each day 0..horizon, with pointwise Wilson bands."""

    days: NDArray[np.int64]
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    def at(self, day: int) -> float:
        """Share by the end of a day; days outside 0..horizon count as the nearest one."""
        return float(self.value[min(max(day, 0), len(self.value) - 1)])


class Change(NamedTuple):
    """What one world's share by each day 0..horizon is above another's, with pointwise bands."""

    days: NDArray[np.int64]
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def incidence(event_days: ArrayLike, horizon: int, level: float = LEVEL) -> Incidence:
    """Cumulative incidence of one event, given its day in each run (-1 = never).

    The band is pointwise: it holds for each day, not for all days at once. Raises ValueError
    without runs, and where a day lies beyond the horizon.
    """
    days = _checked(event_days, horizon)
    counts = _by_day(days, horizon)
    # One Wilson interval a distinct count, not a day: the curve is flat almost everywhere.
    bands = {int(c): wilson(int(c), len(days), level) for c in np.unique(counts)}
    ends = np.array([bands[int(c)] for c in counts])
    return Incidence(np.arange(horizon + 1), ends[:, 0], ends[:, 1], ends[:, 2])


def competing(
    event_days: ArrayLike, causes: ArrayLike, horizon: int, level: float = LEVEL
) -> Mapping[str, Incidence]:
    """Cumulative incidence of each cause, when a run ends by one cause at most.

    `event_days` and `causes` have shape (runs,); a run that never ends has day -1 and its cause is
    not read. On every day the values sum to the share of runs that have ended.
    """
    days = np.asarray(event_days, dtype=np.int64)
    names = np.asarray(causes, dtype=object)
    present = sorted({str(name) for name in names[days != NEVER]})
    return {
        name: incidence(np.where(names == name, days, NEVER), horizon, level) for name in present
    }


def change(
    first_days: ArrayLike,
    second_days: ArrayLike,
    horizon: int,
    level: float = LEVEL,
    *,
    paired: bool = True,
) -> Change:
    """Cumulative incidence in a second world less that in a first one, day by day.

    The band is pointwise: Newcombe's for paired shares, or for independent ones where the two
    share no luck.

    Args:
        first_days: the event's day in each run of the first world (-1: never).
        second_days: in the second world; if `paired`, of the same runs in the same order.
        horizon: last day.
        level: of the band.
        paired: whether run k of one has the chance of run k of the other.

    Raises ValueError as `incidence`, and where pairs differ in number.
    """
    one, two = _checked(first_days, horizon), _checked(second_days, horizon)
    happened_one, happened_two = _by_day(one, horizon), _by_day(two, horizon)
    if paired:
        if len(one) != len(two):
            raise ValueError(f"pairs need as many runs on both sides, got {len(one)}, {len(two)}")
        later = np.where((one == NEVER) | (two == NEVER), NEVER, np.maximum(one, two))
        happened_both = _by_day(later, horizon)
    else:
        happened_both = np.zeros(horizon + 1, dtype=np.int64)

    def band(first: int, second: int, both: int) -> Interval:
        if not paired:
            return difference(second, len(two), first, len(one), level)
        neither = len(one) - first - second + both
        return paired_difference(both, second - both, first - both, neither, level)

    counts = np.column_stack([happened_one, happened_two, happened_both])
    bands = {tuple(row): band(*row) for row in np.unique(counts, axis=0).tolist()}
    ends = np.array([bands[tuple(row)] for row in counts.tolist()])
    return Change(np.arange(horizon + 1), ends[:, 0], ends[:, 1], ends[:, 2])


def _checked(event_days: ArrayLike, horizon: int) -> NDArray[np.int64]:
    days = np.asarray(event_days, dtype=np.int64)
    if len(days) == 0:
        raise ValueError("cumulative incidence needs at least one run")
    if days.max() > horizon or days.min() < NEVER:
        raise ValueError(f"event days must lie in -1..{horizon}")
    return days


def _by_day(days: NDArray[np.int64], horizon: int) -> NDArray[np.int64]:
    """Runs in which it has happened by the end of each day 0..horizon."""
    happened = days[days != NEVER]
    return np.asarray(np.cumsum(np.bincount(happened, minlength=horizon + 1)))
