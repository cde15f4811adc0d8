"""Arms of results made up for tests of comparisons: rows without a folder or a model."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa

from experiments.addresses import ResultArm
from experiments.analysis.columns import Columns
from experiments.errors import ResultError
from sim.scenario import Scenario


@dataclass(frozen=True, eq=False)
class MadeUp:
    """What a comparison asks of a result, over rows that are given."""

    name: str
    world: Scenario
    rows: Columns
    seed: int = 7
    rules: str = "rules"
    asked: int | None = None
    title: str = ""
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return Path("results") / self.name

    @property
    def runs(self) -> int:
        return self.asked or len(self.rows["run"])

    @property
    def span(self) -> tuple[int, int]:
        return (0, self.runs)

    @property
    def done(self) -> int:
        return len(self.rows["run"])

    @property
    def complete(self) -> bool:
        return self.done == self.runs

    @property
    def experiment(self) -> Any:
        return SimpleNamespace(seed=self.seed, arms=(), vary=())

    @property
    def arms(self) -> tuple[Any, ...]:
        """Its one arm: as configured, or with a title and its name."""
        values = {"arm": self.name} if self.title else {}
        return (SimpleNamespace(values=values, label=self.name, title=self.title),)

    @property
    def manifest(self) -> dict[str, Any]:
        return {
            "model_revision": self.rules,
            "arms": [
                {
                    "scenario": self.world.config.model_dump(mode="json", by_alias=True),
                    "settings": self.settings,
                    "scenario_hash": self.world.hash,
                    "values": {},
                }
            ],
        }

    def scenario(self, arm: int = 0) -> Scenario:
        return self.world

    def columns(self, arm: int | None = None) -> tuple[str, ...]:
        return ("arm", *self.rows)

    def digest(self) -> str:
        return f"digest of {self.name}"

    def table(self, arm: int, columns: Any, first: int | None = None) -> pa.Table:
        if not self.done:
            raise ResultError(f"{self.path} holds no finished run yet.")
        names = list(dict.fromkeys(["run", *columns]))
        return pa.table({name: pa.array(self.rows[name][:first].tolist()) for name in names})


def arm(name: str, world: Scenario, rows: Columns, **more: Any) -> ResultArm:
    """An arm with these rows, called `name`."""
    made: Any = MadeUp(name, world, rows, **more)
    return ResultArm(made, 0, name)
