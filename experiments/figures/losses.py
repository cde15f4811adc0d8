"""Dollars lost, day by day: what exporters lose and what duty is paid, from the first day on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from experiments.analysis.dollars import Course, Days, course
from experiments.analysis.wording import date, listing, number, quantity, quantity_range
from experiments.figures import style
from experiments.figures.calendar import Calendar, calendar, date_axis
from experiments.figures.landmarks import ROW_POINTS, mark_days, rows_of_labels
from experiments.figures.material import Material
from experiments.figures.spec import Figure, Width

ACCOUNTS = (
    ("loss", "Lost by exporters", "exporters lose", style.VERMILLION),
    ("duty", "Added duty paid", "added duty comes to", style.BLUE),
)
"""Attribute of a replayed history, title of its panel, its words, and its colour."""

UNIT = "USD bn"
A_CHANGE = 0.005  # of the day's amount; less is the rounding of sums


@dataclass(frozen=True)
class Data:
    """One account: its course over the histories replayed, and one typical history's totals.

    `changes` are the days on which the typical history's daily amount is another than before.
    """

    place: int
    course: Course
    typical: Days | None
    changes: tuple[int, ...]
    run: int
    days: Calendar
    histories: int


def prepare(material: Material) -> tuple[Data, ...] | None:
    """A panel for each account; None where no dollars are counted or nothing was replayed."""
    if material.scenario.config.economy is None or not material.replayed:
        return None
    told = material.told
    typical = told.replayed if told is not None else None
    return tuple(
        Data(
            place=place,
            course=course([getattr(history, name) for history in material.replayed]),
            typical=None if typical is None else np.cumsum(getattr(typical, name)),
            changes=() if typical is None else _changes(getattr(typical, name)),
            run=-1 if typical is None else typical.run,
            days=calendar(material.scenario),
            histories=len(material.replayed),
        )
        for place, (name, *_) in enumerate(ACCOUNTS)
    )


def _changes(daily: Days) -> tuple[int, ...]:
    before, after = daily[:-1], daily[1:]
    moved = np.abs(after - before) > A_CHANGE * np.maximum(np.abs(before), np.abs(after))
    return tuple(int(day) + 1 for day in np.flatnonzero(moved))


def draw(data: Data, ax: Axes) -> None:
    """Two bands and the median, the typical history across them, the calendar above."""
    _, title, _, color = ACCOUNTS[data.place]
    found, day = data.course, np.arange(data.days.horizon + 1)
    for low, high, alpha in ((found.low, found.high, 0.16), (found.quarter, found.upper, 0.3)):
        ax.fill_between(day, low, high, color=color, alpha=alpha, linewidth=0)
    ax.plot(day, found.median, color=color)
    if data.typical is not None:
        ax.plot(day, data.typical, color=style.INK, linestyle=(0, (4, 1.5)), linewidth=1.2)
        ax.plot(
            data.changes,
            data.typical[list(data.changes)],
            linestyle="none",
            marker="o",
            markersize=4.5,
            color=style.INK,
            markeredgecolor=style.PAPER,
            markeredgewidth=0.6,
            zorder=3,
        )
    ax.set_ylim(0, 1.06 * float(found.high[-1]))
    ax.grid(axis="y")
    date_axis(ax, data.days)
    mark_days(ax, data.days, labels=data.place == 0)
    ax.set_ylabel(f"{UNIT}, total")
    ax.set_title(title, pad=8 + ROW_POINTS * _rows(data, style.narrow(ax)))
    if data.place == len(ACCOUNTS) - 1:
        _explain(data, ax)


def _explain(data: Data, ax: Axes) -> None:
    """Write the key beneath the last panel, in grey, for it is that of both."""
    ax.plot([], [], color=style.QUIET, label="median")
    ax.fill_between([], [], [], color=style.QUIET, alpha=0.4, lw=0, label="half of them")
    ax.fill_between([], [], [], color=style.QUIET, alpha=0.18, lw=0, label="nine in ten")
    if data.typical is not None:
        ax.plot(
            [],
            [],
            color=style.INK,
            linestyle=(0, (4, 1.5)),
            linewidth=1.2,
            marker="o" if data.changes else None,
            markersize=4.5,
            label=f"run {data.run}",
        )
    style.legend_below(ax, 2 if style.narrow(ax) else 4)


def _rows(data: Data, is_narrow: bool) -> int:
    return rows_of_labels(data.days, is_narrow=is_narrow) if data.place == 0 else 0


def heading(panels: Sequence[Data]) -> str:
    """The finding: what the tariffs of the middle history have cost exporters in the end."""
    data = panels[0]
    end = date(data.days.date(data.days.horizon))
    lost = quantity(float(data.course.median[-1]), UNIT)
    return f"By {end}, tariffs have cost exporters {lost} (median)"


def caption(panels: Sequence[Data]) -> str:
    """How to read the bands, what the totals come to, and what one more day costs."""
    data = panels[0]
    end = date(data.days.date(data.days.horizon))
    totals = listing([f"{ACCOUNTS[panel.place][2]} {_spread(panel, -1)}" for panel in panels])
    run = ""
    if data.typical is not None:
        dots = ""
        if data.changes:
            dots = ", with a dot on each day on which a rate in force changes what a day costs"
        run = f" The dashed line is run {data.run}, told below{dots}."
    first = listing([f"${number(1000 * float(panel.course.median[0]))}m" for panel in panels])
    return (
        "Each day’s amount is added to those before it: the steeper, the dearer the day. "
        f"Drawn from {data.histories:,} of the histories, played again; on each day, half of them "
        f"lie in the dark band and nine in ten in the light one.{run} By {end}, {totals} "
        f"(medians; in brackets, nine in ten). On the first day it is {first}. What exporters lose "
        "is price and sales; they bear part of the duty too, so the two don’t add up. How buyers "
        "answer to prices is an assumption, drawn anew in each history."
    )


def _spread(data: Data, day: int) -> str:
    low, middle, high = (
        float(values[day]) for values in (data.course.low, data.course.median, data.course.high)
    )
    return f"{quantity(middle, UNIT)} ({quantity_range(low, high, UNIT)})"


def alt(panels: Sequence[Data]) -> str:
    """Both totals at the deadline and the vote, and on the last day."""
    days = panels[0].days
    shown = [day for day, _, kind in days.marks if kind in ("deadline", "election")]
    told = []
    for panel in panels:
        parts = [
            f"{_spread(panel, day)} by {date(days.date(day), year=False)}"
            for day in (*shown, days.horizon)
        ]
        told.append(f"{ACCOUNTS[panel.place][1]}: {listing(parts)}")
    return f"Totals in billions of dollars from the first day on. {'; '.join(told)}."


def height(data: Data, width: Width) -> float:
    """The first panel also carries the labels of the calendar, the last one the key."""
    key = (0.55 if width == "column" else 0.3) * (data.place == len(ACCOUNTS) - 1)
    return 2.0 + 0.16 * _rows(data, width == "column") + key


FIGURE = Figure(
    name="losses",
    place=55,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
)
