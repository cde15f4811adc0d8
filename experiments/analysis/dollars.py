"""Dollars that add up day by day over several histories: the middle one, and how they spread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.float64]
"""One number a day from the first to the scenario's last day, shape (horizon + 1,)."""

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


class Course(NamedTuple):
    """Totals from the first day to each day, USD bn; each of shape (horizon + 1,).

    On every day, half of the histories lie between `quarter` and `upper`, nine in ten between
    `low` and `high`. The histories on an edge need not be the same from day to day.
    """

    low: Days
    quarter: Days
    median: Days
    upper: Days
    high: Days


def course(histories: Sequence[Days]) -> Course:
    """The course of several histories' daily amounts; raises ValueError without any."""
    if not histories:
        raise ValueError("a course needs at least one history")
    totals = np.cumsum(np.stack(histories), axis=1)
    # An amount that occurred, not one between two that did.
    return Course(*np.quantile(totals, QUANTILES, axis=0, method="inverted_cdf"))
