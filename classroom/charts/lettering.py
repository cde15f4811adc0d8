"""How much room words take."""

from __future__ import annotations

import unicodedata

WIDE = 1.9
"""Width of a Japanese letter, in letters of the Latin alphabet."""


def letters(words: str) -> float:
    """Return the width of words, in letters of the Latin alphabet."""
    return sum(WIDE if unicodedata.east_asian_width(letter) in "WF" else 1.0 for letter in words)
