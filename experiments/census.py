"""Exact counts over all rows of a result, taken as they pass; and how many rows a page looks at.

A report draws medians, ranges and clouds, for which it needs rows in memory. Of a large ensemble
it takes the lowest runs of each arm: run k stands alone, so they are as good a sample as any. How
histories end is counted over all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from sim.state import ENDINGS

if TYPE_CHECKING:
    from experiments.store import Result

MOST_ROWS = 200_000
"""Rows of an arm that a report looks at: a share has then a margin of 0.2 points of per cent."""

MOST_ROWS_IN_ALL = 1_000_000
"""Rows of all arms that a report looks at: what a laptop holds in memory."""

FEWEST_ROWS = 1_000
"""Rows of an arm that a report looks at however many arms there are."""


def rows_shown(arms: int) -> int:
    """Return how many rows of each of ``arms`` arms a report looks at, at most."""
    return min(MOST_ROWS, max(FEWEST_ROWS, MOST_ROWS_IN_ALL // arms))


def endings(result: Result) -> Mapping[int, Mapping[str, int]]:
    """Return, for each arm, how many of all its histories end in each way.

    Raises:
        ResultError: a part is damaged.
    """
    counts = {arm.index: dict.fromkeys(ENDINGS, 0) for arm in result.arms}
    for arm, table in result.pieces(columns=("ending",)):
        for found in pc.value_counts(table["ending"]):
            counts[arm][found["values"].as_py()] += found["counts"].as_py()
    return counts
