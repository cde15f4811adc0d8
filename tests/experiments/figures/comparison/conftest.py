"""Comparisons for figures, made of outcomes that no model had to run for."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import numpy as np
import pytest

from experiments.analysis.measures import Measure
from experiments.compare import against_first, compare
from experiments.ends import timing
from experiments.figures.comparison.material import Sides
from experiments.pressures import Eve
from sim.scenario import Scenario
from tests.experiments.made_up import outcomes
from tests.experiments.sides import arm

SidesOf = Callable[..., Sides]


@pytest.fixture
def sides(monkeypatch: pytest.MonkeyPatch) -> SidesOf:
    """Build material: `sides(scenario, arms=2, runs=200, share=0.6)`, each arm luckier."""
    monkeypatch.setattr(
        "experiments.ends.last_breaks",
        lambda arm, runs, progress: np.array([20 + run % 10 for run in runs]),
    )

    def build(scenario: Scenario, arms: int = 2, runs: int = 200, share: float = 0.4) -> Sides:
        made = [
            arm(f"arm {n}", scenario, outcomes(scenario, runs, seed=n, share=share + 0.1 * n))
            for n in range(arms)
        ]
        found = compare(made)
        values = tuple(np.linspace(n, 50 + n, 40) for n in range(arms))
        everyone = np.arange(40)
        mandate = against_first(
            Measure("mandate", "The mandate", "points"),
            values,
            [(everyone, everyone)] * (arms - 1),
            found.level,
        )
        side, label = scenario.sides[0], scenario.side_labels[0]
        eve = Eve(side, label, datetime.date(2025, 7, 9), (mandate,))
        return Sides(found, timing(found), (eve,))

    return build
