"""The same model through Mesa's own ``batch_run``, with the same outcome columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mesa

from sim.model import TalksModel
from sim.outcomes import Value, columns, row
from sim.scenario import Scenario

Rows = dict[str, list[Value]]


class BatchTalks(TalksModel):
    """A history whose outcomes are collected once, when it is over.

    Args:
        scenario: what to run.
        run: number of the run.
        rng: the experiment's seed.
    """

    def __init__(self, scenario: Scenario, run: int = 0, rng: int | None = None) -> None:
        """Seat everyone, and report outcomes in place of the days."""
        super().__init__(scenario=scenario, run=run, rng=rng, collect=False)
        self.outcome: dict[str, Value] = {}
        self.datacollector = _AtTheEnd(
            {column.name: _reporter(column.name) for column in columns(scenario)}
        )

    def step(self) -> None:
        """Play a day; after the last one, report."""
        super().step()
        if not self.running:
            self.outcome = row(self.scenario, self.state)
            self.datacollector.collect(self)


class _AtTheEnd(mesa.DataCollector):
    """Keeps one value where Mesa looks for it: at the place of the last step."""

    def __init__(self, reporters: dict[str, Any]) -> None:
        """Take reporters of the model; agents report nothing."""
        mesa.DataCollector.__init__(self, model_reporters=reporters)

    def collect(self, model: Any) -> None:
        """Report, as if each step before had reported nothing."""
        mesa.DataCollector.collect(self, model)
        before = [None] * (model.steps - 1)
        for name, values in self.model_vars.items():
            self.model_vars[name] = before + values


def _reporter(name: str) -> Callable[[BatchTalks], Value]:
    return lambda model: model.outcome[name]


def batch_run(scenario: Scenario, seed: int, start: int, stop: int) -> Rows:
    """Run histories ``start`` to ``stop - 1`` in this process through ``mesa.batch_run``.

    Returns:
        the outcome table by column, as ``sim.outcomes.simulate`` gives it.
    """
    found = mesa.batch_run(
        BatchTalks,
        parameters={"scenario": scenario, "run": range(start, stop), "rng": seed},
        number_processes=1,
        data_collection_period=-1,
        max_steps=scenario.horizon + 1,
        display_progress=False,
    )
    return {column.name: [one[column.name] for one in found] for column in columns(scenario)}
