"""The one visual language of all figures: sizes, fonts, colours, and how files are written.

Figures come in themes (`themes.py`) and in languages. Whoever makes them says once which:
`with themed("slides"), speaking("ja"):`. A size of type is written as `points(7.5)`, the width of
a line as `lines(1.2)`: numbers of the report, which a theme makes larger or smaller.

Colours are from Okabe and Ito (2008), *Color Universal Design*. Nothing is told by colour alone:
what differs in colour differs in line style, marker, hatch or place too, so a figure survives a
grey printer. The same data give the same bytes.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import replace
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.figures.lettering import (
    ROUNDED,
    WITH_BOLD,
    by_phrases,
    ems,
    families,
    letters,
    wrapped,
)
from experiments.figures.themes import DPI as DPI
from experiments.figures.themes import REPORT, Theme, theme
from experiments.speech import spoken

PAGE_INCHES = 7.0
COLUMN_INCHES = 3.4

INK = "#1a1a1a"
QUIET = "#5f6368"
RULE = "#c9ccd1"
PAPER = "#ffffff"

BLUE = "#0072b2"
VERMILLION = "#d55e00"
GREEN = "#009e73"
SKY = "#56b4e9"
ORANGE = "#e69f00"
PURPLE = "#cc79a7"
GREY = "#8a8d91"

SIDES = (BLUE, VERMILLION)
SIDE_LINES = ("solid", (0, (5, 1.5)))
SIDE_MARKERS = ("o", "s")

ENDINGS = {
    "agreement": (GREEN, ""),
    "interim": (SKY, "\\\\\\\\"),
    "talking": ("#c5c8cc", ""),
    "snap_back": (ORANGE, "////"),
    "broken_off": (GREY, "xxx"),
}
"""Fill and hatch of each ending."""

SERIES = (
    (BLUE, "solid", "o"),
    (VERMILLION, (0, (5, 1.5)), "s"),
    (GREEN, (0, (1, 1.2)), "^"),
    (PURPLE, (0, (5, 1.2, 1, 1.2)), "D"),
    (ORANGE, (0, (3, 1, 1, 1, 1, 1)), "v"),
    (INK, (0, (8, 2)), "P"),
)
"""Colour, line style and marker of the first, second, ... series of a figure."""

LETTER_INCHES = 0.064 / 7.5
"""Width of an average letter in one point of type."""

SHORTEST = 4
"""Width of a line in a key that is never cut further, as a multiple of the size of its type."""

KEY_EMS = 3.6
"""The same of what stands in a column of a key beside its words."""

_look: ContextVar[Theme] = ContextVar("look", default=REPORT)


def look() -> Theme:
    """The theme of the moment; the report's unless somebody has said otherwise."""
    return _look.get()


@contextlib.contextmanager
def themed(name: str) -> Iterator[Theme]:
    """Draw in this theme inside the block.

    Raises:
        ResultError: there is no such theme.
    """
    token = _look.set(theme(name))
    try:
        yield look()
    finally:
        _look.reset(token)


@contextlib.contextmanager
def fitted(inches: float) -> Iterator[None]:
    """Inside the block, type and lines are small enough for panels of so many inches in a report.

    This changes nothing where figures are as high as they need.
    """
    whole = look()
    share = 1.0 if whole.height is None else min(1.0, whole.holds / inches)
    token = _look.set(replace(whole, type=share * whole.type, line=share * whole.line))
    try:
        yield
    finally:
        _look.reset(token)


def points(size: float) -> float:
    """A size of type in the theme of the moment, from the report's, in points."""
    return size * look().type


def lines(width: float) -> float:
    """The width of a line or the size of a marker in the theme of the moment, in points."""
    return width * look().line


def bold() -> str:
    """The weight of what stands out; that of all the rest where a language's font has no bold."""
    return "bold" if families(spoken().code)[0] in WITH_BOLD else "normal"


def width_of(text: str, size: float) -> float:
    """About how wide a text is, in inches, at a size of type in points."""
    return LETTER_INCHES * size * letters(text)


def _settings() -> Any:
    """What matplotlib is told, for the theme and the language of the moment."""
    fonts = families(spoken().code)
    # A figure is laid out at one resolution and saved at another: letters must be alike in both.
    hints = {"text.hinting": "no_hinting"} if fonts[0] in ROUNDED else {}
    return {
        **hints,
        "font.family": list(fonts),
        "font.size": points(8.5),
        "axes.titlesize": points(9.5),
        "axes.titleweight": bold(),
        "axes.titlelocation": "left",
        "axes.titlepad": points(8),
        "axes.labelsize": points(8.5),
        "axes.labelpad": points(4),
        "axes.labelcolor": INK,
        "axes.edgecolor": QUIET,
        "axes.linewidth": 0.7,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.grid": False,
        "grid.color": RULE,
        "grid.linewidth": lines(0.5),
        "text.color": INK,
        "xtick.color": QUIET,
        "ytick.color": QUIET,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "xtick.labelsize": points(8),
        "ytick.labelsize": points(8),
        "xtick.major.pad": points(3.5),
        "ytick.major.pad": points(3.5),
        "xtick.major.size": lines(3.5),
        "ytick.major.size": lines(3.5),
        "xtick.major.width": lines(0.8),
        "ytick.major.width": lines(0.8),
        "legend.fontsize": points(8),
        "legend.frameon": False,
        "lines.linewidth": lines(1.6),
        "hatch.linewidth": 0.6,
        "hatch.color": PAPER,
        "figure.facecolor": PAPER,
        "savefig.facecolor": PAPER,
        # Letters as outlines look the same everywhere; the text itself stands beside the figure.
        "svg.fonttype": "path",
        "svg.hashsalt": "tariff-talks",
        "axes.unicode_minus": True,
        "text.parse_math": False,  # labels hold dollar signs that mean dollars
        "figure.constrained_layout.h_pad": 0.06 * look().type,
        "figure.constrained_layout.w_pad": 0.06 * look().type,
        **look().settings,
    }


@contextlib.contextmanager
def applied() -> Iterator[None]:
    """Draw in this language inside the block, from matplotlib's own defaults, not the user's.

    Raises:
        ResultError: a font of the language isn't installed.
    """
    settings = _settings()
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(settings)
        yield


def narrow(ax: Axes) -> bool:
    """Whether the axes' figure is of column width, so that labels must be short."""
    figure = ax.get_figure(root=True)
    return figure is not None and bool(figure.get_figwidth() < 0.75 * PAGE_INCHES)


def first(ax: Axes) -> bool:
    """Whether the axes are the first of their sheet, which carry what is written once on top."""
    figure = ax.get_figure(root=True)
    return figure is not None and ax is figure.axes[0]


def last(ax: Axes) -> bool:
    """Whether the axes are the last of their sheet, which carry the key of all."""
    figure = ax.get_figure(root=True)
    return figure is not None and ax is figure.axes[-1]


def sparse(ax: Axes) -> bool:
    """Whether ticks and labels must be few: at column width, and in some themes everywhere."""
    return look().sparse or narrow(ax)


def legend_below(ax: Axes, columns: int, title: str | None = None) -> None:
    """Explain the axes' series beneath the whole figure, where no label can collide with it.

    Words that are too long for their column of the key take two lines.
    """
    figure = ax.get_figure(root=True)
    assert figure is not None
    handles, labels = ax.get_legend_handles_labels()
    room = 72 * figure.get_figwidth() / points(8) - KEY_EMS * columns
    figure.legend(
        handles,
        _in_columns(labels, columns, room),
        loc="outside lower left",
        ncols=columns,
        title=title,
        alignment="left",
        handlelength=1.6,
    )


def _in_columns(labels: list[str], columns: int, room: float) -> list[str]:
    """The labels, cut into lines only as far as they must be for columns within `room` ems."""
    cut = labels
    for most in range(math.ceil(max(map(ems, labels), default=0)), SHORTEST, -1):
        cut = [by_phrases(label, most) for label in labels]
        parts = np.array_split([ems(label) for label in cut], columns)
        if sum(max(part, default=0) for part in parts) <= room:
            break
    return cut


def fitting(ax: Axes, text: str, size: float) -> str:
    """A text above or below the axes, in lines that fit between those of its neighbours.

    Only where figures are of one height, so that a panel can't be larger than its share.
    """
    figure, place = ax.get_figure(root=True), ax.get_subplotspec()
    if look().height is None or figure is None or place is None:
        return text
    room = figure.get_figwidth() / place.get_gridspec().ncols - 0.55 * look().type
    return wrapped(text, 72 * room / points(size))


def percent_axis(ax: Axes, which: str, top: float) -> None:
    """Label an axis that runs from 0 to `top`, a share, in per cent."""
    axis = ax.yaxis if which == "y" else ax.xaxis
    (ax.set_ylim if which == "y" else ax.set_xlim)(0, top)
    axis.set_major_locator(
        MaxNLocator(nbins=4 if look().sparse else 5, steps=[1, 2, 2.5, 5, 10], min_n_ticks=3)
    )
    axis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:g}%"))


def headroom(share: float) -> float:
    """A round end for an axis of shares that leaves air above the greatest of them."""
    for top in (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8):
        if share <= 0.92 * top:
            return top
    return 1.0
