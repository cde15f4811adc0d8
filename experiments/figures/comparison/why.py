"""Why it changes: how histories end, what stood in the way, and what happened on the way."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.figures.comparison.forest import (
    Panel,
    axes_height,
    draw,
    height,
    panel,
    panels,
    told,
)
from experiments.figures.comparison.material import Sides
from experiments.figures.spec import Figure
from experiments.speech import joined, say


def prepare(material: Sides) -> tuple[Panel, ...] | None:
    """Shares of endings, reasons and mechanisms; None where they weren't compared."""
    found = material.comparison
    unit = say("percentage points of all histories")
    parts = (
        (say("How histories end"), found.endings),
        (say("What stood in the way of an agreement"), found.reasons),
        (say("What happened on the way"), found.mechanisms),
    )
    return panels(
        [
            panel(title, unit, [(c.measure.label, c, 100.0) for c in compared], material)
            for title, compared in parts
        ]
    )


def heading(panels: Sequence[Panel]) -> str:
    """The finding: the largest change in what stood in the way."""
    way = say("What stood in the way of an agreement")
    reasons = next((one for one in panels if one.title == way), None)
    if reasons is None or len(reasons.series) > 1:
        return say("Why it changes")
    row = max(reasons.rows, key=lambda row: abs(row.changes[0].value))
    if not row.clear:
        return say("What stands in the way hardly changes")
    if row.changes[0].value < 0:
        return say("What changes most: “{reason}” stands in the way less often", reason=row.label)
    return say("What changes most: “{reason}” stands in the way more often", reason=row.label)


def caption(panels: Sequence[Panel]) -> str:
    """How to read the marks."""
    return joined(
        say(
            "Changes from {first} in the share of all histories, with 95% intervals; a hollow mark "
            "can’t be told from no change. A history has one ending and, without an agreement, one "
            "reason. What happens on the way can happen until the history ends, so earlier "
            "agreements leave less time for all of it.",
            first=panels[0].first,
        ),
        panels[0].unseen,
    )


def alt(panels: Sequence[Panel]) -> str:
    """Every change."""
    return say(
        "Changes from {first}, with 95% intervals. {told}.",
        first=panels[0].first,
        told=told(panels),
    )


FIGURE = Figure(
    name="why",
    place=50,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
    axes_height=axes_height,
)
