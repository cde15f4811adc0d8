"""What figures are drawn from: one arm's rows and scenario, all arms of a grid, one history."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from experiments.analysis.arms import ArmOutcomes

if TYPE_CHECKING:
    from experiments.replayed import Replayed
    from sim.diary import Entry
    from sim.scenario import Scenario


@dataclass(frozen=True)
class Told:
    """One history: its diary, its day-by-day columns, and a scale for utilities in them.

    `points(side, utility)` is the utility on that side's scale of 0 to 100 in this very run.
    `replayed` has what its days cost, up to the horizon.
    """

    run: int
    entries: Sequence[Entry]
    daily: Mapping[str, Sequence[Any]]
    points: Callable[[int, float], float]
    replayed: Replayed | None = None


@dataclass(frozen=True)
class Material:
    """Everything that the report's figures may draw on.

    `arm` is the arm shown in detail and `scenario` is its scenario; `arms` are all arms. `told` is
    its typical history, where one was told; `replayed` are some of its histories, played again.
    """

    scenario: Scenario
    arm: ArmOutcomes
    arms: Sequence[ArmOutcomes]
    told: Told | None = None
    replayed: Sequence[Replayed] = ()
