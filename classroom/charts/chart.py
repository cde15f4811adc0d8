"""What a page needs of a chart: two drawings, what they show in words, a key, and the numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from classroom.charts.marks import SHAPES
from classroom.charts.svg import line, tag

NARROW = 360.0
"""Width of a drawing for a phone; its letters are then as large as those of the page."""

WIDE = 760.0
"""Width of a drawing for a laptop; on a projector it is shown larger."""

SQUARE = 560.0
"""The same for a square one, which a screen holds at less than its full width."""


class Key(NamedTuple):
    """One line of a key: a small picture, and what it stands for."""

    picture: Markup
    words: str


@dataclass(frozen=True)
class Chart:
    """A chart as a page shows it.

    ``head`` and ``rows`` are the table beside it; the first cell of a row names it.
    """

    name: str
    title: str
    words: str
    wide: Markup
    narrow: Markup
    key: tuple[Key, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def chart(
    name: str,
    title: str,
    words: str,
    draw: Callable[[float, str], Markup],
    key: Iterable[Key],
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    wide: float = WIDE,
) -> Chart:
    """Return a chart, drawn twice.

    Args:
        name: unique on its page.
        title: what it is.
        words: what it shows, for those who don't see it.
        draw: draws it at a width, under a name.
        key: what its marks stand for.
        head: heads of the table of its numbers.
        rows: rows of that table.
        wide: width of the drawing for a wide screen.
    """
    return Chart(
        name,
        title,
        words,
        draw(wide, f"{name}-wide"),
        draw(NARROW, f"{name}-narrow"),
        tuple(key),
        tuple(head),
        tuple(tuple(row) for row in rows),
    )


def marked(shape: str, class_: str, words: str) -> Key:
    """Return the key of a mark."""
    return Key(_small(SHAPES[shape]((12.0, 8.0), 5.0, class_)), words)


def lined(class_: str, words: str, shape: str = "", mark: str = "") -> Key:
    """Return the key of a line, with the mark that stands on it, if one does."""
    drawn = line((1.0, 8.0), (23.0, 8.0), class_)
    return Key(_small(drawn + (SHAPES[shape]((12.0, 8.0), 4.0, mark) if shape else "")), words)


def filled(class_: str, words: str) -> Key:
    """Return the key of an area."""
    return Key(_small(tag("rect", x=2, y=2, width=20, height=12, class_=class_)), words)


def _small(inside: Markup) -> Markup:
    return tag(
        "svg",
        inside,
        viewBox="0 0 24 16",
        width=24,
        height=16,
        aria_hidden="true",
        class_="chart-key",
    )
