"""A group at home: what it would gain from the text that lies before it."""

from __future__ import annotations

from typing import Any

import mesa


class Constituency(mesa.Agent):
    """One whose gains and losses decide ratification."""

    model: Any  # a sim.model.TalksModel, which this room may not import

    def __init__(self, model: Any, side: str, name: str, label: str, number: int) -> None:
        """Speak for group ``number`` of the scenario's world."""
        super().__init__(model)
        self.side = side
        self.name = name
        self.label = label
        self.number = number

    @property
    def power(self) -> float:
        """The group's weight at home before salience."""
        world, state = self.model.scenario.world, self.model.state
        return float(state.number[world.group_power[self.number]])

    @property
    def gain(self) -> float:
        """Support gained by the last text over the regime in force (0 while there is none)."""
        return float(self.model.group_gain(self.number))
