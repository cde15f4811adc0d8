"""Material for figures, made of outcomes that no model had to run for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from experiments.analysis.arms import ArmOutcomes, Setting
from experiments.analysis.columns import Columns
from experiments.analysis.summary import summarise
from experiments.figures.material import Material, Told
from sim.diary import Entry
from sim.scenario import Scenario
from tests.experiments.made_up import outcomes, replayed

MaterialOf = Callable[..., Material]


def told(scenario: Scenario) -> Told:
    """A history of 40 days with pressure that comes and goes, and something of every kind."""
    days = min(40, scenario.horizon + 1)
    day = np.arange(days)
    daily = {}
    for number, side in enumerate(scenario.sides):
        reference = np.full(days, 0.5 + 0.1 * number)
        threat = np.where(day < 22, 0.1, 0.0)
        losses = 0.004 * day
        stiff = np.where(day >= 33, -0.02, 0.0)
        outside = np.full(days, 0.40)
        daily |= {
            f"reference_{side}": reference,
            f"threat_{side}": threat,
            f"losses_{side}": losses,
            f"stress_{side}": np.zeros(days),
            f"majority_{side}": stiff,
            f"outside_{side}": outside,
            f"mandate_{side}": np.maximum(reference - threat - losses - stiff, outside),
        }
    kinds = ("opening", "round", "session", "text", "leaders", "home", "deadline", "threat")
    entries = tuple(
        Entry(at, scenario.date_of(at), kind, f"{kind} on day {at}")
        for at, kind in enumerate(kinds)
    )
    (history,) = replayed(scenario, 1)
    return Told(7, entries, daily, lambda side, value: 100 * value, replace(history, run=7))


@pytest.fixture
def material() -> MaterialOf:
    """Build material: `material(scenario, runs=200, share=0.6, columns=None, arms=())`."""

    def build(
        scenario: Scenario,
        runs: int = 200,
        share: float = 0.6,
        columns: Columns | None = None,
        arms: tuple[ArmOutcomes, ...] = (),
    ) -> Material:
        rows = outcomes(scenario, runs, share=share) if columns is None else columns
        arm = ArmOutcomes(0, (), summarise(rows, scenario), rows)
        return Material(scenario, arm, arms or (arm,), told(scenario), replayed(scenario))

    return build


@pytest.fixture
def grid_of(two_givers) -> Callable[..., tuple[ArmOutcomes, ...]]:
    """Build the arms of a grid: `grid_of({"factor": (0, 1), "other": (2, 3, 4)})`."""

    def build(factors: dict[str, tuple[object, ...]]) -> tuple[ArmOutcomes, ...]:
        combinations: list[tuple[Setting, ...]] = [()]
        for name, values in factors.items():
            combinations = [
                (*settings, Setting(name, f"The {name}", value))
                for settings in combinations
                for value in values
            ]
        arms = []
        for number, settings in enumerate(combinations):
            rows = outcomes(two_givers(), 60, share=(number + 1) / (len(combinations) + 1))
            arms.append(ArmOutcomes(number, settings, summarise(rows, two_givers()), rows))
        return tuple(arms)

    return build
