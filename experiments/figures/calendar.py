"""Days since a scenario's start, shown as dates along a figure's axis."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.ticker import FixedFormatter, FixedLocator

from experiments.figures import style
from experiments.speech import phrase, say

if TYPE_CHECKING:
    from sim.scenario import Scenario


MONTHS = (
    phrase("Jan"),
    phrase("Feb"),
    phrase("Mar"),
    phrase("Apr"),
    phrase("May"),
    phrase("Jun"),
    phrase("Jul"),
    phrase("Aug"),
    phrase("Sep"),
    phrase("Oct"),
    phrase("Nov"),
    phrase("Dec"),
)

CAMPAIGN = phrase("Campaign opens")
"""What a scenario calls the first day of a campaign."""


@dataclass(frozen=True)
class Calendar:
    """First day, last day number, and the days worth marking as (day, label, kind)."""

    start: datetime.date
    horizon: int
    marks: tuple[tuple[int, str, str], ...]

    def date(self, day: float) -> datetime.date:
        """The date of a day number."""
        return self.start + datetime.timedelta(days=int(day))

    def short(self, day: float) -> str:
        """A day as "9 Jul"."""
        when = self.date(day)
        return say("{day} {month}", day=when.day, month=month(when))


def calendar(scenario: Scenario) -> Calendar:
    """The scenario's calendar, without landmarks outside its span."""
    marks = sorted(mark for mark in scenario.landmarks if 0 <= mark[0] <= scenario.horizon)
    said = tuple((day, say(label), kind) for day, label, kind in marks)
    return Calendar(scenario.start, scenario.horizon, said)


def month(date: datetime.date) -> str:
    """A date's month as "Jul"."""
    return say(MONTHS[date.month - 1])


def date_axis(ax: Axes, days: Calendar) -> None:
    """Make the x axis, in days since the start, show as many dates as fit."""
    few = style.sparse(ax)
    if days.horizon <= 75:
        most = 4 if few else 8
        step = next(s for s in (1, 2, 7, 14, 28) if days.horizon / s <= most or s == 28)
        ticks = list(range(0, days.horizon + 1, step))
        texts = [days.short(day) for day in ticks]
    else:
        months = _months(days)
        most = 5 if few else 10
        step = next(s for s in (1, 2, 3, 6, 12, 24, 120) if len(months) / s <= most or s == 120)
        chosen = months[::step] if step < 12 else [m for m in months if m.month == 1][:: step // 12]
        ticks = [(month - days.start).days for month in chosen]
        texts = [
            say("{month}\n{year}", month=month(m), year=m.year)
            if i == 0 or m.year != chosen[i - 1].year
            else month(m)
            for i, m in enumerate(chosen)
        ]
    ax.xaxis.set_major_locator(FixedLocator(ticks))
    ax.xaxis.set_major_formatter(FixedFormatter(texts))
    ax.set_xlim(0, max(1, days.horizon))


def _months(days: Calendar) -> list[datetime.date]:
    """The first days of months within the calendar."""
    every = (days.date(day) for day in range(days.horizon + 1))
    return [when for when in every if when.day == 1]
