"""Paragraphs and long labels in the terminal, in lines that a language allows.

English breaks at blanks, which the libraries do. Where there are none, as in Japanese, lines break
between letters, but for marks that must not open or close one; each letter takes two columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.measure import Measurement
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

NARROWEST, WIDEST = 60, 100
"""Columns of a line at the least, and at the most."""

LEAST = 20
"""Columns that a long label in a table needs."""


def paragraph(text: str, style: str = "") -> None:
    """Print a paragraph in the tongue of the moment; an empty one is an empty line."""
    from talks.command.telling import console

    width = min(max(console.width, NARROWEST), WIDEST)
    lines = broken(text, width) if _has_no_blanks() else fill(text, width)
    console.print(lines, style=style, highlight=False, markup=False)


def long_label(text: str, note: str = "") -> RenderableType:
    """A label in the tongue of the moment, such as a table's cell, with a note in brackets."""
    if _has_no_blanks():
        return _Label(text, f"（{note}）" if note else "")
    return f"{text} [dim]({note})[/]" if note else text


def broken(text: str, columns: int) -> str:
    """A text without blanks in lines of at most so many columns of the terminal."""
    from experiments.figures.lettering import wrapped

    return wrapped(text, columns / 2)


@dataclass(frozen=True)
class _Label:
    """A text without blanks, with a note behind it, broken for the width that it gets."""

    text: str
    note: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = Text(broken(self.text + self.note, options.max_width))
        if self.note:
            lines.stylize("dim", lines.plain.rindex(self.note[0]))
        yield lines

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        width = cell_len(self.text + self.note)
        return Measurement(min(LEAST, width), width).with_maximum(options.max_width)


def _has_no_blanks() -> bool:
    from experiments.speech import spoken

    return not spoken().spaced
