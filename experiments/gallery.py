"""Figures by themselves, without a page, in any theme and language, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.durable import explained, replacing
from experiments.figures import Figure, figures, style
from experiments.figures.lettering import families
from experiments.gathering import gather
from experiments.shown import figures_folder, save
from experiments.speech import say, speaking

if TYPE_CHECKING:
    from experiments.store import Result

CAPTIONS = "captions.md"


def write_figures(
    result: Result,
    arm: int = 0,
    *,
    theme: str = "report",
    lang: str = "en",
    folder: Path | None = None,
) -> Path:
    """Draw the figures of a report in a theme, with their captions beside them; return the folder.

    Args:
        result: a result with at least one finished run in each arm.
        arm: the arm that is shown.
        theme: ``report``, ``paper`` or ``slides``.
        lang: the code of the language, ``en`` or ``ja``.
        folder: where the files go [default: figures/, in a folder named by language and theme].

    Raises:
        ResultError: no such theme, language or arm, a font that isn't installed, an arm without a
            finished run, or a damaged part.
        FolderUnwritable: the folder can't be written.
    """
    with style.themed(theme), speaking(lang):
        families(lang)  # a font that is missing is told before anything is done
        into = folder or result.path / figures_folder()
        material = gather(result, arm)
        hang(((figure, material) for figure in figures()), into)
    return into


def hang(drawn: Iterable[tuple[Figure, Any]], folder: Path) -> tuple[str, ...]:
    """Draw figures, each from its material, in the theme and the tongue of the moment.

    Returns the names of those that had something to draw. Their captions lie beside them.

    Raises:
        FolderUnwritable: the folder can't be written.
    """
    words = {}
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for figure, material in drawn:
            panels = figure.prepare(material)
            if panels is not None:
                save(figure, panels, folder)
                words[figure.name] = _words(figure, panels)
        with replacing(folder / CAPTIONS) as file:
            file.write("\n".join(words.values()).encode())
    return tuple(words)


def _words(figure: Figure, panels: Sequence[Any]) -> str:
    """What goes with a figure wherever it is shown, as Markdown."""
    unseen = say("For those who can’t see it: {words}", words=figure.alt(panels))
    return (
        f"## {figure.name}\n\n**{figure.heading(panels)}**\n\n"
        f"{figure.caption(panels)}\n\n{unseen}\n"
    )
