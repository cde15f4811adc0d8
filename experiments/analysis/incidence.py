"""Cumulative incidence: the share of histories in which something has happened by each day.

Every run is followed to the horizon, so nothing is censored and the Aalen-Johansen estimator of
competing endings is a plain count: the runs that ended this way by day t, over all runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from experiments.analysis.intervals import LEVEL, wilson

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


def incidence(event_days: ArrayLike, horizon: int, level: float = LEVEL) -> Incidence:
    """Cumulative incidence of one event, given its day in each run (-1 = never).

    The band is pointwise: it holds for each day, not for all days at once. Raises ValueError
    without runs, and where a day lies beyond the horizon.
    """
    days = np.asarray(event_days, dtype=np.int64)
    if len(days) == 0:
        raise ValueError("cumulative incidence needs at least one run")
    if days.max() > horizon or days.min() < NEVER:
        raise ValueError(f"event days must lie in -1..{horizon}")
    happened = days[days != NEVER]
    counts = np.cumsum(np.bincount(happened, minlength=horizon + 1))
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
