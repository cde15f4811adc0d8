"""Claims in one unit, each with its effect and interval, and whether it holds."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from experiments.figures import style
from experiments.figures.lettering import wrapped
from experiments.figures.spec import Figure, Width
from experiments.speech import clauses, say

HOLDS, FAILS = style.BLUE, style.VERMILLION
LINE_INCHES, FRAME_INCHES = 0.165, 0.75
FURTHER = 0.7
"""How much of a row each line of a name takes after the first."""

NAME_EMS, AXIS_EMS = 17.5, 11.0
"""Room in a column, as a multiple of the size of type; on a page words take what they need."""


class Claim(NamedTuple):
    """One row: the claim, its effect with both ends, and whether it holds."""

    pattern: int
    name: str
    effect: float
    low: float
    high: float
    holds: bool


class Panel(NamedTuple):
    """Claims in the same unit, in the order in which they are listed from the top."""

    heading: str
    axis: str
    claims: tuple[Claim, ...]


def prepare(panels: Sequence[Panel]) -> Sequence[Panel] | None:
    """The panels that hold a claim; None if none does."""
    filled = [panel for panel in panels if panel.claims]
    return filled or None


def draw(panel: Panel, ax: Axes) -> None:
    """Draw a line for each claim: a filled dot where it holds, a hollow square where it fails."""
    narrow = style.narrow(ax)
    names = _names(panel, narrow)
    borders = _borders(names)
    places = [(above + below - 1) / 2 for above, below in itertools.pairwise(borders)]
    for number, (claim, place) in enumerate(zip(panel.claims, places, strict=True)):
        colour = HOLDS if claim.holds else FAILS
        ax.plot([claim.low, claim.high], [place, place], color=colour, linewidth=style.lines(1.4))
        ax.plot(
            claim.effect,
            place,
            marker="o" if claim.holds else "s",
            markersize=style.lines(4.2),
            color=colour,
            markerfacecolor=colour if claim.holds else style.PAPER,
        )
        if number and claim.pattern != panel.claims[number - 1].pattern:
            ax.axhline(borders[number] - 0.5, color=style.RULE, linewidth=style.lines(0.5))
    ax.axvline(0.0, color=style.QUIET, linewidth=style.lines(0.7), zorder=0)
    ax.set_yticks(places, names, fontsize=style.points(6.8))
    ax.set_ylim(borders[-1] - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x")
    ax.spines["left"].set_visible(False)
    ax.set_title(say(panel.heading))
    ax.set_xlabel(wrapped(say(panel.axis), AXIS_EMS) if narrow else say(panel.axis))
    marks = [_mark(True, say("holds")), _mark(False, say("does not hold"))]
    figure = ax.get_figure(root=True)
    assert figure is not None
    if not narrow:
        ax.legend(
            handles=marks,
            loc="lower right",
            fontsize=style.points(7),
            frameon=True,
            edgecolor=style.RULE,
        )
    elif style.last(ax):
        figure.legend(handles=marks, loc="outside lower left", ncols=2)


def _names(panel: Panel, narrow: bool) -> list[str]:
    """Each claim with the number of its pattern, in as many lines as it takes."""
    return [
        f"{wrapped(say(claim.name), NAME_EMS) if narrow else say(claim.name)}  {claim.pattern}"
        for claim in panel.claims
    ]


def _borders(names: Sequence[str]) -> list[float]:
    """Where rows begin, and where the last one ends; a row of one line is 1 high."""
    rows = (1 + FURTHER * name.count("\n") for name in names)
    return list(itertools.accumulate(rows, initial=0.0))


def _mark(holds: bool, label: str) -> Line2D:
    colour = HOLDS if holds else FAILS
    return Line2D(
        [],
        [],
        color=colour,
        marker="o" if holds else "s",
        markersize=style.lines(4.2),
        markerfacecolor=colour if holds else style.PAPER,
        label=label,
    )


def heading(panels: Sequence[Panel]) -> str:
    """How many of the claims hold."""
    claims = [claim for panel in panels for claim in panel.claims]
    holding = sum(claim.holds for claim in claims)
    return say("{holding} of the {claims} claims drawn hold", holding=holding, claims=len(claims))


def caption(panels: Sequence[Panel]) -> str:
    """How to read it."""
    return say(
        "Each line is a claim, with the number of its pattern: its effect, the mean difference of "
        "two worlds over the same tapes, and the 95% interval over runs. A filled dot: the claim "
        "holds. A hollow square: it does not."
    )


def alt(panels: Sequence[Panel]) -> str:
    """What fails, in words; the numbers stand in the tables."""
    failing = [say(c.name) for panel in panels for c in panel.claims if not c.holds]
    return say(
        "Effects of the patterns with their intervals. {counted}. Not holding: {failing}.",
        counted=heading(panels),
        failing=clauses(failing) or say("none"),
    )


def height(panel: Panel, width: Width) -> float:
    """A row a claim, and the frame."""
    return FRAME_INCHES + LINE_INCHES * axes_height(panel, width)


def axes_height(panel: Panel, width: Width) -> float:
    """Panels share the height by the rows of their claims."""
    return _borders(_names(panel, width == "column"))[-1]


FIGURE = Figure(
    name="patterns",
    place=0,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
    axes_height=axes_height,
)
