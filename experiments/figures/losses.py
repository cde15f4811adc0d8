"""Dollars lost, day by day: what exporters lose and what duty is paid, from the first day on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from experiments.analysis.dollars import Course, Days, course
from experiments.analysis.wording import (
    amount,
    counted,
    date,
    number,
    quantity,
    quantity_range,
)
from experiments.figures import style
from experiments.figures.calendar import Calendar, calendar, date_axis
from experiments.figures.landmarks import ROW_POINTS, mark_days, rows_of_labels
from experiments.figures.material import Material
from experiments.figures.spec import Figure, Width
from experiments.speech import clauses, joined, listing, phrase, say

ACCOUNTS = (
    (
        "loss",
        phrase("Lost by exporters"),
        phrase("exporters lose {amount}"),
        style.VERMILLION,
    ),
    (
        "duty",
        phrase("Added duty paid"),
        phrase("added duty comes to {amount}"),
        style.BLUE,
    ),
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
        ax.plot(day, data.typical, color=style.INK, **_typical())
        ax.plot(
            data.changes,
            data.typical[list(data.changes)],
            linestyle="none",
            marker="o",
            markersize=style.lines(4.5),
            color=style.INK,
            markeredgecolor=style.PAPER,
            markeredgewidth=style.lines(0.6),
            zorder=3,
        )
    ax.set_ylim(0, 1.06 * float(found.high[-1]))
    ax.grid(axis="y")
    date_axis(ax, data.days)
    mark_days(ax, data.days, labels=style.first(ax))
    ax.set_ylabel(say("USD bn, total"))
    if counted(1.0) != 1.0:
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: amount(value, UNIT)))
    rows = rows_of_labels(data.days, is_narrow=style.narrow(ax)) if style.first(ax) else 0
    ax.set_title(say(title), pad=style.points(8 + ROW_POINTS * rows))
    if style.last(ax):
        _explain(data, ax)


def _typical() -> dict[str, Any]:
    return {"linestyle": (0, (4, 1.5)), "linewidth": style.lines(1.2)}


def _explain(data: Data, ax: Axes) -> None:
    """Write the key beneath the last panel, in grey, for it is that of both."""
    ax.plot([], [], color=style.QUIET, label=say("median"))
    ax.fill_between([], [], [], color=style.QUIET, alpha=0.4, lw=0, label=say("half of them"))
    ax.fill_between([], [], [], color=style.QUIET, alpha=0.18, lw=0, label=say("nine in ten"))
    if data.typical is not None:
        ax.plot(
            [],
            [],
            color=style.INK,
            marker="o" if data.changes else None,
            markersize=style.lines(4.5),
            label=say("run {run}", run=data.run),
            **_typical(),
        )
    style.legend_below(ax, 2 if style.narrow(ax) else 4)


def heading(panels: Sequence[Data]) -> str:
    """The finding: what the tariffs of the middle history have cost exporters in the end."""
    data = panels[0]
    end = date(data.days.date(data.days.horizon))
    total = quantity(float(data.course.median[-1]), UNIT)
    if data.place == 0:
        return say(
            "By {date}, tariffs have cost exporters {amount} (median)", date=end, amount=total
        )
    return say("By {date}, added duty comes to {amount} (median)", date=end, amount=total)


def caption(panels: Sequence[Data]) -> str:
    """How to read the bands, what the totals come to, and what one more day costs."""
    data = panels[0]
    end = date(data.days.date(data.days.horizon))
    totals = [say(ACCOUNTS[panel.place][2], amount=_spread(panel, -1)) for panel in panels]
    run = ""
    if data.typical is not None and data.changes:
        run = say(
            "The dashed line is run {run}, told below, with a dot on each day on which a rate in "
            "force changes what a day costs.",
            run=data.run,
        )
    elif data.typical is not None:
        run = say("The dashed line is run {run}, told below.", run=data.run)
    return joined(
        say(
            "Each day’s amount is added to those before it: the steeper, the dearer the day. "
            "Drawn from {histories} of the histories, played again; on each day, half of them "
            "lie in the dark band and nine in ten in the light one.",
            histories=f"{data.histories:,}",
        ),
        run,
        say(
            "By {date}, {totals} (medians; in brackets, nine in ten).",
            date=end,
            totals=listing(totals),
        ),
        say(
            "On the first day it is {amounts}.",
            amounts=listing([_a_day(float(panel.course.median[0])) for panel in panels]),
        ),
        say(
            "What exporters lose is price and sales; they bear part of the duty too, so the two "
            "don’t add up. How buyers answer to prices is an assumption, drawn anew in each "
            "history."
        ),
    )


def _a_day(billions: float) -> str:
    """One day's amount, which is small."""
    return say("${m}m", m=number(1000 * billions), oku=amount(billions, UNIT))


def _spread(data: Data, day: int) -> str:
    low, middle, high = (
        float(values[day]) for values in (data.course.low, data.course.median, data.course.high)
    )
    return say(
        "{amount} ({range})",
        amount=quantity(middle, UNIT),
        range=quantity_range(low, high, UNIT),
    )


def alt(panels: Sequence[Data]) -> str:
    """Both totals at the deadline and the vote, and on the last day."""
    days = panels[0].days
    shown = [day for day, _, kind in days.marks if kind in ("deadline", "election")]
    told = []
    for panel in panels:
        parts = [
            say(
                "{amount} by {date}",
                amount=_spread(panel, day),
                date=date(days.date(day), year=False),
            )
            for day in (*shown, days.horizon)
        ]
        account = say(ACCOUNTS[panel.place][1])
        told.append(say("{account}: {amounts}", account=account, amounts=listing(parts)))
    return say(
        "Totals in billions of dollars from the first day on. {totals}.", totals=clauses(told)
    )


def height(data: Data, width: Width) -> float:
    """The first panel also carries the labels of the calendar, the last one the key."""
    first, last = data.place == 0, data.place == len(ACCOUNTS) - 1
    key = (0.55 if width == "column" else 0.3) * last
    return 2.0 + 0.16 * first * rows_of_labels(data.days, is_narrow=width == "column") + key


FIGURE = Figure(
    name="losses",
    place=55,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
    needs=("told", "replayed"),
)
