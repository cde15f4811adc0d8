"""A minister at the table: a Mesa agent with a strategy, or with a chair for someone outside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mesa

from agents.views import Move, View

Decide = Callable[[View], Move]


class Minister(mesa.Agent):
    """One who negotiates.

    ``decide`` is the function that answers when the minister is asked: a strategy's, one of
    your own, or None for a chair whose answers come from outside (:meth:`TalksModel.answer`).
    """

    model: Any  # a sim.model.TalksModel, which this room may not import

    def __init__(
        self, model: Any, seat: str, side: str, label: str, strategy: str, decide: Decide | None
    ) -> None:
        """Take a seat such as ``us.commerce``."""
        super().__init__(model)
        self.seat = seat
        self.side = side
        self.label = label
        self.strategy = strategy
        self.decide = decide

    @property
    def share_conceded(self) -> float:
        """The share conceded so far, as the strategy's notebook keeps it (0 to 1)."""
        return float(self.model.state.memory[self.model.seat_number(self.seat)][0])

    @property
    def last_offer(self) -> tuple[int, ...] | None:
        """The last package offered in the session that is or was on, None before the first."""
        number = self.model.seat_number(self.seat)
        if not self.model.state.offered[number]:
            return None
        return tuple(self.model.state.offer[number][: len(self.model.scenario.issues)])
