"""What the figures of a comparison are drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from experiments.compare import Comparison
from experiments.ends import Timing
from experiments.figures import style
from experiments.pressures import Eve
from experiments.speech import say

MOST_ARMS = len(style.SERIES)
"""Arms that a figure shows: more could not be told apart."""


@dataclass(frozen=True)
class Sides:
    """A comparison, when its histories end (None if it wasn't looked at), and what pressed."""

    comparison: Comparison
    timing: Timing | None = None
    eves: tuple[Eve, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The arms that are shown, the reference first."""
        return tuple(arm.label for arm in self.comparison.arms[:MOST_ARMS])

    @property
    def unseen(self) -> str:
        """A sentence on the arms that figures leave out; empty where there are none."""
        left = len(self.comparison.arms) - MOST_ARMS
        if left <= 0:
            return ""
        return say(
            "The figure shows the first {most} arms only; the tables have all.", most=MOST_ARMS
        )
