"""Where known truths rank among the values of their posteriors: even, if the method is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator
from numpy.typing import NDArray

from experiments.figures import style
from experiments.figures.inference.titles import entitle
from experiments.figures.spec import Figure, Width
from experiments.speech import clauses, listing, say


@dataclass(frozen=True)
class Panel:
    """One parameter: truths by rank, and the band in which even counts lie."""

    label: str
    counts: NDArray[np.int64]
    low: int
    high: int
    highest: int
    """The highest rank; the lowest is 0."""


def prepare(panels: Sequence[Panel]) -> Sequence[Panel]:
    """The panels as they are."""
    return panels


def draw(data: Panel, ax: Axes) -> None:
    """A column for each span of ranks, over the band."""
    bins = len(data.counts)
    width = (data.highest + 1) / bins
    starts = np.arange(bins) * width
    outside = (data.counts < data.low) | (data.counts > data.high)
    expected = say("expected, all columns at once: 95%")
    ax.axhspan(data.low, data.high, color="#e4e6ea", label=expected)
    ax.axhline(
        data.counts.sum() / bins,
        color=style.QUIET,
        linewidth=style.lines(0.8),
        linestyle=(0, (4, 2)),
    )
    for chosen, color, hatch, told in (
        (~outside, style.BLUE, "", say("known truths")),
        (outside, style.VERMILLION, "////", say("outside")),
    ):
        if chosen.any():
            ax.bar(
                starts[chosen],
                data.counts[chosen],
                width=0.86 * width,
                align="edge",
                color=color,
                hatch=hatch,
                linewidth=0,
                label=told,
            )
    ax.set_xlim(-0.02 * bins * width, bins * width)
    ax.set_ylim(0, 1.15 * max(int(data.counts.max()), data.high))
    ax.xaxis.set_major_locator(FixedLocator([0, (data.highest + 1) // 2, data.highest]))
    entitle(ax, data.label)
    if style.last(ax):
        ax.set_xlabel(
            say("Rank of the truth among {values} values of its posterior", values=data.highest)
        )
        style.legend_below(ax, 1 if style.narrow(ax) else 3)


def heading(panels: Sequence[Panel]) -> str:
    """The finding."""
    uneven = [panel for panel in panels if _outside(panel)]
    if not uneven:
        return say("Known truths are found as often as the posteriors claim")
    return say(
        "Known truths are not found as claimed: {parameters}",
        parameters=listing([one.label for one in uneven]),
    )


def caption(panels: Sequence[Panel]) -> str:
    """How to read it."""
    return say(
        "Each column counts known truths by their rank among values of their own posterior. All "
        "columns in the band: as it should be. A heap in the middle: posteriors too wide; at both "
        "ends: too narrow; a slope: they lie to one side."
    )


def alt(panels: Sequence[Panel]) -> str:
    """Every column in words."""
    told = [
        say(
            "{parameter}: {counts} (expected {low} to {high})",
            parameter=one.label,
            counts=listing([str(number) for number in one.counts]),
            low=one.low,
            high=one.high,
        )
        for one in panels
    ]
    return say("Known truths by rank. {parameters}.", parameters=clauses(told))


def _outside(panel: Panel) -> bool:
    return bool((panel.counts < panel.low).any() or (panel.counts > panel.high).any())


def height(data: Panel, width: Width) -> float:
    """Room for one parameter."""
    return 1.55


FIGURE = Figure(
    name="ranks",
    place=20,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
)
