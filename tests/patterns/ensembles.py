"""Ensembles that share their tapes, and what can be said of them with an interval.

Two ensembles of the same seed and run numbers are paired: run k of both has the same chance
(common random numbers), so their difference is the effect of what was set, run by run. Each is
simulated once a session.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.intervals import Interval
from sim.config import load_scenario
from sim.config.reader import read_yaml
from sim.engine import simulate
from sim.scenario import CONFIGS, Scenario, build

SEED = 20250617
BASELINE = "japan_us_2025"
BARE = "bare"

Column = NDArray[Any]
Ensemble = dict[str, Column]
Picked = NDArray[np.int64]


def shipped_file(name: str) -> Any:
    """The path of a shipped scenario."""
    return CONFIGS / "scenarios" / f"{name}.yaml"


def written(name: str, key: str) -> Any:
    """What a shipped scenario's file says at a dotted key, as plain data."""
    part: Any = read_yaml(shipped_file(name)).data
    for word in key.split("."):
        part = part[word]
    return part


def number(value: float, unit: str) -> dict[str, object]:
    """A quantity for a key that holds none yet."""
    return {"value": value, "unit": unit, "source": "setting"}


_built: dict[str, Scenario] = {}
_simulated: dict[tuple[str, int], Ensemble] = {}


def variant(name: str, settings: Mapping[str, object] | None = None) -> Scenario:
    """A shipped scenario with dotted keys replaced."""
    key = name + json.dumps(settings or {}, sort_keys=True, default=str)
    if key not in _built:
        _built[key] = build(load_scenario(shipped_file(name), settings))
    return _built[key]


def ensemble(scenario: Scenario, runs: int) -> Ensemble:
    """Outcomes of runs 0 to ``runs - 1``, by column."""
    key = (scenario.hash, runs)
    if key not in _simulated:
        _simulated[key] = simulate(scenario, SEED, 0, runs)
    return _simulated[key]


def agreed(outcomes: Ensemble) -> NDArray[np.bool_]:
    """Which runs end in a comprehensive agreement."""
    found: NDArray[np.bool_] = outcomes["ending"] == "agreement"
    return found


def bootstrap(statistic: Callable[[Picked], float], runs: int, draws: int = 2000) -> Interval:
    """A statistic of a paired ensemble with its 95 % percentile interval over resampled runs.

    ``statistic`` takes the numbers of the runs to look at; in each of the ``draws`` the same
    runs are picked from every ensemble that it compares, so pairs stay together.
    """
    numbers = np.arange(runs)
    picks = _picks(runs, draws)
    values = [statistic(pick) for pick in picks]
    low, high = np.nanquantile(values, [0.025, 0.975])
    return Interval(statistic(numbers), float(low), float(high))


@functools.cache
def _picks(runs: int, draws: int) -> Picked:
    return np.random.default_rng(SEED).integers(0, runs, size=(draws, runs))


def told(label: str, found: Interval, unit: str = "") -> None:
    """Print an effect size; ``pytest -rP tests/patterns`` shows it."""
    print(f"{label}: {found.value:.4g} [{found.low:.4g}, {found.high:.4g}] {unit}".rstrip())
