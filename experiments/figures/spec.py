"""What a figure is: how to get its data, how to draw them, and what to say about them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.text import Text

from experiments.figures import style
from experiments.figures.lettering import wrapped
from experiments.figures.themes import Kind

Drawing = Canvas
"""A figure that is drawn, as matplotlib has it."""

Width = Literal["page", "column"]

Need = Literal["told", "replayed"]
NEEDS: tuple[Need, ...] = ("told", "replayed")
"""What of the material takes histories that are played again."""


@dataclass(frozen=True)
class Figure:
    """One figure of the report. A module that names one `FIGURE` is found by itself.

    `prepare(material)` returns the data, one element a panel, or None where there is nothing to
    draw (no agreements, no tariffs, no factors); the page then goes without. `draw(data, ax)`
    draws one panel.
    `heading(panels)` states the finding in one short sentence (of the panels given: a theme may
    put them on sheets of their own), `caption(panels)` says how to read
    the figure and what stands out, `alt(panels)` tells it to someone who can't see it.
    `height(panel, width)` is the height of one panel in inches. Panels stand side by side on a
    page where `beside` is set, `in_a_row` of them at most, below each other otherwise and in a
    column. Axes are alike in height, unless `axes_height(panel, width)` tells how high they are
    against each other (of panels in a row, the first one's counts). `needs` names what the data
    are prepared from beyond outcome rows.
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
    in_a_row: int | None = None
    axes_height: Callable[[Any, Width], float] | None = None
    share_x: bool = False
    needs: tuple[Need, ...] = ()


def sheets(figure: Figure, panels: Sequence[Any], width: Width) -> list[Sequence[Any]]:
    """The panels, sheet by sheet: all on one, but where a theme has sheets of one height."""
    look = style.look()
    if look.height is None:
        return [panels]
    across = _across(figure, panels, width)
    found: list[list[Any]] = []
    left = 0.0
    for start in range(0, len(panels), across):
        row = panels[start : start + across]
        high = max(figure.height(panel, width) for panel in row)
        if high > left:
            found.append([])
            left = look.holds
        found[-1] += row
        left -= high
    return list(found)


def canvas(figure: Figure, panels: Sequence[Any], width: Width) -> Canvas:
    """One sheet of the figure, drawn at one of the two widths."""
    across = _across(figure, panels, width)
    heights = [figure.height(panel, width) for panel in panels]
    total = sum(max(heights[start : start + across]) for start in range(0, len(panels), across))
    inner = figure.axes_height
    ratios = inner and [inner(panel, width) for panel in panels[::across]]
    with style.fitted(total), style.applied():
        look = style.look()
        inches = look.page if width == "page" or look.column is None else look.column
        drawing = Canvas(figsize=(inches, look.height or total), layout="constrained")
        grid = drawing.subplots(
            nrows=-(-len(panels) // across),
            ncols=across,
            squeeze=False,
            sharex=figure.share_x,
            height_ratios=ratios,
        )
        for ax in grid.flat[len(panels) :]:
            ax.remove()
        for panel, ax in zip(panels, grid.flat[: len(panels)], strict=True):
            figure.draw(panel, ax)
        if look.headed:
            _head(drawing, figure.heading(panels))
        if look.lettered and len(panels) > 1:
            _letter(list(grid.flat)[: len(panels)])
        # Lay out once and keep it: laying out again for another format would shift things.
        drawing.draw_without_rendering()
        drawing.set_layout_engine(None)
        return drawing


def _across(figure: Figure, panels: Sequence[Any], width: Width) -> int:
    """How many panels stand side by side."""
    if not figure.beside or width != "page":
        return 1
    return min(figure.in_a_row or len(panels), len(panels))


def _head(drawing: Canvas, heading: str) -> None:
    """Write the finding above the panels, in as many lines as it takes."""
    size = style.points(11.5)
    most = 72 * drawing.get_figwidth() / (1.1 * size)  # what stands out is a little wider
    drawing.suptitle(
        wrapped(heading, most), x=0.01, ha="left", fontsize=size, fontweight=style.bold()
    )


def _letter(panels: Sequence[Axes]) -> None:
    """Put a letter before the title of each panel."""
    for letter, ax in zip("abcdefghijklmnopqrstuvwxyz", panels, strict=False):
        title = ax.get_title(loc="left")
        for text in ax.get_children():
            if title and isinstance(text, Text) and text.get_text() == title:
                text.set_text(f"{letter}  {title}")


def render(drawing: Canvas, kind: Kind, dpi: float | None = None) -> bytes:
    """The drawing as a file, in the theme's dots per inch or others; it gives the same bytes."""
    with style.applied():
        file = io.BytesIO()
        drawing.savefig(file, format=kind, dpi=dpi, metadata=_UNSAID[kind])
        return file.getvalue()


_UNSAID: dict[Kind, dict[str, None]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
"""What files don't say of when and with what they were made."""
