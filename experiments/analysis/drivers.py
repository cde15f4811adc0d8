"""Which unknowns separate the histories that end in agreement from those that don't.

Each run draws its unknowns from the scenario's priors. For every unknown, compare how often the
runs in its lowest third agree with how often those in its highest third do. This is a first look,
one unknown at a time: it ignores how unknowns act together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from experiments.analysis.columns import Columns, agreed
from experiments.analysis.intervals import LEVEL, Interval, difference, wilson

PREFIX = "drawn_"
FEWEST_IN_A_THIRD = 20


@dataclass(frozen=True)
class Driver:
    """Agreement shares where one unknown is low and where it is high.

    `low` and `high` are shares of agreements in the lowest and the highest third of the runs,
    `contrast` is high minus low; `low_up_to` and `high_from` are the thirds' borders in the
    unknown's own unit. `clear` says whether the contrast's interval, widened for the number of
    unknowns compared (Bonferroni), excludes 0.
    """

    column: str
    low: Interval
    high: Interval
    contrast: Interval
    low_up_to: float
    high_from: float
    clear: bool


def drivers(columns: Columns, level: float = LEVEL) -> tuple[Driver, ...]:
    """The unknowns that vary, the greatest contrast first; ties by name.

    Empty where a third holds fewer than 20 runs. Ties in an unknown stay together, so that a
    third never depends on the order of the rows; an unknown so lumpy that its outer thirds would
    touch is left out.
    """
    reached = agreed(columns)
    thirds = {}
    for name, values in columns.items():
        if not name.startswith(PREFIX):
            continue
        drawn = np.asarray(values, dtype=float)
        known = np.isfinite(drawn)
        if known.sum() < 3 * FEWEST_IN_A_THIRD:
            continue
        low_up_to, high_from = np.quantile(drawn[known], (1 / 3, 2 / 3), method="inverted_cdf")
        low = known & (drawn <= low_up_to)
        high = known & (drawn >= high_from if high_from > low_up_to else drawn > low_up_to)
        if min(low.sum(), high.sum()) >= FEWEST_IN_A_THIRD:
            thirds[name] = (low, high, float(low_up_to), float(drawn[high].min()))
    strict = 1 - (1 - level) / max(1, len(thirds))
    found = []
    for name, (low, high, low_up_to, high_from) in thirds.items():
        of_high, of_low = int(high.sum()), int(low.sum())
        in_high, in_low = int(reached[high].sum()), int(reached[low].sum())
        wide = difference(in_high, of_high, in_low, of_low, strict)
        found.append(
            Driver(
                column=name,
                low=wilson(in_low, of_low, level),
                high=wilson(in_high, of_high, level),
                contrast=difference(in_high, of_high, in_low, of_low, level),
                low_up_to=low_up_to,
                high_from=high_from,
                clear=not wide.low <= 0 <= wide.high,
            )
        )
    return tuple(sorted(found, key=lambda driver: (-abs(driver.contrast.value), driver.column)))
