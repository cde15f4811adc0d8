"""Rows of a figure, a factor each: its label on a line of its own, and room for marks below it.

The y axis counts inches from the top, so that labels of one line and of two take what they need.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.analysis.intervals import Interval
from experiments.figures import style
from experiments.figures.spec import Width

MOST = 12
"""Factors shown; the others have smaller effects."""

LINE = 0.155
"""Inches of a line of a label."""

MARKS = 0.25
"""Inches below a label for what is drawn, unless a figure takes more."""

GAP = 0.05
"""Inches above a label, so that it belongs to what is below it."""

LETTERS: dict[Width, int] = {"page": 105, "column": 52}
"""Letters of a label on one line."""


class Row(NamedTuple):
    """Where a factor stands: lines of its label, their top, and the middle of its marks."""

    text: str
    top: float
    middle: float


def rows(labels: Sequence[str], width: Width, marks: float = MARKS) -> list[Row]:
    """Return the rows of a figure, from the top down."""
    found = []
    top = 0.0
    for label in labels:
        lines = textwrap.wrap(label, LETTERS[width]) or [""]
        middle = top + GAP + LINE * len(lines) + marks / 2
        found.append(Row("\n".join(lines), top + GAP, middle))
        top += GAP + LINE * len(lines) + marks
    return found


def height(labels: Sequence[str], width: Width, marks: float = MARKS) -> float:
    """Return the inches that rows take."""
    lines = sum(len(textwrap.wrap(label, LETTERS[width]) or [""]) for label in labels)
    return LINE * lines + (GAP + marks) * len(labels)


def lay_out(
    ax: Axes, labels: Sequence[str], clear: Sequence[bool], marks: float = MARKS
) -> list[Row]:
    """Write the labels and set the y axis; return where each row's marks go."""
    width: Width = "column" if style.narrow(ax) else "page"
    found = rows(labels, width, marks)
    for row, strong in zip(found, clear, strict=True):
        ax.annotate(
            row.text,
            xy=(0, row.top),
            xycoords=("axes fraction", "data"),
            va="top",
            fontsize=8,
            color=style.INK if strong else style.QUIET,
            annotation_clip=False,
            bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.4},
        )
    ax.set_ylim(height(labels, width, marks), 0)
    ax.set_yticks([])
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    return found


def whisker(ax: Axes, at: float, interval: Interval, color: str) -> None:
    """Draw an interval as a thin line with ends."""
    ax.plot((interval.low, interval.high), (at, at), color=color, linewidth=1.1)
    ax.plot((interval.low, interval.high), (at, at), "|", color=color, markersize=4.5)


def of_luck(ax: Axes, row: Row, idle: float) -> None:
    """Draw, behind a row's marks, what luck alone would show."""
    if idle > 0:
        ax.barh(row.middle, idle, height=0.72 * MARKS, color=style.RULE, zorder=0.5)
