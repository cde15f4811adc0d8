"""How far histories lie apart in each world: worth, dates and dollars, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.analysis.change_words import unit_of_level
from experiments.figures.calendar import calendar
from experiments.figures.comparison.material import MOST_ARMS, Sides
from experiments.figures.comparison.ridges import Panel, draw, height, ridges, told
from experiments.figures.spec import Figure
from experiments.speech import joined, say

LEFT_OUT = ("share",)
"""Units of measures that are 0 or 1 a history: a mean tells all of them."""


def prepare(material: Sides) -> tuple[Panel, ...] | None:
    """A panel for each outcome that is a number, issues apart; None where there is none."""
    days = calendar(material.comparison.arms[0].scenario())
    panels = []
    for compared in material.comparison.outcomes:
        measure = compared.measure
        if measure.issue is not None or measure.unit in LEFT_OUT:
            continue
        found = ridges(compared.values[:MOST_ARMS])
        if found is None:
            continue
        panels.append(
            Panel(
                title=measure.label,
                unit="" if measure.unit == "day" else unit_of_level(measure.unit),
                series=material.labels,
                ridges=found[0],
                edges=found[1],
                levels=(),
                days=days if measure.unit == "day" else None,
                unseen=material.unseen,
            )
        )
    return tuple(panels) or None


def heading(panels: Sequence[Panel]) -> str:
    """What is shown."""
    return say("How far histories lie apart, world by world")


def caption(panels: Sequence[Panel]) -> str:
    """How to read the outlines."""
    return joined(
        say(
            "Each outline shows how a world’s histories spread over the values (of agreements, "
            "where only these have one); within a panel all share one scale. The line below spans "
            "nine histories in ten, the mark is the median. Where the outlines overlap widely, "
            "luck and what nobody knows move a single history more than the change does."
        ),
        panels[0].unseen,
    )


def alt(panels: Sequence[Panel]) -> str:
    """Every median."""
    return say("Distributions of outcomes, by measure. Medians: {told}.", told=told(panels))


FIGURE = Figure(
    name="spreads",
    place=80,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
    beside=True,
    in_a_row=2,
)
