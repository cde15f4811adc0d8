"""What agreements say in each world: every issue's levels, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.analysis.change_words import unit_of_level
from experiments.analysis.wording import number
from experiments.figures.comparison.material import MOST_ARMS, Sides
from experiments.figures.comparison.ridges import Panel, draw, height, ridges, told
from experiments.figures.spec import Figure
from experiments.speech import joined, say


def prepare(material: Sides) -> tuple[Panel, ...] | None:
    """A panel for each issue that was compared; None without agreements."""
    panels = []
    for compared in material.comparison.outcomes:
        issue = compared.measure.issue
        found = issue and ridges(compared.values[:MOST_ARMS], issue.levels)
        if issue is None or found is None:
            continue
        panels.append(
            Panel(
                title=issue.label,
                unit=unit_of_level(issue.unit),
                series=material.labels,
                ridges=found[0],
                edges=found[1],
                levels=tuple(number(level) for level in issue.levels),
                days=None,
                unseen=material.unseen,
            )
        )
    return tuple(panels) or None


def heading(panels: Sequence[Panel]) -> str:
    """What is shown."""
    return say("What agreements say, world by world")


def caption(panels: Sequence[Panel]) -> str:
    """How to read the columns."""
    return joined(
        say(
            "Columns show in how many of a world’s own agreements each level of an issue is "
            "written down; within a panel they share one scale. The line below them spans nine "
            "agreements in ten, the mark is the median. Further right the giver gives more. These "
            "are all agreements of each world, not only pairs that agree in both: who agrees may "
            "differ."
        ),
        panels[0].unseen,
    )


def alt(panels: Sequence[Panel]) -> str:
    """Every median."""
    return say("Distributions of what is agreed, by issue. Medians: {told}.", told=told(panels))


FIGURE = Figure(
    name="terms",
    place=70,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
    beside=True,
    in_a_row=3,
)
