"""The documents as text: which there are, their fenced code, and what is left without it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]

_OPENING = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?P<language>[\w+-]*)[^`]*$")


class Fence(NamedTuple):
    """One fenced block.

    Attributes:
        language: the first word after the opening fence, lower case; "" if there is none.
        line: the line of the opening fence, the first line of the document being 1.
        body: the lines between the fences.
    """

    language: str
    line: int
    body: tuple[str, ...]


def documents(root: Path = ROOT) -> list[Path]:
    """Return the Markdown files at the top of the repository and under docs/."""
    return sorted(root.glob("*.md")) + sorted((root / "docs").rglob("*.md"))


def fences(text: str) -> list[Fence]:
    """Return the fenced blocks of a Markdown text, in order.

    Raises:
        ValueError: a fence is not closed; the message tells the line.
    """
    found: list[Fence] = []
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        opening = _OPENING.match(lines[at])
        if opening is None:
            at += 1
            continue
        mark = opening["fence"]
        closing = re.compile(rf"^ {{0,3}}{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$")
        end = next((i for i in range(at + 1, len(lines)) if closing.match(lines[i])), None)
        if end is None:
            raise ValueError(f"line {at + 1}: this fence is never closed")
        found.append(Fence(opening["language"].lower(), at + 1, tuple(lines[at + 1 : end])))
        at = end + 1
    return found


def without_fences(text: str) -> list[str]:
    """Return the lines of a Markdown text with all fenced blocks emptied (numbers stay)."""
    lines = text.splitlines()
    for fence in fences(text):
        for i in range(fence.line - 1, fence.line + len(fence.body) + 1):
            lines[i] = ""
    return lines
