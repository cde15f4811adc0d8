"""The one visual language of all figures: sizes, fonts, colours, and how files are written.

Colours are from Okabe and Ito (2008), *Color Universal Design*. Nothing is told by colour alone:
what differs in colour differs in line style, marker, hatch or place too, so a figure survives a
grey printer. The same data give the same bytes.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import matplotlib
from matplotlib.axes import Axes

PAGE_INCHES = 7.0
COLUMN_INCHES = 3.4
DPI = 200

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

_SETTINGS: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 8,
    "axes.labelsize": 8.5,
    "axes.labelcolor": INK,
    "axes.edgecolor": QUIET,
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": False,
    "grid.color": RULE,
    "grid.linewidth": 0.5,
    "text.color": INK,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "legend.fontsize": 8,
    "legend.frameon": False,
    "lines.linewidth": 1.6,
    "hatch.linewidth": 0.6,
    "hatch.color": PAPER,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "savefig.dpi": DPI,
    # Letters as outlines look the same everywhere; the text itself stands beside the figure.
    "svg.fonttype": "path",
    "svg.hashsalt": "tariff-talks",
    "axes.unicode_minus": True,
    "text.parse_math": False,  # labels hold dollar signs that mean dollars
    "figure.constrained_layout.h_pad": 0.06,
    "figure.constrained_layout.w_pad": 0.06,
}


@contextlib.contextmanager
def applied() -> Iterator[None]:
    """Draw in this language inside the block, from matplotlib's own defaults, not the user's."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield


def narrow(ax: Axes) -> bool:
    """Whether the axes' figure is of column width, so that labels must be short."""
    figure = ax.get_figure(root=True)
    return figure is not None and bool(figure.get_figwidth() < 0.75 * PAGE_INCHES)


def legend_below(ax: Axes, columns: int, title: str | None = None) -> None:
    """Explain the axes' series beneath the whole figure, where no label can collide with it."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.legend(
        *ax.get_legend_handles_labels(),
        loc="outside lower left",
        ncols=columns,
        title=title,
        alignment="left",
        handlelength=1.6,
    )


def percent_axis(ax: Axes, which: str, top: float) -> None:
    """Label an axis that runs from 0 to `top`, a share, in per cent."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis = ax.yaxis if which == "y" else ax.xaxis
    (ax.set_ylim if which == "y" else ax.set_xlim)(0, top)
    axis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10], min_n_ticks=3))
    axis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:g}%"))


def headroom(share: float) -> float:
    """A round end for an axis of shares that leaves air above the greatest of them."""
    for top in (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8):
        if share <= 0.92 * top:
            return top
    return 1.0
