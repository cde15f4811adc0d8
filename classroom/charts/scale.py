"""From numbers and days to places on a drawing."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Scale:
    """A straight line from values to coordinates."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the coordinate of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self, most: int) -> tuple[float, ...]:
        """Return round values, ``most`` of them at most."""
        rough = (self.high - self.low) / max(1, most - 1)
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(s * power for s in STEPS if s * power >= rough * (1 - 1e-9))
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return tuple(place * step for place in range(first, last + 1))


def window(values: Iterable[float], least: float = 20.0) -> tuple[float, float]:
    """Return a range in steps of ten that holds all values with some air, of ``least`` at least.

    It stays within 0 to 100 unless a value leaves that.
    """
    found = list(values)
    low, high = min(found), max(found)
    floor, roof = min(0.0, low), max(100.0, high)
    low, high = max(floor, low - 3.0), min(roof, high + 3.0)
    low, high = 10.0 * math.floor(low / 10.0), 10.0 * math.ceil(high / 10.0)
    while high - low < least:
        low, high = max(low - 10.0, 10.0 * math.floor(floor / 10.0)), high + 10.0
    return low, high


def date_ticks(start: datetime.date, last: int, most: int) -> tuple[int, ...]:
    """Return days to write dates under: first days of months, or of weeks where time is short.

    Args:
        start: date of day 0.
        last: the last day.
        most: how many there may be.
    """
    dates = [start + datetime.timedelta(days=day) for day in range(last + 1)]
    months = [day for day, date in enumerate(dates) if date.day == 1]
    weeks = [day for day, date in enumerate(dates) if date.weekday() == 0]
    for found in (weeks, weeks[::2], months, months[::2], months[::3], months[::6]):
        if 2 <= len(found) <= most:
            return tuple(found)
    return (0, last)
