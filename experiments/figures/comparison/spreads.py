"""How far histories lie apart in each world: worth, dates and dollars, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.analysis.change_words import unit_of_level
from experiments.analysis.wording import DOLLARS, counted
from experiments.figures.calendar import calendar
from experiments.figures.comparison.material import Sides
from experiments.figures.comparison.ridges import Panel, figure, panel, panels, told
from experiments.speech import say

LEFT_OUT = ("share",)
"""Units of measures that are 0 or 1 a history: a mean tells all of them."""


def prepare(material: Sides) -> tuple[Panel, ...] | None:
    """A panel for each outcome that is a number, issues apart; None where there is none."""
    days = calendar(material.comparison.arms[0].scenario())
    found = []
    for compared in material.comparison.outcomes:
        label, unit = compared.measure.label, compared.measure.unit
        if compared.measure.issue is not None or unit in LEFT_OUT:
            continue
        if unit == "day":
            found.append(panel(label, "", compared.values, material, days=days))
        else:
            factor = counted(1.0) if unit in DOLLARS else 1.0
            values = [factor * own for own in compared.values]
            found.append(panel(label, unit_of_level(unit), values, material))
    return panels(found)


def heading(panels: Sequence[Panel]) -> str:
    """What is shown."""
    return say("How far histories lie apart, world by world")


def reading(panels: Sequence[Panel]) -> str:
    """How to read the outlines."""
    return say(
        "Each outline shows how a world’s histories spread over the values (of agreements, "
        "where only these have one); within a panel all share one scale. The line below spans "
        "nine histories in ten, the mark is the median. Where the outlines overlap widely, "
        "luck and what nobody knows move a single history more than the change does."
    )


def alt(panels: Sequence[Panel]) -> str:
    """Every median."""
    return say("Distributions of outcomes, by measure. Medians: {told}.", told=told(panels))


FIGURE = figure("spreads", 80, 2, prepare, heading, reading, alt)
