"""Axes: a frame, round numbers or dates beside it, and what the calendar holds."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from classroom.charts.lettering import letters
from classroom.charts.scale import Scale, date_ticks
from classroom.charts.svg import line, path, text

LETTER = 7.0
"""Width of a Latin letter of a label, about, in a drawing's units."""


class Box(NamedTuple):
    """The place of a panel on its drawing."""

    left: float
    top: float
    right: float
    bottom: float


class Mark(NamedTuple):
    """A day on the calendar that a chart points out."""

    day: int
    kind: str
    label: str


def frame(box: Box) -> Markup:
    """Return the two lines that a panel stands on."""
    return path(
        [(box.left, box.top), (box.left, box.bottom), (box.right, box.bottom)], "chart-frame"
    )


def rows(box: Box, scale: Scale, most: int = 6) -> list[Markup]:
    """Return grid lines with numbers at the left, bottom to top."""
    found = []
    for value in scale.ticks(most):
        y = scale.at(value)
        found.append(line((box.left, y), (box.right, y), "chart-grid"))
        found.append(text((box.left - 6, y + 4), f"{value:g}", "chart-tick", "end"))
    return found


def columns(box: Box, scale: Scale, most: int = 6) -> list[Markup]:
    """Return grid lines with numbers below, left to right."""
    found = []
    for value in scale.ticks(most):
        x = scale.at(value)
        found.append(line((x, box.top), (x, box.bottom), "chart-grid"))
        found.append(text((x, box.bottom + 16), f"{value:g}", "chart-tick", "middle"))
    return found


def dates(
    box: Box,
    scale: Scale,
    start: datetime.date,
    name: Callable[[datetime.date], str],
) -> list[Markup]:
    """Return dates below a panel whose scale counts days."""
    room = int((box.right - box.left) // 78)
    found, edge = [], 0.0
    for day in date_ticks(start, int(scale.high), max(2, room)):
        x, words = scale.at(day), name(start + datetime.timedelta(days=day))
        half = LETTER * letters(words) / 2
        anchor, begin, end = "middle", x - half, x + half
        if end > box.right + 10:
            anchor, begin, end = "end", x - 2 * half, x
        found.append(line((x, box.bottom), (x, box.bottom + 4), "chart-frame"))
        if begin > edge:
            found.append(text((x, box.bottom + 17), words, "chart-tick", anchor))
            edge = end + 4
    return found


def lanes(marks: Iterable[Mark], scale: Scale, box: Box) -> list[tuple[Mark, int, bool]]:
    """Return marks with the lane above the panel that each label fits in, and its side.

    A label stands to the right of its day, or to the left where the drawing would end.
    """
    ends: list[float] = []
    found = []
    for mark in sorted(marks):
        x, width = scale.at(mark.day), LETTER * letters(mark.label) + 10
        leftwards = x + width > box.right + 6
        begin, end = (x - width, x) if leftwards else (x, x + width)
        lane = next((n for n, last in enumerate(ends) if begin >= last), len(ends))
        if lane == len(ends):
            ends.append(end)
        else:
            ends[lane] = end
        found.append((mark, lane, leftwards))
    return found


def calendar(
    placed: Sequence[tuple[Mark, int, bool]], scale: Scale, box: Box, labels: bool
) -> list[Markup]:
    """Return the calendar's days as lines through a panel, with labels above if wanted."""
    lines, words = [], []
    for mark, lane, leftwards in placed:
        x = scale.at(mark.day)
        top = box.top - 6 - 16 * lane if labels else box.top
        lines.append(line((x, top), (x, box.bottom), f"chart-day chart-day-{mark.kind}"))
        if labels:
            anchor, shift = ("end", -4) if leftwards else ("start", 4)
            words.append(text((x + shift, top + 3), mark.label, "chart-note", anchor))
    return lines + words  # words last, so that no line crosses them out
