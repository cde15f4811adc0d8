"""The tongue of the moment: all that is said while a page or a diary is made is in one language.

A sentence is said where it is needed, as a whole, with its values by name, so that a language may
order them as it likes. Which language that is, whoever makes the page says once
(``experiments.speech.speaking``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from sim.tongue import ENGLISH, Tongue

_spoken: ContextVar[Tongue] = ContextVar("spoken", default=ENGLISH)


def spoken() -> Tongue:
    """The tongue of the moment; English unless somebody has said otherwise."""
    return _spoken.get()


@contextmanager
def speaking_in(tongue: Tongue) -> Iterator[Tongue]:
    """Speak this language inside the block."""
    token = _spoken.set(tongue)
    try:
        yield tongue
    finally:
        _spoken.reset(token)


def say(text: str, /, **values: object) -> str:
    """A sentence in the tongue of the moment, with ``{names}`` filled in."""
    return spoken().say(text, **values)


def count(one: str, many: str, n: int, /, **values: object) -> str:
    """The sentence for ``n`` things in the tongue of the moment."""
    return spoken().count(one, many, n, **values)


def phrase(text: str) -> str:
    """A text that stands in a table and is said later: it is collected for the catalogues here."""
    return text


def listing(parts: Sequence[str]) -> str:
    """Parts joined as in a sentence: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return say("{first} and {last}", first=say(", ").join(parts[:-1]), last=parts[-1])


def clauses(parts: Sequence[str]) -> str:
    """Parts joined where each may hold a list of its own: "a, b and c; d and e"."""
    text, *others = parts or ("",)
    for other in others:
        text = say("{first}; {next}", first=text, next=other)
    return text


def joined(*sentences: str) -> str:
    """Sentences one after the other; empty ones are left out."""
    between = " " if spoken().spaced else ""
    return between.join(sentence for sentence in sentences if sentence)
