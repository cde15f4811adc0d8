"""Named numbers and vectors in one block of memory.

A rule reads ``world.giver[issue]`` and writes ``state.day``; to Python these are a NamedTuple
and a plain object. Compiled code gets a *packed record* in their place: one vector of 64-bit
words that holds, for each name in turn, its number or where its vector lies and how long it
is, and then the vectors. So the same machine code serves scenarios of every size, and a
record costs one pointer to hand on (``sim.records`` tells the compiler how to read it).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.int64]

ROOM = 128
"""Words that a record which changes keeps free for a view of it."""


@dataclass(frozen=True)
class Field:
    """One name of a record: whole numbers or not, how many axes, or a record inside."""

    name: str
    whole: bool = False
    axes: int = 0
    inner: Shape | None = None

    @property
    def words(self) -> int:
        """Words of its entry: a number or the place of a record, or place and lengths."""
        return 1 + self.axes


@dataclass(frozen=True)
class Shape:
    """The names of a kind of record, in order; frozen, as compiled code relies on it.

    ``constant`` says that the numbers, too, never change while compiled code runs.
    """

    name: str
    fields: tuple[Field, ...]
    constant: bool

    def places(self) -> dict[str, tuple[int, Field]]:
        """Return the entry of each name, as words from the start, with its field."""
        found = {}
        at = 0
        for field in self.fields:
            found[field.name] = (at, field)
            at += field.words
        return found

    @property
    def entries(self) -> int:
        """Words of all entries; vectors and inner records stand behind them."""
        return sum(field.words for field in self.fields) + (0 if self.constant else ROOM)


def pack(shape: Shape, values: Mapping[str, Any]) -> Words:
    """Return a record as one vector of words.

    Args:
        shape: its names.
        values: by name, a number, a vector, a table, or the values of an inner record.
    """
    entries: list[int] = []
    blocks: list[Words] = []
    at = shape.entries
    room = np.zeros(0 if shape.constant else ROOM, dtype=np.int64)
    for field in shape.fields:
        value = values[field.name]
        if field.inner is not None:
            block = pack(field.inner, value)
            entries.append(at)
        elif field.axes == 0:
            entries.append(int(_words(field, value)[0]))
            continue
        else:
            table = np.array(value, dtype=np.int64 if field.whole else np.float64)
            lengths = table.shape if table.size else (0,) * field.axes
            block = _words(field, table)
            entries.extend((at, *lengths))
        blocks.append(block)
        at += len(block)
    return np.concatenate([np.array(entries, dtype=np.int64), room, *blocks])


def unpack(shape: Shape, words: Words) -> dict[str, Any]:
    """Return what a record holds, as Python numbers and lists."""
    found: dict[str, Any] = {}
    for name, (at, field) in shape.places().items():
        if field.inner is not None:
            found[name] = unpack(field.inner, words[words[at] :])
        elif field.axes == 0:
            number = words[at : at + 1]
            found[name] = (number if field.whole else number.view(np.float64))[0].item()
        else:
            first, lengths = words[at], words[at + 1 : at + field.words]
            block = words[first : first + int(np.prod(lengths))]
            table = block if field.whole else block.view(np.float64)
            found[name] = table.reshape(lengths).tolist()
    return found


def _words(field: Field, value: Any) -> Words:
    kind = np.int64 if field.whole else np.float64
    return np.atleast_1d(np.array(value, dtype=kind)).ravel().view(np.int64)
