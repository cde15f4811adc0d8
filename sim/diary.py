"""One history told as a diary: dates, offers in physical units, and why each side moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.chair import Chair
from sim.scenario import Scenario
from sim.teller import Entry

__all__ = ["Entry", "History", "tell", "told"]


@dataclass(frozen=True)
class History:
    """A history with its diary, its daily numbers and its outcome row."""

    scenario: Scenario
    seed: int
    run: int
    entries: tuple[Entry, ...]
    daily: dict[str, list[Any]]
    outcome: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Return the history as plain data."""
        return {
            "scenario": self.scenario.name,
            "hash": self.scenario.hash,
            "seed": self.seed,
            "run": self.run,
            "entries": [
                {"day": e.day, "date": e.date.isoformat(), "kind": e.kind, "text": e.text}
                for e in self.entries
            ],
            "daily": self.daily,
            "outcome": {
                name: None if isinstance(value, float) and value != value else value
                for name, value in self.outcome.items()
            },
        }


def tell(scenario: Scenario, seed: int, run: int) -> History:
    """Run one history through the glass door and tell it.

    Args:
        scenario: the world.
        seed: the experiment's seed.
        run: which history.
    """
    return told(Chair(scenario, (), seed, run, collect=True))


def told(chair: Chair) -> History:
    """Return the history of a chair that records itself and has come to its end.

    Raises:
        ValueError: the history has not ended.
    """
    return History(
        scenario=chair.scenario,
        seed=chair.seed,
        run=chair.run,
        entries=tuple(chair.teller.entries),
        daily={name: list(values) for name, values in chair.model.datacollector.model_vars.items()},
        outcome=chair.outcome(),
    )
