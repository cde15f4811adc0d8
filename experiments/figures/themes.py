"""The looks that figures come in: for a report on a page, a paper, a slide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from experiments.errors import ResultError
from sim.config.errors import nearest

Kind = Literal["png", "svg", "pdf"]

DPI = 200
"""Dots per inch of the report's PNG files."""


@dataclass(frozen=True)
class Theme:
    """One look.

    Attributes:
        name: what it is called.
        page: width of a figure over the whole page, inches.
        column: width of a figure in one column, inches; None where there are no columns.
        height: height of every figure, inches; None where a figure is as high as it needs.
        holds: how high panels may be on one sheet, in the report's inches.
        type: size of type, as a multiple of the report's.
        line: width of lines and size of markers, as a multiple of the report's.
        sparse: whether ticks and labels must be few on a page too.
        headed: whether the finding stands above the figure.
        lettered: whether panels are lettered a, b, c.
        kinds: the files that a figure is saved as.
        settings: what matplotlib is told beyond the sizes.
    """

    name: str
    page: float
    column: float | None
    height: float | None
    holds: float
    type: float
    line: float
    sparse: bool
    headed: bool
    lettered: bool
    kinds: tuple[Kind, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)


REPORT = Theme(
    name="report",
    page=7.0,
    column=3.4,
    height=None,
    holds=float("inf"),
    type=1.0,
    line=1.0,
    sparse=False,
    headed=False,
    lettered=False,
    kinds=("svg", "png"),
    settings={"savefig.dpi": DPI},
)
"""For pages on a screen, and on a phone."""

PAPER = Theme(
    name="paper",
    page=7.0,
    column=3.4,
    height=None,
    holds=float("inf"),
    type=0.85,
    line=0.8,
    sparse=False,
    headed=False,
    lettered=True,
    kinds=("svg", "png", "pdf"),
    settings={
        "savefig.dpi": 600,
        "axes.linewidth": 0.5,
        "hatch.linewidth": 0.45,
        "xtick.direction": "in",
        "ytick.direction": "in",
        # Type as type, with the letters that are used: printers can't work with outlines.
        "pdf.fonttype": 42,
    },
)
"""For journals with two columns, where a caption stands below and says what is found."""

SLIDES = Theme(
    name="slides",
    page=40 / 3,
    column=None,
    height=7.5,
    holds=4.4,
    type=2.2,
    line=2.0,
    sparse=True,
    headed=True,
    lettered=False,
    kinds=("svg", "png"),
    settings={"savefig.dpi": 144, "axes.linewidth": 1.4, "hatch.linewidth": 1.2},
)
"""For a wall, 16 to 9: the finding on top, and type that the last row can read."""

THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (REPORT, PAPER, SLIDES)}


def theme(name: str) -> Theme:
    """Return a theme by its name.

    Raises:
        ResultError: there is no such theme.
    """
    if name not in THEMES:
        hint = nearest(name, tuple(THEMES))
        raise ResultError(f"no theme '{name}'; there are {', '.join(THEMES)}{hint and f'; {hint}'}")
    return THEMES[name]
