"""Claims in one unit, each with its effect and interval, and whether it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from experiments.figures import style
from experiments.figures.spec import Figure, Width

HOLDS, FAILS = style.BLUE, style.VERMILLION
LINE_INCHES, FRAME_INCHES = 0.165, 0.75


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
    for place, claim in enumerate(panel.claims):
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
        if place and claim.pattern != panel.claims[place - 1].pattern:
            ax.axhline(place - 0.5, color=style.RULE, linewidth=style.lines(0.5))
    ax.axvline(0.0, color=style.QUIET, linewidth=style.lines(0.7), zorder=0)
    ax.set_yticks(
        range(len(panel.claims)),
        [f"{claim.name}  {claim.pattern}" for claim in panel.claims],
        fontsize=style.points(6.8),
    )
    ax.set_ylim(len(panel.claims) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x")
    ax.spines["left"].set_visible(False)
    ax.set_title(panel.heading)
    ax.set_xlabel(panel.axis)
    ax.legend(
        handles=[_mark(True, "holds"), _mark(False, "does not hold")],
        loc="lower right",
        fontsize=style.points(7),
        frameon=True,
        edgecolor=style.RULE,
    )


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
    return f"{sum(claim.holds for claim in claims)} of the {len(claims)} claims drawn hold"


def caption(panels: Sequence[Panel]) -> str:
    """How to read it."""
    return (
        "Each line is a claim, with the number of its pattern: its effect, the mean difference of "
        "two worlds over the same tapes, and the 95% interval over runs. A filled dot: the claim "
        "holds. A hollow square: it does not."
    )


def alt(panels: Sequence[Panel]) -> str:
    """What fails, in words; the numbers stand in the tables."""
    failing = [c.name for panel in panels for c in panel.claims if not c.holds]
    told = "; ".join(failing) if failing else "none"
    return f"Effects of the patterns with their intervals. {heading(panels)}. Not holding: {told}."


def height(panel: Panel, width: Width) -> float:
    """A line a claim, and the frame."""
    return FRAME_INCHES + LINE_INCHES * len(panel.claims)


def axes_height(panel: Panel, width: Width) -> float:
    """Panels share the height by their claims."""
    return float(len(panel.claims))


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
