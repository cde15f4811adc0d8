"""How far each world's histories have ended by each day, stacked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from experiments.analysis.endings import ENDINGS, label
from experiments.analysis.wording import percent
from experiments.figures import style
from experiments.figures.calendar import Calendar, calendar, date_axis
from experiments.figures.comparison.material import MOST_ARMS, Sides
from experiments.figures.landmarks import mark_days
from experiments.figures.lettering import by_phrases
from experiments.figures.spec import Figure, Width
from experiments.speech import joined, listing, say

LEAST_NAMED = 0.035
"""A smaller share at the end has no number beside it: it would run into its neighbours'."""


MARGINS = 0.6
"""What stands left of a panel's axes, inches in a report."""

BOLD = 1.15
"""How much wider bold letters are than others."""


@dataclass(frozen=True)
class Data:
    """One arm: for each ending its name and the share that has ended so, shape (days,)."""

    title: str
    shares: tuple[tuple[str, NDArray[np.float64]], ...]
    days: Calendar
    unseen: str


def prepare(material: Sides) -> tuple[Data, ...] | None:
    """A panel for each arm; None where nothing was dated, or nothing ends."""
    timing = material.timing
    if timing is None or not timing.endings:
        return None
    days = calendar(timing.scenario)
    return tuple(
        Data(
            title=title,
            shares=tuple((name, curves[name].value) for name in timing.endings),
            days=days,
            unseen=material.unseen,
        )
        for title, curves in zip(material.labels, timing.curves[:MOST_ARMS], strict=True)
    )


def draw(data: Data, ax: Axes) -> None:
    """Areas one on the other, agreements at the bottom; what is left is still open."""
    below = np.zeros(len(data.shares[0][1]))
    for name, shares in data.shares:
        color, hatch = style.ENDINGS[name]
        above = below + shares
        ax.fill_between(
            np.arange(len(shares)),
            below,
            above,
            step="post",
            facecolor=color,
            hatch=hatch,
            edgecolor=style.PAPER,
            linewidth=0,
            label=label(ENDINGS, name),
        )
        if shares[-1] >= LEAST_NAMED:
            ax.annotate(
                percent(float(shares[-1])),
                xy=(1, float(below[-1] + above[-1]) / 2),
                xycoords=("axes fraction", "data"),
                xytext=(style.points(4), 0),
                textcoords="offset points",
                va="center",
                fontsize=style.points(7.5),
                annotation_clip=False,
            )
        below = above
    style.percent_axis(ax, "y", 1.0)
    date_axis(ax, data.days)
    mark_days(ax, data.days, labels=False)
    ax.set_title(by_phrases(data.title, _room(ax)))
    ax.set_ylabel(say("of all histories"))
    if style.last(ax):
        style.legend_below(ax, 2 if style.narrow(ax) else 4)


def heading(panels: Sequence[Data]) -> str:
    """The finding: the share of agreements in each."""
    reached = [
        (float(shares[-1]), one.title)
        for one in panels
        for name, shares in one.shares
        if name == "agreement"
    ]
    if not reached:
        return say("How histories have ended by each day")
    if len(reached) > 2:
        low, high = min(reached)[0], max(reached)[0]
        return say("Agreements: from {low} to {high}", low=percent(low), high=percent(high))
    told = [say("{share} in {arm}", share=percent(share), arm=arm) for share, arm in reached]
    return say("Agreements: {told}", told=listing(told))


def caption(panels: Sequence[Data]) -> str:
    """How to read the areas."""
    return joined(
        say(
            "Each panel is a world. The height of an area is the share of its histories that have "
            "ended in that way by each day; what is left white above is still open. Numbers at the "
            "right are the shares on the last day."
        ),
        say("Vertical lines mark the calendar: deadlines solid, votes dashed, other dates dotted."),
        panels[0].unseen,
    )


def alt(panels: Sequence[Data]) -> str:
    """Every area's share on the last day."""
    told = [say("{arm}: {shares}", arm=one.title, shares=_at_the_end(one)) for one in panels]
    return say(
        "Stacked areas of how histories have ended, by date. On the last day: {told}.",
        told="; ".join(told),
    )


def _room(ax: Axes) -> float:
    """Width of a title over its panel, as a multiple of the size of its type."""
    figure, place = ax.get_figure(root=True), ax.get_subplotspec()
    if figure is None or place is None:
        return math.inf
    inches = figure.get_figwidth() / place.get_gridspec().ncols - MARGINS * style.look().type
    return 72 * inches / (BOLD * style.points(9.5))


def _at_the_end(data: Data) -> str:
    """The shares on the last day."""
    return listing(
        [
            say("{ending} {share}", ending=label(ENDINGS, name), share=percent(float(shares[-1])))
            for name, shares in data.shares
        ]
    )


def height(data: Data, width: Width) -> float:
    """Alike for all."""
    return 2.5


FIGURE = Figure(
    name="ways",
    place=20,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
    beside=True,
    in_a_row=2,
)
