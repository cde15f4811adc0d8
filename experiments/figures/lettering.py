"""Which fonts a language is written in, and about how much room its letters take."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import itertools
import unicodedata

import matplotlib

from experiments.errors import ResultError

LATIN = "DejaVu Sans"
"""Comes with matplotlib, so that figures look the same everywhere."""

JAPANESE = "IPAexGothic"
"""Comes with the extra `japanese`."""

WITH_BOLD = (LATIN,)
"""Fonts that have letters of another weight."""

ROUNDED = (JAPANESE,)
"""Fonts whose hints make each letter a whole number of dots wide: more or less, by resolution."""

WIDE = 1.63
"""How many Latin letters a full-width letter takes, at the same size of type."""

EM = 0.55
"""Width of an average Latin letter, as a multiple of the size of type."""

NO_END = "（「『【〈《"
CLOSING = "）」』】〉》"
NO_START = CLOSING + "、。，．：；！？・ー〜…ぁぃぅぇぉっゃゅょァィゥェォッャュョ%"
"""Letters that close, or open, no line (JIS X 4051)."""

PHRASE_END = "をがにはのでとへもかるた、" + CLOSING
"""Letters after which a phrase may be over: particles, ends of verbs, and what closes."""


def families(code: str) -> tuple[str, ...]:
    """Fonts for a language, by its code: what the first one lacks is taken from the next.

    Raises:
        ResultError: the extra that brings the font isn't installed.
    """
    if code != "ja":
        return (LATIN,)
    _register()
    return (JAPANESE, LATIN)


@functools.cache
def _register() -> None:
    """Make the Japanese font known to matplotlib, and leave the reader's own settings alone."""
    if importlib.util.find_spec("matplotlib_fontja") is None:
        raise ResultError(
            "figures in Japanese need a font that isn't installed: "
            "pip install 'tariff-talks[japanese]' "
            "(in a checkout: pip install -e '.[japanese]' -c constraints.txt)."
        )
    with matplotlib.rc_context():
        importlib.import_module("matplotlib_fontja")


def is_wide(letter: str) -> bool:
    """Whether a letter is as wide as it is high."""
    return unicodedata.east_asian_width(letter) in "WF"


def letters(text: str) -> float:
    """How many Latin letters a text is as wide as, the widest of them."""
    return sum(WIDE if is_wide(letter) else 1 for letter in text)


def ems(text: str) -> float:
    """About how wide a text is, as a multiple of the size of type; its longest line counts."""
    lines = text.split("\n")
    return max(sum(1 if is_wide(letter) else EM for letter in line) for line in lines)


def wrapped(text: str, most: float) -> str:
    """The text in lines no wider than `most` times the size of type.

    A line breaks at a blank, or between two full-width letters where neither forbids it; not
    inside brackets, unless what stands there is longer than a line, nor between a number and what
    it counts.
    """
    lines, line = [], ""
    for word in _words(text, most):
        if line and ems(line + word.rstrip()) > most:
            lines.append(line.rstrip())
            line = ""
        line += word
    return "\n".join([*lines, line.rstrip()])


def by_phrases(text: str, most: float) -> str:
    """The text in such lines too, where Japanese breaks between phrases and not within a word.

    A phrase longer than a line breaks as in :func:`wrapped`.
    """
    lines, line = [], ""
    for phrase in _phrases(text):
        if line and ems(line + phrase) > most:
            lines.append(line)
            line = ""
        line += phrase
    return "\n".join(wrapped(one, most) for one in [*lines, line])


def _phrases(text: str) -> list[str]:
    """The pieces of a text that end with a particle or the like, or before a bracket opens."""
    phrases = [text[:1]]
    for before, letter in itertools.pairwise(text):
        starts = letter in NO_END or (before in PHRASE_END and not _continues(letter))
        if starts and before not in NO_END:
            phrases.append(letter)
        else:
            phrases[-1] += letter
    return phrases


def _continues(letter: str) -> bool:
    """Whether a letter goes on with what stands before it: hiragana, or what opens no line."""
    return "ぁ" <= letter <= "ん" or letter in NO_START or letter == " "


def _words(text: str, most: float) -> list[str]:
    """The smallest pieces of a text that should stand on one line, blanks at their ends."""
    words, depth = [text[:1]], 0
    for before, letter in itertools.pairwise(text):
        depth += (before in NO_END) - (letter in CLOSING)
        apart = is_wide(before) or is_wide(letter)
        held = letter in NO_START or before in NO_END or (before.isdecimal() and is_wide(letter))
        inside = depth > 0 and ems(words[-1]) < most - 1
        if before == " " or (apart and letter != " " and not held and not inside):
            words.append(letter)
        else:
            words[-1] += letter
    return words
