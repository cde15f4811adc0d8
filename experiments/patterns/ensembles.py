"""Ensembles that share their tapes, and what can be said of them with an interval.

Two ensembles of the same seed and run numbers are paired: run k of both has the same chance
(common random numbers), so their difference is the effect of what was set, run by run. Each is
played once a process.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.columns import Columns
from experiments.analysis.columns import agreed as agreed
from experiments.analysis.intervals import Interval
from sim.config import ScenarioConfig
from sim.config.reader import Document, read_yaml, validate
from sim.config.settings import with_settings
from sim.engine import simulate
from sim.scenario import CONFIGS, Scenario, build

SEED = 20250617
BASELINE = "japan_us_2025"
BARE = "bare"
DRAWS = 2000
"""How often runs are picked anew for an interval."""
ENDS = (0.025, 0.975)
LARGEST_BLOCK = 1_000_000
"""Runs picked at a time: 8 MB."""

Column = NDArray[Any]
Ensemble = Columns
Picked = NDArray[np.int64]


@functools.cache
def shipped(name: str) -> Document:
    """Return the file of a shipped scenario; it is read once."""
    return read_yaml(CONFIGS / "scenarios" / f"{name}.yaml")


def written(name: str, key: str) -> Any:
    """Return what a shipped scenario's file says at a dotted key, as plain data."""
    part: Any = shipped(name).data
    for word in key.split("."):
        part = part[word]
    return part


def number(value: float, unit: str) -> dict[str, object]:
    """Return a quantity for a key that holds none yet."""
    return {"value": value, "unit": unit, "source": "setting"}


def scaled(runs: int, factor: float) -> int:
    """Return a number of runs made larger or smaller, at least one."""
    return max(1, round(runs * factor))


_built: dict[str, Scenario] = {}
_played: dict[tuple[str, int], Ensemble] = {}


def variant(name: str, settings: Mapping[str, object] | None = None) -> Scenario:
    """Return a shipped scenario with dotted keys replaced."""
    key = name + json.dumps(settings or {}, sort_keys=True, default=str)
    if key not in _built:
        document = with_settings(shipped(name), settings or {}, "pattern")
        _built[key] = build(validate(ScenarioConfig, document))
    return _built[key]


def ensemble(scenario: Scenario, runs: int) -> Ensemble:
    """Return the outcomes of runs 0 to ``runs - 1``, by column, through the compiled engine."""
    key = (scenario.hash, runs)
    if key not in _played:
        _played[key] = simulate(scenario, SEED, 0, runs)
    return _played[key]


def share_of_differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """Return which share of all outcome values differ at all; both missing (NaN) is no difference.

    Raises:
        ValueError: the two don't have the same columns.
    """
    if set(one) != set(other):
        raise ValueError(f"columns that only one has: {sorted(set(one) ^ set(other))}")
    differ, of = 0, 0
    for name, values in one.items():
        first, second = np.asarray(values), np.asarray(other[name])
        same = (first == second) | ((first != first) & (second != second))
        differ += int((~same).sum())
        of += same.size
    return differ / of


def bootstrap(statistic: Callable[[Picked], float], runs: int) -> Interval:
    """Return a statistic of a paired ensemble with its 95 % percentile interval over runs.

    ``statistic`` takes the numbers of the runs to look at; in each draw the same runs are picked
    from every ensemble that it compares, so pairs stay together. Draws without a value are left
    out.
    """
    values = [statistic(pick) for block in _picks(runs) for pick in block]
    low, high = np.nanquantile(values, ENDS)
    return Interval(statistic(np.arange(runs)), float(low), float(high))


def paired_mean(values: Column) -> Interval:
    """Return the mean of one number a run (or pair) with its bootstrap interval; NaN of none."""
    if len(values) == 0:
        return Interval(math.nan, math.nan, math.nan)
    sample = np.asarray(values, dtype=float)
    means = np.concatenate([sample[block].mean(axis=1) for block in _picks(len(sample))])
    low, high = np.quantile(means, ENDS)
    return Interval(float(sample.mean()), float(low), float(high))


def over_own_deals(one: Ensemble, other: Ensemble, column: str) -> Interval:
    """Return the mean over the deals of one ensemble less that over the deals of the other."""
    values = [np.where(agreed(arm), arm[column], np.nan) for arm in (one, other)]
    return bootstrap(
        lambda pick: float(np.nanmean(values[0][pick]) - np.nanmean(values[1][pick])),
        len(values[0]),
    )


def _picks(runs: int) -> Iterator[Picked]:
    """Yield the runs of each draw, in blocks of shape (draws, runs) that fit into memory."""
    rng = np.random.default_rng(SEED)
    size = max(1, LARGEST_BLOCK // runs)
    for begin in range(0, DRAWS, size):
        yield rng.integers(0, runs, size=(min(size, DRAWS - begin), runs))
