"""The figure of an answer: every change from the first arm, as PNG and SVG beside the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from experiments.analysis.wording import inside
from experiments.answers.answered import Answered
from experiments.durable import explained, replacing
from experiments.figures import canvas, render
from experiments.figures.comparison.differences import FIGURE
from experiments.figures.comparison.material import Sides
from experiments.speech import listing, say

MOST_DRAWN = 7
"""Measures that are drawn, the first of the file; the page's tables have all."""


@dataclass(frozen=True)
class Drawn:
    """A figure's PNG, relative to the page, and what is said of it."""

    file: str
    alt: str
    caption: str


def draw(found: Answered, page: Path) -> Drawn | None:
    """Draw what changes from the first arm, and save it in `figures/` beside a page.

    Returns None where nothing can be drawn. The files have the page's name.

    Raises:
        FolderUnwritable: the folder can't be written.
    """
    drawn = replace(found.comparison, outcomes=found.comparison.outcomes[:MOST_DRAWN])
    panels = FIGURE.prepare(Sides(drawn))
    if panels is None:
        return None
    folder = page.parent / "figures"
    drawing = canvas(FIGURE, panels, "page")
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for kind in ("png", "svg"):
            with replacing(folder / f"{page.stem}.{kind}") as file:
                file.write(render(drawing, kind))
    first, *others = (say("“{label}”", label=arm.label) for arm in found.comparison.arms)
    names = [inside(one.measure.label) for one in drawn.outcomes]
    alt = say(
        "Changes from {first} to {others} in {measures}; numbers stand below.",
        first=first,
        others=listing(others),
        measures=listing(names),
    )
    return Drawn(f"figures/{page.stem}.png", alt, FIGURE.caption(panels))
