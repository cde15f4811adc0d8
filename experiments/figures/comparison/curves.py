"""Shares of histories over the calendar, with bands, a line for each arm: panels of two figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.analysis.incidence import Change, Incidence
from experiments.analysis.intervals import Interval
from experiments.figures import style
from experiments.figures.calendar import Calendar, date_axis
from experiments.figures.landmarks import LINES
from experiments.figures.spec import Width


@dataclass(frozen=True)
class Panel:
    """One ending: a curve for each arm, from the arm in place `start` on.

    `unit` labels the y axis, `relative` says whether the curves are changes, `unseen` what the
    figure leaves out.
    """

    title: str
    unit: str
    series: tuple[str, ...]
    curves: tuple[Incidence | Change, ...]
    start: int
    days: Calendar
    relative: bool
    unseen: str
    first: str


def draw(data: Panel, ax: Axes) -> None:
    """A step curve with its band for each arm; lines mark the calendar."""
    for place, (label, curve) in enumerate(zip(data.series, data.curves, strict=True), data.start):
        color, line, _ = style.SERIES[place]
        ax.fill_between(
            curve.days, curve.low, curve.high, step="post", color=color, alpha=0.22, linewidth=0
        )
        ax.step(curve.days, curve.value, where="post", color=color, linestyle=line, label=label)
    if data.relative:
        ax.axhline(0, color=style.QUIET, linewidth=style.lines(0.9), zorder=1)
        ax.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
        ax.yaxis.set_major_formatter(FuncFormatter(_points))
        low, high = ax.get_ylim()
        least = 0.01
        ax.set_ylim(min(low, -least), max(high, least))
    else:
        style.percent_axis(ax, "y", style.headroom(max(float(c.high[-1]) for c in data.curves)))
    ax.grid(axis="y")
    date_axis(ax, data.days)
    for day, _, kind in data.days.marks:
        # In grey: the colours of landmarks are taken by the arms.
        ax.axvline(
            day, color=style.GREY, linestyle=LINES[kind][1], linewidth=style.lines(0.9), zorder=1.5
        )
    ax.set_title(data.title)
    ax.set_ylabel(data.unit)
    if style.last(ax) and not (data.relative and len(data.series) == 1):
        style.legend_below(ax, 1 if style.narrow(ax) else 3)


def _points(share: float, _: int) -> str:
    """A change of a share in percentage points, with its sign and a true minus."""
    points = round(100 * share, 6)
    return f"{'+' if points > 0 else ''}{points:g}".replace("-", "\N{MINUS SIGN}")


def height(data: Panel, width: Width) -> float:
    """Alike for all; the last one's legend counts once for its row."""
    return 1.95 if width == "page" else 1.8


def at_the_end(panels: Sequence[Panel]) -> Sequence[tuple[str, Sequence[Interval]]]:
    """For each panel its title, and each curve's last value with its band."""
    return [
        (
            one.title,
            [Interval(float(c.value[-1]), float(c.low[-1]), float(c.high[-1])) for c in one.curves],
        )
        for one in panels
    ]
