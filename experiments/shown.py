"""A figure on a page: drawn at both widths, saved as PNG and SVG, and told in words."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.durable import replacing
from experiments.figures import Figure, canvas, render, style
from experiments.figures.spec import Width, sheets
from experiments.figures.themes import REPORT
from experiments.speech import ENGLISH, spoken

FIGURES = "figures"
"""The folder, beside the page, that figures are saved in."""

WIDTHS: tuple[tuple[Width, str], ...] = (("page", ""), ("column", "-column"))
"""The widths at which figures are drawn, with the ending of their file names."""


@dataclass(frozen=True)
class Shown:
    """One figure on the page: heading, caption, alternative text, and two images (data URIs)."""

    name: str
    heading: str
    caption: str
    alt: str
    page: str
    column: str


def show(figure: Figure, material: Any, folder: Path, files: Path | None = None) -> Shown | None:
    """Draw a figure at both widths, save it, and keep what a page needs.

    Returns None where the figure finds nothing to draw.

    Args:
        figure: what is drawn.
        material: what it is drawn from.
        folder: where the page stands; files are saved below it.
        files: where the files are saved instead.

    Raises:
        OSError: the disk is full or the folder can't be written.
    """
    panels = figure.prepare(material)
    if panels is None:
        return None
    images = save(figure, panels, files or folder / figures_folder())
    page, column = (
        f"data:image/svg+xml;base64,{base64.b64encode(images[width]).decode()}"
        for width, _ in WIDTHS
    )
    return Shown(
        name=figure.name,
        heading=figure.heading(panels),
        caption=figure.caption(panels),
        alt=figure.alt(panels),
        page=page,
        column=column,
    )


def save(figure: Figure, panels: Sequence[Any], folder: Path) -> Mapping[Width, bytes]:
    """Draw a figure at the widths of the theme, save it, and return its SVG by width.

    Where its panels take several sheets, their files are numbered; returned is the first.

    Raises:
        OSError: the disk is full or the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    look, images = style.look(), {}
    for width, ending in WIDTHS:
        if width == "column" and look.column is None:
            continue
        split = sheets(figure, panels, width)
        for number, sheet in enumerate(split, start=1):
            drawing = canvas(figure, sheet, width)
            name = f"{figure.name}{ending}" + (f"-{number}" if len(split) > 1 else "")
            for kind in look.kinds:
                content = render(drawing, kind)
                with replacing(folder / f"{name}.{kind}") as file:
                    file.write(content)
                if kind == "svg" and number == 1:
                    images[width] = content
    return images


def figures_folder() -> Path:
    """Where figures are saved beside a page: a language and a theme have folders of their own."""
    tongue = "" if spoken() is ENGLISH else spoken().code
    theme = "" if style.look() == REPORT else style.look().name
    return Path(FIGURES, tongue, theme)
