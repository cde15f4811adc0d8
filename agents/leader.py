"""A leader: authorises, confirms or overrides. The rules are the kernel's; this is the person."""

from __future__ import annotations

from typing import Any

import mesa


class Leader(mesa.Agent):
    """One whose mandate binds a side's ministers; all values in utility."""

    model: Any  # a sim.model.TalksModel, which this room may not import

    def __init__(self, model: Any, side: str, label: str) -> None:
        """Lead ``side``."""
        super().__init__(model)
        self.side = side
        self.label = label

    @property
    def _number(self) -> int:
        return int(self.model.side_number(self.side))

    @property
    def mandate(self) -> float:
        """The lowest utility this leader authorises today."""
        return float(self.model.state.mandate[self._number])

    @property
    def terms(self) -> dict[str, float]:
        """The terms of the mandate by name (``reference``, ``threat``, ``losses``, ``outside``)."""
        return dict(self.model.mandate_terms(self._number))

    @property
    def flow(self) -> float:
        """What a year under the regime in force is worth."""
        return float(self.model.state.flow[self._number])

    @property
    def salience(self) -> float:
        """The factor on sensitive concessions today (1 before a campaign)."""
        return float(self.model.state.salience[self._number])
