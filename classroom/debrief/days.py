"""Both mandates day by day: what each leader asked for, and which pressure moved it."""

from __future__ import annotations

from dataclasses import dataclass

from classroom.table import Table
from sim.chair import Chair

PULLS = ("threat", "losses", "stress", "majority")
"""The terms that move a mandate off its reference, in the order in which they are stacked."""

Series = tuple[float, ...]
"""A number for every day, from the first."""


@dataclass(frozen=True)
class Daily:
    """One side's days, in points.

    ``reference`` is what its leader would ask for without pressure, ``pulls`` what each pressure
    takes off that (below 0: it stiffens the side), ``outside`` what no deal is worth, below which
    the mandate never falls.
    """

    reference: Series
    pulls: dict[str, Series]
    outside: Series
    mandate: Series


def days(table: Table) -> tuple[Daily, Daily]:
    """Return both sides' days; the history is played again with a record of every day.

    A history that was cut short has the days that came to their end.
    """
    chair = table.chair
    again = Chair(
        chair.scenario, chair.seats, chair.seed, chair.run, list(chair.steps), collect=True
    )
    first, second = (_daily(again, number) for number in (0, 1))
    return first, second


def _daily(chair: Chair, number: int) -> Daily:
    """One side's days, as the model has recorded them."""
    model, side = chair.model, chair.scenario.sides[number]
    record = model.datacollector.model_vars
    zero = model.points(number, 0.0)

    def scaled(name: str) -> Series:
        return tuple(model.points(number, value) for value in record[f"{name}_{side}"])

    return Daily(
        reference=scaled("reference"),
        pulls={name: tuple(value - zero for value in scaled(name)) for name in PULLS},
        outside=scaled("outside"),
        mandate=scaled("mandate"),
    )
