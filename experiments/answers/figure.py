"""The figure of an answer: its changes from arm to arm, as PNG and SVG beside the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from experiments.addresses import ResultArm
from experiments.analysis.change_words import scale
from experiments.analysis.intervals import Interval
from experiments.analysis.wording import inside
from experiments.answers.answered import Answered
from experiments.answers.ranks import Ranked, unit_alone
from experiments.design import Arm as ExperimentArm
from experiments.durable import explained, replacing
from experiments.figures import canvas, render
from experiments.figures.comparison.differences import FIGURE
from experiments.figures.comparison.forest import Panel, Row
from experiments.figures.comparison.material import Sides
from experiments.speech import joined, listing, say

MOST_DRAWN = 7
"""Measures that are drawn, the first of the file; the page's tables have all."""


@dataclass(frozen=True)
class Drawn:
    """A figure's PNG, relative to the page, and what is said of it."""

    file: str
    alt: str
    caption: str


def draw(found: Answered, page: Path) -> Drawn | None:
    """Draw what changes from arm to arm, and save it in `figures/` beside a page.

    Returns None where nothing can be drawn. The files have the page's name.

    Raises:
        FolderUnwritable: the folder can't be written.
    """
    drawn = replace(found.comparison, outcomes=found.comparison.outcomes[:MOST_DRAWN])
    panels = FIGURE.prepare(Sides(drawn))
    if panels is None:
        return None
    panels = tuple(_named(one, found) for one in panels)
    if found.ranking is not None:
        panels = (_ranked(found.ranking, panels[0], found), *panels)
    folder = page.parent / "figures"
    drawing = canvas(FIGURE, panels, "page")
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for kind in ("png", "svg"):
            with replacing(folder / f"{page.stem}.{kind}") as file:
                file.write(render(drawing, kind))
    first, *others = (say("“{label}”", label=arm.label) for arm in found.comparison.arms)
    names = [inside(one.measure.label) for one in drawn.outcomes]
    if found.block.against:
        alt = say(
            "Changes in {measures}, from arm to arm: {arms}; numbers stand below.",
            arms=listing(changes_named(found)),
            measures=listing(names),
        )
    else:
        alt = say(
            "Changes from {first} to {others} in {measures}; numbers stand below.",
            first=first,
            others=listing(others),
            measures=listing(names),
        )
    caption = joined(FIGURE.caption(panels), _quotient(found))
    return Drawn(f"figures/{page.stem}.png", alt, caption)


def changes_named(found: Answered) -> Sequence[str]:
    """For each arm but the first, from which arm its change is told."""
    labels = {own.label: arm.label for own, arm in _pairs(found)}
    first, *others = labels
    return [
        say(
            "“{first}” to “{second}”",
            first=labels[found.block.against.get(label, first)],
            second=labels[label],
        )
        for label in others
    ]


def _quotient(found: Answered) -> str:
    """A note on the panel of the ranking, if its marks are not changes but quotients of two."""
    if found.ranking is None or found.ranking.asked.per is None:
        return ""
    return say(
        "In the top panel each mark is one change divided by another: {measure}.",
        measure=inside(found.ranking.measure.label),
    )


def _pairs(found: Answered) -> Sequence[tuple[ExperimentArm, ResultArm]]:
    return list(zip(found.experiment.arms, found.comparison.arms, strict=True))


def _named(panel: Panel, found: Answered) -> Panel:
    """A panel named by its only measure where it has no name of its own, and by both arms."""
    if panel.title == say("Other outcomes") and len(panel.rows) == 1:
        panel = replace(panel, title=panel.rows[0].label)
    if not found.block.against:
        return panel
    return replace(panel, first="", series=tuple(changes_named(found))[: len(panel.series)])


def _ranked(found: Ranked, like: Panel, answered: Answered) -> Panel:
    """What the arms are ranked by, in the order of the legend."""
    changes = {place.arm: place.change for place in found.places}
    factor = scale(found.measure)
    told = tuple(
        Interval(*(factor * end for end in changes[own.label])) for own, _ in _pairs(answered)[1:]
    )
    row = Row(found.measure.label, told[: len(like.series)], "", "")
    return replace(
        like, title=say("What they are ranked by"), unit=unit_alone(found), rows=(row,), last=False
    )
