"""What a figure is: how to get its data, how to draw them, and what to say about them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from experiments.figures import style

Width = Literal["page", "column"]


@dataclass(frozen=True)
class Figure:
    """One figure of the report. A module that names one `FIGURE` is found by itself.

    `prepare(material)` returns the data, one element a panel, or None where there is nothing to
    draw (no agreements, no tariffs, no factors); the page then goes without. `draw(data, ax)`
    draws one panel.
    `heading(panels)` states the finding in one short sentence, `caption(panels)` says how to read
    the figure and what stands out, `alt(panels)` tells it to someone who can't see it.
    `height(panel, width)` is the height of one panel in inches. Panels stand side by side on a
    page where `beside` is set, below each other otherwise and in a column.
    """

    name: str
    place: int
    prepare: Callable[[Any], Sequence[Any] | None]
    draw: Callable[[Any, Axes], None]
    heading: Callable[[Sequence[Any]], str]
    caption: Callable[[Sequence[Any]], str]
    alt: Callable[[Sequence[Any]], str]
    height: Callable[[Any, Width], float]
    beside: bool = False
    share_x: bool = False


def canvas(figure: Figure, panels: Sequence[Any], width: Width) -> Canvas:
    """The figure drawn at one of the two widths."""
    with style.applied():
        inches = style.PAGE_INCHES if width == "page" else style.COLUMN_INCHES
        heights = [figure.height(panel, width) for panel in panels]
        beside = figure.beside and width == "page"
        total = max(heights) if beside else sum(heights)
        drawing = Canvas(figsize=(inches, total), layout="constrained")
        grid = drawing.subplots(
            nrows=1 if beside else len(panels),
            ncols=len(panels) if beside else 1,
            squeeze=False,
            sharex=figure.share_x,
        )
        for panel, ax in zip(panels, grid.flat, strict=True):
            figure.draw(panel, ax)
        # Lay out once and keep it: laying out again for another format would shift things.
        drawing.draw_without_rendering()
        drawing.set_layout_engine(None)
        return drawing


def render(drawing: Canvas, kind: Literal["png", "svg"]) -> bytes:
    """The drawing as a file; the same drawing gives the same bytes."""
    with style.applied():
        file = io.BytesIO()
        metadata = {"Date": None, "Creator": None} if kind == "svg" else {"Software": None}
        drawing.savefig(file, format=kind, metadata=metadata)
        return file.getvalue()
