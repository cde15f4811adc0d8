"""Material for figures, made of outcomes that no model had to run for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from experiments.analysis.arms import ArmOutcomes, Setting
from experiments.analysis.columns import Columns
from experiments.analysis.summary import summarise
from experiments.figures.material import Material
from sim.scenario import Scenario
from tests.experiments.made_up import outcomes, replayed, told

MaterialOf = Callable[..., Material]


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
