"""One history told as a diary, with its numbers day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.played import Player, simulated
from sim.teller import Teller

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from sim.scenario import Scenario
    from sim.teller import Entry


def tell(
    scenario: Scenario, seed: int, run: int, play: Player | None = None
) -> tuple[tuple[Entry, ...], Mapping[str, Sequence[Any]]]:
    """Play one history through the glass door; return its diary and its numbers day by day.

    Args:
        scenario: the world, its names in the tongue of the moment (`speech.named`).
        seed: the experiment's seed.
        run: which history.
        play: what plays it, if people may have played it.
    """
    model = (play or simulated(scenario, seed))(run, True)
    teller = Teller(model)
    model.listeners.append(teller.listen)
    teller.open()
    model.play_out()
    teller.close()
    daily = {name: list(values) for name, values in model.datacollector.model_vars.items()}
    return tuple(teller.entries), daily
