"""Where a physical quantity lies among an issue's levels."""

from __future__ import annotations

from collections.abc import Sequence

from agents.rules.compile import rule


@rule
def position_of(quantity: Sequence[float], first: int, size: int, value: float) -> float:
    """Return the level coordinate of a physical value.

    Between levels the coordinate is linear; before level 0 (a tariff above its threat) it goes
    on with the first step, so that a hike is a negative position.

    Args:
        quantity: physical values of all levels, flat.
        first: where the issue begins.
        size: how many levels it has.
        value: in the issue's unit.
    """
    rising = quantity[first + 1] > quantity[first]
    below = 0
    while below < size - 2 and (
        value >= quantity[first + below + 1] if rising else value <= quantity[first + below + 1]
    ):
        below += 1
    low = quantity[first + below]
    position = below + (value - low) / (quantity[first + below + 1] - low)
    return position if position < size - 1.0 else size - 1.0


@rule
def quantity_at(quantity: Sequence[float], first: int, size: int, position: float) -> float:
    """Return the physical value at a level coordinate (the inverse of :func:`position_of`)."""
    below = int(position) if position > 0.0 else 0
    if below > size - 2:
        below = size - 2
    low = quantity[first + below]
    return low + (position - below) * (quantity[first + below + 1] - low)
