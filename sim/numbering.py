"""Every quantity of a scenario as a numbered law, and every stream by its name."""

from __future__ import annotations

import datetime

from sim.config import ScenarioConfig
from sim.config.quantity import Quantity
from sim.laws import LAWS, Priors


class Numbering:
    """A list of numbers that grows as they are asked for, and the names of other streams."""

    def __init__(self, config: ScenarioConfig) -> None:
        """Start with nothing numbered."""
        self.config = config
        self.names: list[str] = []
        self.quantities: list[Quantity] = []
        self.later: list[str] = []

    def number(self, quantity: Quantity | None, name: str, default: float | None = None) -> int:
        """Return the place of a quantity among the scenario's numbers (-1: it has none)."""
        if quantity is None:
            if default is None:
                return -1
            quantity = Quantity.model_construct(
                unit="count", source="setting", value=default, law=None
            )
        self.names.append(name)
        self.quantities.append(quantity)
        return len(self.names) - 1

    def stream(self, name: str) -> str:
        """Name a stream that isn't a prior's; return the name."""
        self.later.append(name)
        return name

    def day(self, date: datetime.date) -> int:
        """Return the day number of a date."""
        return (date - self.config.start.date).days

    def priors(self) -> Priors:
        """Return every numbered quantity as a law, in the order of their numbers."""
        laws: list[int] = []
        columns: tuple[list[float], ...] = ([], [], [], [])
        firsts: list[int] = []
        lengths: list[int] = []
        values: list[float] = []
        for quantity in self.quantities:
            law = quantity.law or "point"
            parameters = {
                "point": (quantity.value,),
                "uniform": (quantity.low, quantity.high),
                "loguniform": (quantity.low, quantity.high),
                "triangular": (quantity.low, quantity.mode, quantity.high),
                "beta": (quantity.a, quantity.b),
                "gamma": (quantity.shape,),
                "choice": (),
                "spike": (quantity.at, quantity.probability, quantity.low, quantity.high),
            }[law]
            given = [float(p or 0.0) for p in parameters] + [0.0] * (4 - len(parameters))
            for column, parameter in zip(columns, given, strict=True):
                column.append(parameter)
            laws.append(LAWS.index(law))
            firsts.append(len(values))
            values.extend(quantity.values or ())
            lengths.append(len(values) - firsts[-1])
        one, two, three, four = (tuple(column) for column in columns)
        return Priors(
            tuple(laws),
            one,
            two,
            three,
            four,
            tuple(firsts),
            tuple(lengths),
            tuple(values) or (0.0,),
        )
