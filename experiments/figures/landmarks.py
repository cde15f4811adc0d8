"""The marked days of a scenario on a date axis, with labels that never overlap."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.axes import Axes

from experiments.figures import style
from experiments.figures.calendar import Calendar
from experiments.speech import say

LINES = {
    "deadline": (style.VERMILLION, "solid", 1.2),
    "election": (style.BLUE, (0, (5, 1.5)), 1.2),
    "campaign": (style.BLUE, (0, (1, 1.5)), 1.0),
    "summit": (style.QUIET, (0, (1, 1.5)), 1.0),
}

LABEL_POINTS = 7.5
ROW_POINTS = 11.5
AXES_SHARE = 0.86  # of a figure's width that its axes fill, about


class Label(NamedTuple):
    """Text on a row above the axes, from `left` to `right` in inches, its leader at `at`."""

    day: int
    text: str
    kind: str
    at: float
    left: float
    right: float
    row: int


def mark_days(ax: Axes, days: Calendar, *, labels: bool = True) -> None:
    """Draw a line for each marked day and, above the axes, its label with a leader to the line.

    Where room is short only deadlines and votes are labelled; the other lines stay bare.
    """
    for day, _, kind in days.marks:
        color, line, width = LINES.get(kind, LINES["summit"])
        ax.axvline(day, color=color, linestyle=line, linewidth=style.lines(width), zorder=1.5)
    if labels:
        for label in place(days, is_narrow=style.narrow(ax)):
            _write(ax, label)


def rows_of_labels(days: Calendar, *, is_narrow: bool) -> int:
    """How many rows of labels `mark_days` writes above the axes."""
    return 1 + max((label.row for label in place(days, is_narrow=is_narrow)), default=-1)


def place(days: Calendar, *, is_narrow: bool) -> list[Label]:
    """Labels on rows counted from the axes up, none overlapping another.

    Nor does one stand on another's leader, if that can be helped. A label runs to the right of its
    line, or to the left where it would leave the figure.
    """
    look = style.look()
    width = AXES_SHARE * ((is_narrow and look.column) or look.page)
    wanted = []
    for day, text, kind in days.marks:
        if (is_narrow or look.sparse) and kind not in ("deadline", "election"):
            continue
        at = width * day / max(1, days.horizon)
        words = say("{date}: {event}", date=days.short(day), event=text)
        length = style.width_of(words, style.points(LABEL_POINTS)) + 0.12
        fits = at + length <= width
        left, right = (at, at + length) if fits else (at - length, at)
        wanted.append(Label(day, words, kind, at, left, right, 0))
    # Leaders rise beside the labels below them when the label nearest its own line goes lowest.
    rightward = sorted((w for w in wanted if w.left == w.at), reverse=True)
    leftward = sorted(w for w in wanted if w.left != w.at)
    placed: list[Label] = []
    for label in rightward + leftward:
        rows = range(len(wanted) + 1)
        # Two labels may each lie in the way of the other's leader; then one leader passes behind.
        clear = [row for row in rows if _free(label, row, placed)] or [
            row for row in rows if not _overlaps(label, row, placed)
        ]
        placed.append(label._replace(row=clear[0]))
    return placed


def _overlaps(label: Label, row: int, placed: list[Label]) -> bool:
    return any(
        other.row == row and label.left < other.right and other.left < label.right
        for other in placed
    )


def _free(label: Label, row: int, placed: list[Label]) -> bool:
    if _overlaps(label, row, placed):
        return False
    for other in placed:
        if other.row < row and other.left < label.at < other.right:
            return False
        if other.row > row and label.left < other.at < label.right:
            return False
    return True


def _write(ax: Axes, label: Label) -> None:
    color = LINES.get(label.kind, LINES["summit"])[0]
    height = style.points(5 + ROW_POINTS * label.row)
    rightward = label.left == label.at
    ax.annotate(
        label.text,
        xy=(label.day, 1),
        xycoords=("data", "axes fraction"),
        xytext=(style.points(3 if rightward else -3), height),
        textcoords="offset points",
        ha="left" if rightward else "right",
        va="baseline",
        fontsize=style.points(LABEL_POINTS),
        color=style.INK,
        bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.5},
        zorder=4,
        annotation_clip=False,
    )
    ax.annotate(
        "",
        xy=(label.day, 1),
        xycoords=("data", "axes fraction"),
        xytext=(0, height + style.points(7)),
        textcoords="offset points",
        arrowprops={
            "arrowstyle": "-",
            "color": color,
            "linewidth": style.lines(0.9),
            "shrinkA": 0,
            "shrinkB": 0,
        },
        annotation_clip=False,
    )
