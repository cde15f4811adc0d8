"""Values of factors, outcomes and their changes as people read them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from experiments.analysis.intervals import Interval
from experiments.analysis.measures import Measure
from experiments.analysis.wording import (
    DOLLARS,
    MINUS,
    counted,
    date,
    number,
    quantity,
    unit_alone,
)
from experiments.sensitivity.spread import Spread
from experiments.speech import phrase, say

BETWEEN = phrase("{low} to {high}")

OF_LAWS = {
    "uniform": BETWEEN,
    "whole": phrase("{low} to {high}, whole numbers"),
    "date": BETWEEN,
    "loguniform": phrase("{low} to {high}, even in the logarithm"),
    "triangular": phrase("{low} to {high}, most likely {second}"),
    "beta": phrase("{low} to {high}, Beta({first}, {second})"),
    "gamma": phrase("{low} to {high}, the central 90% of Gamma({first})"),
    "spike": phrase("{low} to {high}, {first} with probability {second}"),
}
"""How far a law reaches and how it fills its range, with the first two of its numbers."""

STRATEGIES = (
    phrase("boulware"),
    phrase("brinkmanship"),
    phrase("conceder"),
    phrase("deadline player"),
    phrase("hardliner"),
    phrase("linear"),
    phrase("micro"),
    phrase("nice tit for tat"),
    phrase("rubinstein"),
    phrase("time dependent"),
    phrase("tit for tat"),
    phrase("tit for tat averaged"),
    phrase("trade off"),
    phrase("trade off bayes"),
    phrase("zero intelligence"),
)
"""Strategies as they read where a study chooses between several."""

WITHOUT_A_UNIT = (
    "probability",
    "share",
    "ratio",
    "weight",
    "factor",
    "exponent",
    "elasticity",
    "utility",
    "support",
    "count",
    "standard deviations",
)
"""Units that say nothing beside a number."""


def value_in_words(value: Any, unit: str) -> str:
    """Return a value that a factor was set to, with its unit where that says something."""
    if isinstance(value, datetime.date):
        return date(value)
    if isinstance(value, Mapping):  # a strategy with its parameters, say
        value = value.get("name", ", ".join(map(str, value)))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return say(str(value).replace("_", " "))
    if not unit or unit in WITHOUT_A_UNIT:
        return number(float(value))
    if unit == "percentage points":
        return say("{amount} points", amount=number(float(value)))
    return quantity(float(value), unit)


def range_in_words(spread: Spread, unit: str) -> str:
    """Return how far a factor may reach and how it fills its range."""
    if spread.values:
        return say(", ").join(value_in_words(value, unit) for value in spread.ends())
    low, high = (value_in_words(value, unit) for value in (spread.at(0.0), spread.at(1.0)))
    first, second = (*map(number, spread.numbers), "", "")[:2]
    return say(OF_LAWS[spread.law], low=low, high=high, first=first, second=second)


def scaled(measure: Measure) -> float:
    """Return by what an outcome is multiplied for people: a share reads in per cent."""
    if measure.unit in DOLLARS:
        return counted(1.0)
    return 100.0 if measure.unit == "share" else 1.0


def unit_of_change(measure: Measure) -> str:
    """Return the unit of a change of an outcome: of shares and rates, percentage points."""
    if measure.unit in ("share", "percent"):
        return say("percentage points")
    return unit_alone(measure.unit).replace("per year", "a year")


def change(value: float, measure: Measure) -> str:
    """Return a change of an outcome with its sign: "+4.2", "−12"."""
    text = number(_rounded(scaled(measure) * value))
    return text if text.startswith(MINUS) or text == "0" else f"+{text}"


def size(value: float, measure: Measure) -> str:
    """Return the size of a change of an outcome, without a sign of its own: "4.2"."""
    return number(_rounded(scaled(measure) * value))


def _rounded(value: float) -> float:
    return float(f"{value:.2g}") if abs(value) < 100 else round(value)


def in_range(interval: Interval, measure: Measure, signed: bool) -> str:
    """Return an estimate of a change with its interval: "+4.2 (+1.5 to +6.9)"."""
    told = change if signed else size
    low, high = told(interval.low, measure), told(interval.high, measure)
    return say("{value} ({low} to {high})", value=told(interval.value, measure), low=low, high=high)


def share(value: float) -> str:
    """Return a share in whole per cent; below 0 as it came out, for an estimate may be."""
    text = f"{100 * value:.0f}"
    return "0%" if text in ("0", "-0") else f"{text.replace('-', MINUS)}%"


def share_in_range(interval: Interval) -> str:
    """Return a share with its interval: "12% (8 to 16)"."""
    low, high = share(interval.low)[:-1], share(interval.high)[:-1]
    return say("{value} ({low} to {high})", value=share(interval.value), low=low, high=high)
