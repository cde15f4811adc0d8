"""One history told as a diary: dates, offers in physical units, and why each side moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.model import TalksModel
from sim.outcomes import row
from sim.scenario import Scenario
from sim.teller import Entry, Teller
from sim.wording import describe, difference

__all__ = ["Entry", "History", "describe", "difference", "tell"]


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
    model = TalksModel(scenario=scenario, run=run, rng=seed)
    teller = Teller(model)
    model.listeners.append(teller.listen)
    teller.open()
    model.play_out()
    teller.close()
    return History(
        scenario=scenario,
        seed=seed,
        run=run,
        entries=tuple(teller.entries),
        daily={name: list(values) for name, values in model.datacollector.model_vars.items()},
        outcome=row(scenario, model.state),
    )
