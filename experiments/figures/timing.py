"""When agreements come: the share of histories that have one, by each day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from experiments.analysis.columns import agreed
from experiments.analysis.incidence import NEVER, Incidence, incidence
from experiments.analysis.wording import date, percent, percent_with_range
from experiments.figures import style
from experiments.figures.calendar import Calendar, calendar, date_axis
from experiments.figures.landmarks import mark_days, rows_of_labels
from experiments.figures.material import Material
from experiments.figures.spec import Figure, Width
from experiments.speech import joined, listing, say

WEEK = 7
SHORT = 60  # days; a shorter calendar is counted by days, not by weeks


@dataclass(frozen=True)
class Data:
    """Cumulative incidence of agreement, and the share of runs that agree in each span of days.

    A span is a week, or a day where the calendar is short.
    """

    curve: Incidence
    span: int
    spans: NDArray[np.float64]
    days: Calendar
    windows: tuple[tuple[str, str], ...]
    runs: int


def prepare(material: Material) -> tuple[Data] | None:
    """Incidence of agreement in the arm shown; None where no history agrees."""
    columns, scenario = material.arm.columns, material.scenario
    reached = agreed(columns)
    if not reached.any():
        return None
    day = np.where(reached, np.asarray(columns["agreement_day"]), NEVER)
    span = WEEK if scenario.horizon > SHORT else 1
    counts = np.bincount(day[day >= 0] // span, minlength=scenario.horizon // span + 1)
    windows = tuple(
        (share.label, percent_with_range(share.interval)) for share in material.arm.summary.windows
    )
    curve = incidence(day, scenario.horizon, material.arm.summary.level)
    return (Data(curve, span, counts / len(day), calendar(scenario), windows, len(day)),)


def draw(data: Data, ax: Axes) -> None:
    """Step curve with its band, weekly bars beneath on the same scale, the calendar above."""
    curve = data.curve
    ax.bar(
        np.arange(len(data.spans)) * data.span,
        data.spans,
        width=data.span * 0.86,
        align="edge",
        color=style.GREEN,
        alpha=0.35,
        linewidth=0,
        label=say("agreed on that day") if data.span == 1 else say("agreed in that week"),
    )
    ax.fill_between(
        curve.days, curve.low, curve.high, step="post", color=style.GREEN, alpha=0.25, linewidth=0
    )
    ax.step(
        curve.days, curve.value, where="post", color=style.GREEN, label=say("agreed by that day")
    )
    style.percent_axis(ax, "y", style.headroom(float(curve.high[-1])))
    ax.grid(axis="y")
    date_axis(ax, data.days)
    mark_days(ax, data.days)
    short = style.narrow(ax)
    ax.set_ylabel(say("of all histories") if short else say("Share of all histories"))
    ax.annotate(
        percent(curve.value[-1]),
        xy=(1, curve.value[-1]),
        xycoords=("axes fraction", "data"),
        xytext=(style.points(-2), style.points(7)),
        textcoords="offset points",
        ha="right",
        fontweight=style.bold(),
        color="#006b4e",
    )
    style.legend_below(ax, 1 if style.narrow(ax) else 2)


def heading(panels: Sequence[Data]) -> str:
    """The finding: the share of histories that agree, and by when half of those have."""
    (data,) = panels
    half = data.days.date(int(np.searchsorted(data.curve.value, data.curve.value[-1] / 2)))
    return say("Half of all agreements come by {date}", date=date(half))


def caption(panels: Sequence[Data]) -> str:
    """How to read the curve, and its fastest week."""
    (data,) = panels
    busiest = int(np.argmax(data.spans))
    first = data.days.date(busiest * data.span)
    last = data.days.date(min((busiest + 1) * data.span - 1, data.days.horizon))
    when = date(first, year=False)
    if first != last:
        when = say("{first} to {last}", first=when, last=date(last, year=False))
    marks = say(
        "Vertical lines mark the calendar: deadlines solid, votes dashed, other dates dotted."
    )
    share = percent(data.spans[busiest])
    return joined(
        say(
            "The line shows what share of all histories have an agreement by each day; the "
            "shading is its 95% interval."
        ),
        say("The bars show how many reach one in each day.")
        if data.span == 1
        else say("The bars show how many reach one in each week."),
        marks if data.days.marks else "",
        say("The busiest day is {when}, with {share} of all histories.", when=when, share=share)
        if data.span == 1
        else say(
            "The busiest week is {when}, with {share} of all histories.", when=when, share=share
        ),
    )


def alt(panels: Sequence[Data]) -> str:
    """The curve's values at the ends of its windows."""
    (data,) = panels
    told = [
        say("{label} {share}", label=f"{label[:1].lower()}{label[1:]}", share=share)
        for label, share in data.windows
    ]
    return say(
        "Curve of the share of histories that have an agreement, by date: {shares}.",
        shares=listing(told),
    )


def height(data: Data, width: Width) -> float:
    """Room for the axes and for the rows of labels above them."""
    rows = rows_of_labels(data.days, is_narrow=width == "column")
    return (3.4 if width == "page" else 2.8) + 0.16 * rows


FIGURE = Figure(
    name="timing",
    place=10,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
)
