"""A table that is ready to be shown: on a page, in a terminal, in a notebook."""

from __future__ import annotations

import html
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A caption, one head a column, and rows whose first cell names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        """The table in letters of one width, its columns beneath each other."""
        cells = (self.head, *self.rows)
        widths = [max(map(_columns, column)) for column in zip(*cells, strict=True)]
        lines = [
            "  ".join(f"{cell}{' ' * (width - _columns(cell))}" for cell, width in placed).rstrip()
            for placed in (zip(row, widths, strict=True) for row in cells)
        ]
        return "\n".join([self.caption, *lines])

    def _repr_html_(self) -> str:
        """The table as a notebook shows it."""
        head = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in self.head)
        rows = "".join(
            f'<tr><th scope="row">{html.escape(first)}</th>'
            f"{''.join(f'<td>{html.escape(cell)}</td>' for cell in others)}</tr>"
            for first, *others in self.rows
        )
        caption = html.escape(self.caption)
        return (
            f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )


def _columns(text: str) -> int:
    """How many places a text takes on a terminal, where a full-width letter takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
