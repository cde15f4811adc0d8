"""Numbers and dates as English writes them."""

from __future__ import annotations

import datetime


def day_month(date: datetime.date) -> str:
    """Return ``9 July`` (``%-d`` is not known on every system)."""
    return f"{date.day} {date:%B}"


def full_date(date: datetime.date) -> str:
    """Return ``9 July 2025``."""
    return f"{date.day} {date:%B %Y}"


def physical(value: float, unit: str) -> str:
    """Return a physical value with its unit as people write it."""
    if unit == "percent":
        return f"{value:g} %"
    if unit == "share":
        return f"{100.0 * value:g} %"
    if unit in ("scope", "step"):
        return f"{value:g}"
    return f"{value:g} {unit}"
