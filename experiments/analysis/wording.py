"""Numbers as people read them, in the tongue of the moment: shares, dates, quantities, lists."""

from __future__ import annotations

import datetime
import math
from typing import TYPE_CHECKING

from experiments.analysis.intervals import Interval
from experiments.speech import phrase, say, spoken

if TYPE_CHECKING:
    from sim.scenario import IssueInfo

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"


def percent(share: float) -> str:
    """A share in [0, 1] as per cent: whole numbers, one decimal close to 0 and to 100.

    A share that is not 0 never reads as 0, nor one below 1 as 100.
    """
    if not math.isfinite(share):
        return DASH
    if 0 < share < 0.001:
        return say("under {share}", share="0.1%")
    if 0.999 < share < 1:
        return say("over {share}", share="99.9%")
    return f"{_digits(share)}%"


def whole_percent(share: float) -> str:
    """A share as a whole number of per cent."""
    return f"{100 * share:.0f}%"


def percent_range(interval: Interval) -> str:
    """The two ends of an interval of a share, as "55–59%"; beside 0 and 100 rounded outwards."""
    low = "0" if interval.low < 0.001 else _digits(min(interval.low, 0.999))
    high = "100" if interval.high > 0.999 else _digits(max(interval.high, 0.001))
    return f"{low}%" if low == high else say("{low}–{high}%", low=low, high=high)


def percent_with_range(interval: Interval) -> str:
    """A share with its interval: "57% (55–59%)"."""
    return say("{share} ({range})", share=percent(interval.value), range=percent_range(interval))


def _digits(share: float) -> str:
    hundred = 100 * share
    if hundred <= 0 or hundred >= 100:
        return "0" if hundred <= 0 else "100"
    if hundred < 0.95 or hundred > 99.05:
        return f"{hundred:.1f}"
    return f"{hundred:.0f}"


def number(value: float) -> str:
    """A quantity with the digits that matter: 12.5, 0.75, 1,200; a true minus sign."""
    if not math.isfinite(value):
        return DASH
    size = abs(value)
    digits = 0 if size >= 100 else 1 if size >= 10 else 2
    text = f"{size:,.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{MINUS}{text}" if value < 0 and text != "0" else text


DOLLARS = {
    "USD bn": (phrase("$bn"), phrase("${amount}bn"), phrase("${low}–{high}bn")),
    "USD bn per year": (
        phrase("$bn a year"),
        phrase("${amount}bn a year"),
        phrase("${low}–{high}bn a year"),
    ),
}
"""For each unit of money: the unit alone, with one amount, with two."""

OF_A_BILLION = {"ja": 10.0}
"""How many of the units in which a language counts dollars make a billion, where it isn't one."""


def counted(billions: float) -> float:
    """Billions of dollars as the language counts them."""
    return OF_A_BILLION.get(spoken().code, 1.0) * billions


def amount(value: float, unit: str) -> str:
    """The number of a quantity alone, as it stands where :func:`unit_alone` is written once."""
    return number(counted(value) if unit in DOLLARS else value)


def unit_alone(unit: str) -> str:
    """The unit of numbers that stand without it: "$bn a year", "days"."""
    return say(DOLLARS[unit][0] if unit in DOLLARS else unit)


def quantity(value: float, unit: str) -> str:
    """A number with its unit, as "15%", "$4bn a year" or "3 steps"."""
    if not math.isfinite(value):
        return DASH
    if unit == "percent":
        return f"{number(value)}%"
    if unit == "share":
        return f"{number(100 * value)}%"
    if unit in DOLLARS:
        return say(DOLLARS[unit][1], amount=amount(value, unit))
    if not unit:
        return number(value)
    word = say(unit).replace("per year", "a year")
    return say("{amount} {unit}", amount=number(value), unit=word)


def quantity_range(low: float, high: float, unit: str) -> str:
    """Two numbers that share a unit: "0–20%", "$0.5–3bn a year", "1 to 3 hulls"."""
    if low == high:
        return quantity(low, unit)
    if min(low, high) < 0 or unit not in ("percent", "share", *DOLLARS):
        return say("{low} to {high}", low=number(low), high=quantity(high, unit))
    if unit in DOLLARS:
        return say(DOLLARS[unit][2], low=amount(low, unit), high=amount(high, unit))
    scale = 100 if unit == "share" else 1
    return say("{low}–{high}%", low=number(scale * low), high=number(scale * high))


WORDED = ("scope", "step")
"""Units that say nothing by themselves: the labels of an issue's levels do."""


def level_in_words(issue: IssueInfo, level: int) -> str:
    """A level of an issue for a sentence: its quantity with unit, or its label in quotes."""
    if issue.unit in WORDED:
        return say("“{label}”", label=issue.level_labels[level])
    return quantity(issue.levels[level], issue.unit)


def date(day: datetime.date, *, year: bool = True) -> str:
    """A date as "9 July 2025", or without its year."""
    return spoken().date(day) if year else spoken().day(day)


def opening(text: str) -> str:
    """The text as it opens a sentence: with a capital."""
    return f"{text[:1].upper()}{text[1:]}"


def sentence(text: str) -> str:
    """The text with its first letter capital and a full stop at its end."""
    if text.endswith((".", "?", "!", "。")):
        return opening(text)
    return say("{sentence}.", sentence=opening(text))


def the(label: str) -> str:
    """A side's label as a sentence needs it: "Japan", but "the United States"."""
    words = label.split()
    takes_article = len(words) > 1 and (words[0] == "United" or words[-1] in COLLECTIVES)
    return say("the {country}", country=label) if takes_article else label


def possessive(label: str) -> str:
    """Whose: "Japan’s", "the United States’"."""
    name = the(label)
    return say("{name}’", name=name) if name.endswith("s") else say("{name}’s", name=name)


COLLECTIVES = ("States", "Kingdom", "Union", "Republic", "Federation", "Emirates", "Islands")
"""Last words of country names that take an article."""


def inside(label: str) -> str:
    """A label as it stands inside a sentence: with a small first letter, unless it is a name.

    A label counts as a name if its first word is an abbreviation or a possessive, or its second
    word has a capital ("US corn", "Upper House election"); one that begins with "The" doesn't.
    """
    if not spoken().spaced:
        return label
    words = label.split()
    if words and words[0] == "The":
        return f"the{label[3:]}"
    named = (
        not words
        or words[0][1:2].isupper()
        or words[0].endswith(("’s", "'s"))
        or (len(words) > 1 and words[1][0].isupper() and not words[1][1:2].isupper())
    )
    return label if named else label[0].lower() + label[1:]
