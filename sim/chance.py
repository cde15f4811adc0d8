"""The only source of randomness: addressed draws from a counter-based generator.

A draw has an address (experiment seed, stream, run, day, index) and is never consumed, so
nothing that the players do, and nothing that is drawn elsewhere, can change it. The
generator is Philox4x32-10 (salmon2011); the key is made from seed and stream name, the
counter from run, day and index.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from agents.rules.compile import rule, short_rule

WORD = 0xFFFFFFFF
UNIT = 1.0 / 9007199254740992.0  # 2 ** -53


class Tape(NamedTuple):
    """The keys of every stream under one experiment seed, shape (streams,) each."""

    key0: Sequence[int]
    key1: Sequence[int]


def tape(seed: int, streams: Sequence[str]) -> Tape:
    """Return the keys of the named streams; a stream's key depends on its name and the seed only.

    Raises:
        ValueError: the seed isn't between 0 and 2**63 - 1.
    """
    if not 0 <= seed < 2**63:
        raise ValueError(f"seed must be between 0 and 2**63 - 1, found {seed}")
    keys = [_key(seed, name) for name in streams]
    return Tape(tuple(first for first, _ in keys), tuple(second for _, second in keys))


def _key(seed: int, name: str) -> tuple[int, int]:
    mixed = hashlib.sha256(f"{seed}/{name}".encode()).digest()
    return int.from_bytes(mixed[:4], "little"), int.from_bytes(mixed[4:8], "little")


@rule
def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Return the four 32-bit words of Philox4x32-10 for a counter and a key (salmon2011)."""
    for _ in range(10):
        p0 = 0xD2511F53 * c0
        p1 = 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (
            ((p1 >> 32) & WORD) ^ c1 ^ k0,
            p1 & WORD,
            ((p0 >> 32) & WORD) ^ c3 ^ k1,
            p0 & WORD,
        )
        k0 = (k0 + 0x9E3779B9) & WORD
        k1 = (k1 + 0xBB67AE85) & WORD
    return c0, c1, c2, c3


@short_rule
def draw(tape: Tape, stream: int, run: int, day: int, index: int) -> float:
    """Return the uniform draw on [0, 1) at an address.

    Args:
        tape: keys of the streams.
        stream: which stream.
        run: number of the run, below 2**62.
        day: day of the history (0 for what is drawn before it starts).
        index: which draw of that day.
    """
    high, low, _, _ = philox(
        run & WORD,
        (run >> 32) & WORD,
        day & WORD,
        index & WORD,
        tape.key0[stream],
        tape.key1[stream],
    )
    return ((high >> 5) * 67108864.0 + (low >> 6)) * UNIT
