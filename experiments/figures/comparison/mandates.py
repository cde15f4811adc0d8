"""What moves the leaders: mandates, and their terms, on the eve of deadlines and votes."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.analysis.wording import opening, possessive
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
from experiments.replayed import SAMPLE
from experiments.speech import joined, say


def prepare(material: Sides) -> tuple[Panel, ...] | None:
    """A panel for each eve and side; None where mandates weren't looked at."""
    return panels(
        [
            panel(
                opening(
                    say(
                        "{whose} mandate on the eve of {date}",
                        whose=possessive(eve.side),
                        date=eve.when,
                    )
                ),
                say("points"),
                [(compared.measure.label, compared, 1.0) for compared in eve.terms],
                material,
            )
            for eve in material.eves
        ]
    )


def heading(panels: Sequence[Panel]) -> str:
    """The finding: the mandate that moves most."""
    if len(panels[0].series) > 1:
        return say("What each side would sign")
    first = max(panels, key=lambda one: abs(one.rows[0].changes[0].value))
    change = first.rows[0].changes[0]
    if not first.rows[0].clear:
        return say("What each side would sign hardly changes")
    size = f"{abs(change.value):.1f}"
    if change.value < 0:
        return say("{mandate}: {points} points lower", mandate=first.title, points=size)
    return say("{mandate}: {points} points higher", mandate=first.title, points=size)


def caption(panels: Sequence[Panel]) -> str:
    """How to read the marks."""
    return joined(
        say(
            "Changes from {first} in what a leader would just sign, and in what that is made of, "
            "in points (0 is the side’s worst package, 100 its best). Left of the line a side "
            "settles for less. The mandate is what the side could just live with, less the "
            "pressures, but never below what no deal is worth. The lowest runs ({most} at most) "
            "were played again for this; a history that had ended counts as on its last day.",
            first=panels[0].first,
            most=SAMPLE,
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
    name="mandates",
    place=60,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
    axes_height=axes_height,
)
