"""A stream is the same runs, whatever the block."""

from __future__ import annotations

import pytest

from benchmarks import streaming
from benchmarks.streaming import Sums, streamed
from benchmarks.worlds import plain
from sim.outcomes import simulate


def test_the_sums_are_those_of_the_runs(monkeypatch):
    import numpy as np

    def through_the_glass_door(scenario, seed, start, stop):
        asked.append((start, stop))
        found = simulate(scenario, seed, start, stop)
        return {name: np.array(values) for name, values in found.items()}

    asked = []
    monkeypatch.setattr(streaming.engine, "simulate", through_the_glass_door)
    world = plain(days=12)
    found = streamed(world, 4, 7, 3)
    assert asked == [(0, 3), (3, 6), (6, 7)]
    days = simulate(world, 4, 0, 7)["agreement_day"]
    assert found == Sums(7, sum(day >= 0 for day in days), 0.0)
    with pytest.raises(ValueError, match="a run at least"):
        streamed(world, 4, 7, 0)
