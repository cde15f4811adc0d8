"""Words, numbers, dates and quantities for a made-up scenario."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import strategies as st

from sim.laws import LAWS

T = TypeVar("T")
Part = dict[str, Any]

START = datetime.date(2025, 1, 1)
GRAIN = 1000
"""Numbers are drawn in this many steps, so that they shrink to ends and round ones."""


@functools.cache
def _one_of(choices: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(choices)


@functools.cache
def _whole(low: int, high: int) -> st.SearchStrategy[int]:
    return st.integers(low, high)


class Chooser:
    """Draws whatever a scenario is written with."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw

    # -- single things ---------------------------------------------------------------------

    def one_of(self, *choices: T) -> T:
        """One of these, the first when shrunk."""
        return self._draw(_one_of(choices))  # type: ignore[no-any-return]

    def whole(self, low: int, high: int) -> int:
        """A whole number."""
        return self._draw(_whole(low, high))  # type: ignore[no-any-return]

    def maybe(self) -> bool:
        """True or false; false when shrunk."""
        return self.one_of(False, True)

    def some(self, names: tuple[str, ...], least: int = 0) -> list[str]:
        """Some of these names, ``least`` of them at least."""
        found = [name for name in names if self.maybe()]
        return found if len(found) >= least else list(names[:least])

    def real(self, low: float, high: float) -> float:
        """A number from ``low`` to ``high``, both included."""
        return min(low + (high - low) * self.whole(0, GRAIN) / GRAIN, high)

    def apart(self, low: float, high: float) -> tuple[float, float]:
        """Two numbers from ``low`` to ``high``, the smaller first."""
        first = self.whole(0, GRAIN - 1)
        second = self.whole(first + 1, GRAIN)
        step = (high - low) / GRAIN
        return low + step * first, min(low + step * second, high)

    def number(self, unit: str, low: float, high: float, unbounded: bool = False) -> Part:
        """A quantity from ``low`` to ``high``, as a point or by any law that fits.

        ``unbounded``: may also be a gamma, which has no upper end.
        """
        return {**self._law(low, high, unbounded), "unit": unit, "source": "setting"}

    def _law(self, low: float, high: float, unbounded: bool) -> Part:
        laws = [law for law in LAWS if law not in ("loguniform", "beta", "gamma")]
        laws += ["loguniform"] * (low > 0) + ["gamma"] * unbounded
        laws += ["beta"] * (low <= 0 and high >= 1)
        law = self.one_of(*["point"] * 4, *laws)
        if low == high or law == "point":
            return {"value": self.real(low, high)}
        if law == "beta":
            return {"law": law, "a": self.whole(1, 5), "b": self.whole(1, 5)}
        if law == "gamma":
            return {"law": law, "shape": self.whole(1, 8)}
        if law == "choice":
            count = self.whole(1, 4)
            return {"law": law, "values": tuple(self.real(low, high) for _ in range(count))}
        first, second = self.apart(low, high)
        between: Part = {"law": law, "low": first, "high": second}
        if law == "triangular":
            between["mode"] = self.real(first, second)
        if law == "spike":
            between |= {"at": self.real(low, high), "probability": self.real(0, 1)}
        return between

    def share(self, low: float = 0.0, high: float = 1.0) -> Part:
        """A share."""
        return self.number("share", low, high)

    def chance(self) -> Part:
        """A probability, often a sure thing."""
        sure = self.one_of(None, None, 0.0, 1.0)
        if sure is not None:
            return {"value": sure, "unit": "probability", "source": "setting"}
        return self.number("probability", 0.0, 1.0)

    def table(self, unit: str, names: list[str], low: float, high: float) -> Part:
        """Numbers by name."""
        values = {name: self.real(low, high) for name in names}
        return {"unit": unit, "values": values, "source": "setting"}

    def day(self, first: int, last: int) -> Part:
        """A date from day ``first`` to day ``last``."""
        return date_of(self.whole(first, last))


def date_of(day: int) -> Part:
    """The date of a day number, as a scenario file has it."""
    return {"date": START + datetime.timedelta(days=day), "source": "setting"}


def ends(values: tuple[float, ...]) -> tuple[float, float]:
    """The lowest and the highest of an issue's levels."""
    return min(values), max(values)
