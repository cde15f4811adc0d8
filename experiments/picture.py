"""One figure of a result by itself, as a notebook shows it, and what is said of it."""

from __future__ import annotations

import base64
import html
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from experiments.durable import explained, replacing
from experiments.errors import ResultError
from experiments.figures import canvas, figures, render, style
from experiments.figures.lettering import families
from experiments.figures.spec import Drawing, Width, sheets
from experiments.figures.themes import Kind
from experiments.gathering import gather
from experiments.speech import speaking
from sim.config.errors import nearest

if TYPE_CHECKING:
    from experiments.store import Result

SHOWN_PIXELS = 700
"""The width at which a notebook shows a figure, at most."""


@dataclass(frozen=True)
class Picture:
    """A figure, drawn in a theme and a language.

    Attributes:
        name: what it is called.
        heading: the finding.
        caption: how to read it.
        alt: the figure told to someone who can't see it.
        drawings: matplotlib's figures; several where a theme puts the panels on several sheets.
        theme: the theme.
        lang: the code of the language.
    """

    name: str
    heading: str
    caption: str
    alt: str
    drawings: tuple[Drawing, ...]
    theme: str
    lang: str

    def __str__(self) -> str:
        """The figure in words."""
        return f"{self.heading}. {self.alt}"

    def files(self, kind: Kind, dpi: float | None = None) -> tuple[bytes, ...]:
        """Each sheet as a file; a ``png`` in the theme's dots per inch, or in others."""
        with style.themed(self.theme), speaking(self.lang):
            return tuple(render(drawing, kind, dpi) for drawing in self.drawings)

    def save(self, path: Path | str) -> tuple[Path, ...]:
        """Save it as what the path ends with, and return the files; of several sheets, numbered.

        Raises:
            ResultError: the path ends with none of ``.png``, ``.svg`` and ``.pdf``.
            FolderUnwritable: the folder can't be written.
        """
        path = Path(path)
        kind = next((one for one in get_args(Kind) if path.suffix == f".{one}"), None)
        if kind is None:
            raise ResultError(f"{path}: a figure is saved as .png, .svg or .pdf")
        contents = self.files(kind)
        paths = [path]
        if len(contents) > 1:
            paths = [path.with_stem(f"{path.stem}-{n}") for n in range(1, len(contents) + 1)]
        with explained(path.parent):
            for file, content in zip(paths, contents, strict=True):
                with replacing(file) as opened:
                    opened.write(content)
        return tuple(paths)

    @property
    def _shown(self) -> tuple[int, float]:
        """The width at which a notebook shows it, in pixels, and dots per inch to look sharp."""
        inches = self.drawings[0].get_figwidth()
        width = min(SHOWN_PIXELS, round(100 * inches))
        return width, 2 * width / inches

    def _repr_png_(self) -> tuple[bytes, dict[str, Any]] | None:
        """What a notebook shows of a single sheet, its width in pixels and its words."""
        if len(self.drawings) > 1:
            return None
        width, dpi = self._shown
        return self.files("png", dpi)[0], {"alt": self.alt, "width": width}

    def _repr_html_(self) -> str | None:
        """What a notebook shows of several sheets."""
        if len(self.drawings) == 1:
            return None
        width, dpi = self._shown
        images = [base64.b64encode(content).decode() for content in self.files("png", dpi)]
        alt = html.escape(self.alt)
        return "".join(
            f'<img alt="{alt}" width="{width}" src="data:image/png;base64,{one}">' for one in images
        )


def draw(
    result: Result,
    name: str,
    arm: int = 0,
    *,
    theme: str = "report",
    lang: str = "en",
    width: Width = "page",
) -> Picture:
    """Draw one figure of a report.

    Args:
        result: a result with at least one finished run in each arm.
        name: the figure's name, such as ``timing``.
        arm: the arm that is shown.
        theme: ``report``, ``paper`` or ``slides``.
        lang: the code of the language, ``en`` or ``ja``.
        width: ``page``, or ``column`` where the theme has columns.

    Raises:
        ResultError: no such figure, theme, language or arm; nothing to draw; a font that isn't
            installed; an arm without a finished run; or a damaged part.
    """
    known = {figure.name: figure for figure in figures()}
    if name not in known:
        hint = nearest(name, tuple(known))
        raise ResultError(f"no figure '{name}'; there are {', '.join(known)}{hint and f'; {hint}'}")
    figure = known[name]
    with style.themed(theme), speaking(lang):
        families(lang)
        panels = figure.prepare(gather(result, arm, figure.needs))
        if panels is None:
            raise ResultError(
                f"{result.path}: nothing to draw for '{name}' (it shows what this result lacks, "
                "such as agreements, tariffs or several settings)"
            )
        return Picture(
            name=name,
            heading=figure.heading(panels),
            caption=figure.caption(panels),
            alt=figure.alt(panels),
            drawings=tuple(canvas(figure, sheet, width) for sheet in sheets(figure, panels, width)),
            theme=theme,
            lang=lang,
        )
