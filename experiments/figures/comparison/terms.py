"""What agreements say in each world: every issue's levels, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.analysis.change_words import unit_of_level
from experiments.analysis.wording import amount
from experiments.figures.comparison.material import Sides
from experiments.figures.comparison.ridges import Panel, figure, panel, panels, told
from experiments.speech import say


def prepare(material: Sides) -> tuple[Panel, ...] | None:
    """A panel for each issue that was compared; None without agreements."""
    return panels(
        [
            panel(
                issue.label,
                unit_of_level(issue.unit),
                compared.values,
                material,
                levels=issue.levels,
                labels=[amount(level, issue.unit) for level in issue.levels],
            )
            for compared in material.comparison.outcomes
            if (issue := compared.measure.issue) is not None
        ]
    )


def heading(panels: Sequence[Panel]) -> str:
    """What is shown."""
    return say("What agreements say, world by world")


def reading(panels: Sequence[Panel]) -> str:
    """How to read the columns."""
    return say(
        "Columns show in how many of a world’s own agreements each level of an issue is "
        "written down; within a panel they share one scale. The line below them spans nine "
        "agreements in ten, the mark is the median. Further right the giver gives more. These "
        "are all agreements of each world, not only pairs that agree in both: who agrees may "
        "differ."
    )


def alt(panels: Sequence[Panel]) -> str:
    """Every median."""
    return say("Distributions of what is agreed, by issue. Medians: {told}.", told=told(panels))


FIGURE = figure("terms", 70, 3, prepare, heading, reading, alt)
