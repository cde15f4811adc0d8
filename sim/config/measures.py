"""Words, and quantities in one unit and within bounds, as the schema asks for them."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from sim.config.quantity import Quantity, Unit
from sim.config.reader import FaultAt

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Text = Annotated[str, Field(min_length=1, max_length=400)]


def of(unit: Unit, low: float = float("-inf"), high: float = float("inf")) -> AfterValidator:
    """Return a check that a quantity is in ``unit`` and reaches from ``low`` to ``high``."""

    def check(quantity: Quantity) -> Quantity:
        if quantity.unit != unit:
            raise FaultAt(("unit",), f"found '{quantity.unit}'", unit)
        lowest, highest = quantity.support
        if lowest < low or (highest > high and quantity.law != "gamma"):
            raise FaultAt((), f"reaches from {lowest:g} to {highest:g}", f"{low:g} to {high:g}")
        return quantity

    return AfterValidator(check)


Probability = Annotated[Quantity, of("probability", 0, 1)]
Share = Annotated[Quantity, of("share", 0, 1)]
Weight = Annotated[Quantity, of("weight", 0)]
Days = Annotated[Quantity, of("days", 0, 3650)]
Factor = Annotated[Quantity, of("factor", 0, 100)]
Exponent = Annotated[Quantity, of("exponent", 0.05, 20)]
Utility = Annotated[Quantity, of("utility", -10, 10)]
Money = Annotated[Quantity, of("USD bn per year", 0)]
Percent = Annotated[Quantity, of("percent", 0, 1000)]
