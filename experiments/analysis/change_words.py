"""Means and their changes as people read them: with the digits that the interval warrants."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from experiments.analysis.intervals import Interval
from experiments.analysis.measures import Measure
from experiments.analysis.wording import (
    DASH,
    DOLLARS,
    MINUS,
    WORDED,
    counted,
    date,
    number,
    percent,
    quantity,
    unit_alone,
)
from experiments.speech import phrase, say

if TYPE_CHECKING:
    from sim.scenario import Scenario

POINTS = phrase("percentage points")

UNITS = {
    "share": POINTS,
    "day": phrase("days"),
    "count": phrase("times a history"),
    "percent": POINTS,
}
"""The unit of a change, where it isn't that of the measure."""


def unit_of_change(measure: Measure) -> str:
    """The unit in which a change of the measure is told, said."""
    unit = UNITS.get(measure.unit, measure.unit)
    if unit in DOLLARS and counted(1.0) != 1.0:
        return unit_alone(unit)
    return say(unit).replace("per year", "a year") if unit else ""


def unit_of_level(unit: str) -> str:
    """A unit as an axis is labelled with it, said."""
    if unit == "percent":
        return "%"
    if unit in DOLLARS and counted(1.0) != 1.0:
        return unit_alone(unit)
    return say(unit).replace("per year", "a year") if unit else ""


def scale(measure: Measure) -> float:
    """By what a change is multiplied to be in that unit."""
    if measure.unit.startswith("USD bn"):
        return counted(1.0)
    return 100.0 if measure.unit == "share" else 1.0


def change_in_words(
    change: Interval, measure: Measure, *, unit: bool = False, says: str = ""
) -> str:
    """A change with its interval: "+21.8 (20.1 to 23.4)", and with the unit if it is asked for.

    `says` is a phrase with `{value}` in it in place of the unit's own.
    """
    if math.isnan(change.value):
        return DASH
    value, low, high = (scale(measure) * end for end in change)
    digits = _apart(low, high, _digits((high - low) / 2))
    told = "0" if low == high == 0 else signed(value, digits)
    if unit and unit_of_change(measure):
        told = say("{amount} {unit}", amount=told, unit=unit_of_change(measure))
    if says:
        told = say(says, value=told.removeprefix("+"))
    if low == high == 0 or not math.isfinite(low) or not math.isfinite(high):
        return told
    first, last = (_plain(end, digits) for end in (low, high))
    return say("{value} ({low} to {high})", value=told, low=first, high=last)


def size_in_words(change: Interval, measure: Measure) -> str:
    """The size of a change, without its sign where it is clear: "21.8 points (20.1 to 23.4)"."""
    if not change.low <= 0 <= change.high:
        change = Interval(abs(change.value), *sorted((abs(change.low), abs(change.high))))
        return change_in_words(change, measure, unit=True).removeprefix("+")
    return change_in_words(change, measure, unit=True)


def mean_in_words(value: float, measure: Measure, scenario: Scenario) -> str:
    """A mean in its unit; a share as per cent, a day as a date."""
    if math.isnan(value):
        return DASH
    if measure.unit == "share":
        return percent(value)
    if measure.unit == "day":
        return date(scenario.date_of(round(value)), year=False)
    if measure.unit == "points":
        return number(round(value, 1))
    if measure.unit in ("count", "level", *WORDED):
        return number(round(value, 2))
    return quantity(value, measure.unit)


def level_in_words(value: float, measure: Measure, scenario: Scenario) -> str:
    """A mean beside others of its kind: shares and points with one decimal throughout."""
    if measure.unit == "share" and 0.001 <= value <= 0.999:
        return f"{100 * value:.1f}%"
    if measure.unit == "points" and math.isfinite(value):
        return f"{value:.1f}"
    return mean_in_words(value, measure, scenario)


def signed(value: float, digits: int) -> str:
    """A number with its sign, and a true minus; nothing before a zero."""
    text = _plain(value, digits)
    return text if text.startswith(MINUS) or not any(c in "123456789" for c in text) else f"+{text}"


def factor_in_words(reduction: float) -> str:
    """How many times smaller a variance is: "2.2×"."""
    if math.isnan(reduction):
        return DASH
    if math.isinf(reduction):
        return "∞"
    times = f"{reduction:,.0f}" if reduction >= 99.5 else f"{reduction:.1f}"
    return say("{times}×", times=times)


def _digits(half: float) -> int:
    """Decimals such that half the interval has one digit that matters, two if it starts low."""
    if half <= 0 or not math.isfinite(half):
        return 2
    power = math.floor(math.log10(half))
    return int(min(3, max(0, -power + (half < 3 * 10**power))))


def _apart(low: float, high: float, digits: int) -> int:
    """More decimals where an end that isn't 0 would read as 0 and hide its sign."""
    most = digits + 3
    while digits < most and any(end and _reads_as_nothing(end, digits) for end in (low, high)):
        digits += 1
    return digits


def _reads_as_nothing(value: float, digits: int) -> bool:
    return math.isfinite(value) and float(f"{value:.{digits}f}") == 0


def _plain(value: float, digits: int) -> str:
    text = f"{abs(value):,.{digits}f}"
    return f"{MINUS}{text}" if value < 0 and any(c in "123456789" for c in text) else text
