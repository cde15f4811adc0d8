"""Numbers as people read them: shares, dates, quantities, lists."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.analysis.intervals import Interval

if TYPE_CHECKING:
    from sim.scenario import IssueInfo

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"


def percent(share: float) -> str:
    """A share in [0, 1] as per cent: whole numbers, one decimal close to 0 and to 100.

    A share that is not 0 never reads as 0, nor one below 1 as 100.
    """
    return f"{_digits(share)}%" if math.isfinite(share) else DASH


def whole_percent(share: float) -> str:
    """A share as a whole number of per cent."""
    return f"{100 * share:.0f}%"


def percent_range(interval: Interval) -> str:
    """The two ends of an interval of a share, as "55–59%"; beside 0 and 100 rounded outwards."""
    low = "0" if interval.low < 0.001 else _digits(min(interval.low, 0.999))
    high = "100" if interval.high > 0.999 else _digits(max(interval.high, 0.001))
    return f"{low}%" if low == high else f"{low}{DASH}{high}%"


def percent_with_range(interval: Interval) -> str:
    """A share with its interval: "57% (55–59%)"."""
    return f"{percent(interval.value)} ({percent_range(interval)})"


def _digits(share: float) -> str:
    hundred = 100 * share
    if hundred <= 0 or hundred >= 100:
        return "0" if hundred <= 0 else "100"
    if hundred < 0.1 or hundred > 99.9:
        return "under 0.1" if hundred < 0.1 else "over 99.9"
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


def quantity(value: float, unit: str) -> str:
    """A number with its unit, as "15%", "$4bn a year" or "3 steps"."""
    if not math.isfinite(value):
        return DASH
    text = number(value)
    if unit == "percent":
        return f"{text}%"
    if unit == "share":
        return f"{number(100 * value)}%"
    if unit.startswith("USD bn"):
        return f"${text}bn{unit.removeprefix('USD bn').replace('per year', 'a year')}"
    return f"{text} {unit.replace('per year', 'a year')}".strip()


def quantity_range(low: float, high: float, unit: str) -> str:
    """Two numbers that share a unit: "0–20%", "$0.5–3bn a year", "1 to 3 hulls"."""
    if low == high:
        return quantity(low, unit)
    if min(low, high) < 0 or not (unit in ("percent", "share") or unit.startswith("USD bn")):
        return f"{number(low)} to {quantity(high, unit)}"
    first = number(100 * low) if unit == "share" else number(low)
    last = quantity(high, unit)
    return f"${first}{DASH}{last[1:]}" if last.startswith("$") else f"{first}{DASH}{last}"


WORDED = ("scope", "step")
"""Units that say nothing by themselves: the labels of an issue's levels do."""


def level_in_words(issue: IssueInfo, level: int) -> str:
    """A level of an issue for a sentence: its quantity with unit, or its label in quotes."""
    if issue.unit in WORDED:
        return f"“{issue.level_labels[level]}”"
    return quantity(issue.levels[level], issue.unit)


def date(day: datetime.date, *, year: bool = True) -> str:
    """A date as "9 July 2025", or without its year."""
    text = f"{day.day} {day:%B}"
    return f"{text} {day.year}" if year else text


def listing(parts: Sequence[str], last: str = "and") -> str:
    """Parts joined as in a sentence: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def sentence(text: str) -> str:
    """The text with its first letter capital and a full stop at its end."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?', '!')) else '.'}"


def the(label: str) -> str:
    """A side's label as a sentence needs it: "Japan", but "the United States"."""
    words = label.split()
    takes_article = len(words) > 1 and (words[0] == "United" or words[-1] in COLLECTIVES)
    return f"the {label}" if takes_article else label


def possessive(label: str) -> str:
    """Whose: "Japan’s", "the United States’"."""
    name = the(label)
    return f"{name}’" if name.endswith("s") else f"{name}’s"


COLLECTIVES = ("States", "Kingdom", "Union", "Republic", "Federation", "Emirates", "Islands")
"""Last words of country names that take an article."""


def inside(label: str) -> str:
    """A label as it stands inside a sentence: with a small first letter, unless it is a name.

    A label counts as a name if its first word is an abbreviation or a possessive, or its second
    word has a capital ("US corn", "Upper House election").
    """
    words = label.split()
    named = (
        not words
        or words[0][1:2].isupper()
        or words[0].endswith(("’s", "'s"))
        or (len(words) > 1 and words[1][0].isupper() and not words[1][1:2].isupper())
    )
    return label if named else label[0].lower() + label[1:]
