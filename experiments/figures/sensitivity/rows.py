"""Rows of a figure, a factor each: its label on a line of its own, and room for marks below it.

The y axis counts inches from the top, so that labels of one line and of two take what they need.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.analysis.intervals import Interval
from experiments.figures import style
from experiments.figures.lettering import by_phrases
from experiments.figures.spec import Width
from experiments.figures.themes import REPORT

MOST, FEW = 12, 7
"""Factors shown, in most themes and where labels must be few; the others have smaller effects."""

LINE = 0.155
"""Inches of a line of a label."""

MARKS = 0.25
"""Inches below a label for what is drawn, unless a figure takes more."""

GAP = 0.05
"""Inches above a label, so that it belongs to what is below it."""

EMS: dict[Width, float] = {"page": 57.8, "column": 28.7}
"""Width of a label's line in a report, as a multiple of the size of type."""


class Row(NamedTuple):
    """Where a factor stands: lines of its label, their top, and the middle of its marks."""

    text: str
    top: float
    middle: float


def most() -> int:
    """Return how many factors are shown in the theme of the moment."""
    return FEW if style.look().sparse else MOST


def _cut(label: str, width: Width) -> str:
    """Return a label in lines that fit, in the theme and the language of the moment."""
    look = style.look()
    whole = look.page if width == "page" or look.column is None else look.column
    report = REPORT.column if width == "column" and REPORT.column else REPORT.page
    return by_phrases(label, EMS[width] * whole / report / look.type)


def rows(labels: Sequence[str], width: Width, marks: float = MARKS) -> list[Row]:
    """Return the rows of a figure, from the top down."""
    found = []
    top = 0.0
    for label in labels:
        text = _cut(label, width)
        under = top + GAP + LINE * (1 + text.count("\n"))
        found.append(Row(text, top + GAP, under + marks / 2))
        top = under + marks
    return found


def height(labels: Sequence[str], width: Width, marks: float = MARKS) -> float:
    """Return the inches that rows take."""
    lines = sum(1 + _cut(label, width).count("\n") for label in labels)
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
            fontsize=style.points(8),
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
    ax.plot((interval.low, interval.high), (at, at), color=color, linewidth=style.lines(1.1))
    ax.plot((interval.low, interval.high), (at, at), "|", color=color, markersize=style.lines(4.5))


def of_luck(ax: Axes, row: Row, idle: float) -> None:
    """Draw, behind a row's marks, what luck alone would show."""
    if idle > 0:
        ax.barh(row.middle, idle, height=0.72 * MARKS, color=style.RULE, zorder=0.5)
