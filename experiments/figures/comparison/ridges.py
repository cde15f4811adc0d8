"""Distributions one above the other, an arm a row: the panels of two figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FixedFormatter, FixedLocator, MaxNLocator
from numpy.typing import NDArray

from experiments.analysis.intervals import quantile
from experiments.analysis.measures import Numbers
from experiments.analysis.wording import number
from experiments.figures import style
from experiments.figures.calendar import Calendar, date_axis
from experiments.figures.comparison.material import MOST_ARMS, Sides
from experiments.figures.lettering import EM, by_phrases
from experiments.figures.spec import Figure, Width
from experiments.speech import joined, listing, say

BINS = 40
TAIL = 0.002
"""Share of all values beyond each end of the axis, so that a stray one doesn't squeeze the rest."""

MOST_TICKS = 7
TITLE_EMS = 27.5 * EM
"""Width of a title, as a multiple of the size of its type, where three panels stand in a row."""

ROW_INCHES = 0.36
PEAK = 0.82
"""Of a row's height, what the highest column of the panel takes."""


@dataclass(frozen=True)
class Ridge:
    """One arm: shares of its values in each bin or level, median, and the middle nine tenths."""

    shares: NDArray[np.float64]
    median: float
    low: float
    high: float
    runs: int


@dataclass(frozen=True)
class Panel:
    """One measure in every arm.

    `edges` are the borders of the bins, one more than these; a panel of `levels` has a column for
    each of those instead, and its medians and ends are places among them. `days` dates the axis.
    """

    title: str
    unit: str
    series: tuple[str, ...]
    ridges: tuple[Ridge | None, ...]
    edges: NDArray[np.float64]
    levels: tuple[str, ...]
    days: Calendar | None
    unseen: str


def figure(
    name: str,
    place: int,
    in_a_row: int,
    prepare: Callable[[Sides], tuple[Panel, ...] | None],
    heading: Callable[[Sequence[Panel]], str],
    reading: Callable[[Sequence[Panel]], str],
    alt: Callable[[Sequence[Panel]], str],
) -> Figure:
    """A figure of such panels, `in_a_row` of them at most; `reading` says how to read it."""

    def caption(panels: Sequence[Panel]) -> str:
        return joined(reading(panels), panels[0].unseen)

    return Figure(
        name=name,
        place=place,
        prepare=prepare,
        draw=draw,
        heading=heading,
        caption=caption,
        alt=alt,
        height=height,
        beside=True,
        in_a_row=in_a_row,
    )


def panel(
    title: str,
    unit: str,
    values: Sequence[Numbers],
    sides: Sides,
    *,
    levels: Sequence[float] = (),
    labels: Sequence[str] = (),
    days: Calendar | None = None,
) -> Panel | None:
    """A panel of a measure's values, arm by arm; None where no arm has one.

    `labels` has one for each of the `levels`, where there are such.
    """
    found = ridges(values[:MOST_ARMS], levels)
    if found is None:
        return None
    return Panel(title, unit, sides.labels, *found, tuple(labels), days, sides.unseen)


def panels(found: Sequence[Panel | None]) -> tuple[Panel, ...] | None:
    """Those that have something to show; None if none has."""
    return tuple(one for one in found if one is not None) or None


def ridges(
    values: Sequence[Numbers], levels: Sequence[float] = ()
) -> tuple[tuple[Ridge | None, ...], NDArray[np.float64]] | None:
    """A ridge for each arm and the borders of the bins; None where no arm has a value.

    With `levels`, values are placed among them (each must be one of them).
    """
    known = [own[~np.isnan(own)] for own in values]
    if levels:
        scale = np.asarray(levels)
        known = [np.abs(own[:, None] - scale).argmin(axis=1).astype(float) for own in known]
    everything = np.concatenate(known)
    if not len(everything):
        return None
    if levels:
        edges = np.arange(len(levels) + 1, dtype=np.float64) - 0.5
    else:
        low, high = (quantile(everything, p).value for p in (TAIL, 1 - TAIL))
        edges = np.linspace(low, high if high > low else low + 1.0, BINS + 1, dtype=np.float64)
    return tuple(_ridge(own, edges) if len(own) else None for own in known), edges


def _ridge(values: Numbers, edges: NDArray[np.float64]) -> Ridge:
    counts, _ = np.histogram(np.clip(values, edges[0], edges[-1]), edges)
    median, low, high = (quantile(values, p).value for p in (0.5, 0.05, 0.95))
    return Ridge(counts / len(values), median, low, high, len(values))


def draw(data: Panel, ax: Axes) -> None:
    """A filled outline a row, below it a line for nine tenths and a mark at the median."""
    tops = [float(ridge.shares.max()) for ridge in data.ridges if ridge is not None]
    for place, (label, ridge) in enumerate(zip(data.series, data.ridges, strict=True)):
        if ridge is not None:
            _outline(ax, data, ridge, place, label, max(tops))
    ax.set_ylim(len(data.series) - 0.62, -1.0)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    if data.levels:
        ax.set_xlim(-0.6, len(data.levels) - 0.4)
        places = _ticks(len(data.levels))
        ax.xaxis.set_major_locator(FixedLocator(places))
        ax.xaxis.set_major_formatter(FixedFormatter([data.levels[at] for at in places]))
    elif data.days is not None:
        date_axis(ax, data.days)
    else:
        ax.set_xlim(data.edges[0], data.edges[-1])
        ax.xaxis.set_major_locator(MaxNLocator(nbins=5))
    is_narrow = style.narrow(ax)
    # Three panels in a row leave little room for a title.
    title = data.title if is_narrow or not data.levels else by_phrases(data.title, TITLE_EMS)
    ax.set_title(title, fontsize=style.points(8.5))
    if data.unit:
        ax.set_xlabel(data.unit, fontsize=style.points(8))
    if style.last(ax):
        style.legend_below(ax, 1 if is_narrow else 3)


def _ticks(levels: int) -> Sequence[int]:
    """All levels, or some of many: the first, the last, and what lies evenly between."""
    if levels <= MOST_TICKS:
        return range(levels)
    return [round(at) for at in np.linspace(0, levels - 1, MOST_TICKS - 1).tolist()]


def _outline(ax: Axes, data: Panel, ridge: Ridge, place: int, label: str, top: float) -> None:
    color, _, marker = style.SERIES[place]
    heights = place - PEAK * ridge.shares / top
    if data.levels:
        ax.bar(range(len(heights)), heights - place, 0.8, place, color=color, alpha=0.35)
    else:
        ax.stairs(
            heights, data.edges, baseline=place, fill=True, color=color, alpha=0.35, linewidth=0
        )
        ax.stairs(heights, data.edges, baseline=place, color=color, linewidth=style.lines(0.8))
    below = place + 0.13
    ax.plot(
        (ridge.low, ridge.high),
        (below, below),
        color=color,
        linewidth=style.lines(1.3),
        clip_on=False,
    )
    ax.plot(
        [ridge.median],
        [below],
        marker=marker,
        markersize=style.lines(5),
        color=color,
        markeredgecolor=style.PAPER,
        markeredgewidth=0.6,
        linestyle="none",
        label=label,
        clip_on=False,
    )


def height(data: Panel, width: Width) -> float:
    """A strip an arm, and room for title and axis."""
    second_line = 0.14 if width == "page" and data.levels else 0.0
    return ROW_INCHES * len(data.series) + 0.72 + second_line


def told(panels: Sequence[Panel]) -> str:
    """Each panel's medians in words."""
    return "; ".join(
        say("{measure}: {medians}", measure=one.title, medians=_medians(one)) for one in panels
    )


def _medians(panel: Panel) -> str:
    return listing(
        [
            say("{median} in {arm}", median=_median(panel, ridge), arm=arm)
            for arm, ridge in zip(panel.series, panel.ridges, strict=True)
            if ridge is not None
        ]
    )


def _median(panel: Panel, ridge: Ridge) -> str:
    if panel.levels:
        return panel.levels[int(ridge.median)]
    if panel.days is not None:
        return panel.days.short(ridge.median)
    return number(round(ridge.median, 2))
