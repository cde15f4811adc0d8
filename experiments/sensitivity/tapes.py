"""Crossed tapes: what nobody knows from one tape, what happens from another.

A history draws two kinds of things. Before its first day it draws every *prior* of the scenario
(what its columns ``drawn_…`` show); afterwards, *chance*: whether a deadline is put off, what a
court says, how markets move, how far a minister strays. Every draw has a stream of its own, so the
streams of priors can be taken from one seed and all others from another. With two seeds for each
there are four tapes, and what they share and don't share tells priors and chance apart
(``variance``).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from typing import Any

from sim.scenario import Scenario

TAPES = 4
"""Crossed tapes of one run: tape ``2 * p + q`` has priors of seed p and chance of seed q."""


@dataclass(frozen=True, eq=False)
class Crossed(Scenario):
    """A scenario whose priors are drawn under a seed of their own."""

    prior_seed: int

    def tape(self, seed: int) -> Any:  # type: ignore[override]
        """Return the keys of all streams: those of priors under their own seed."""
        unknown, rest = super().tape(self.prior_seed), super().tape(seed)
        cut = len(self.number_names)
        return rest._replace(
            key0=(*unknown.key0[:cut], *rest.key0[cut:]),
            key1=(*unknown.key1[:cut], *rest.key1[cut:]),
        )


def crossed(scenario: Scenario, prior_seed: int) -> Crossed:
    """Return a scenario that draws its priors under ``prior_seed``, whatever its own seed."""
    own = {field.name: getattr(scenario, field.name) for field in fields(Scenario)}
    return Crossed(**own, prior_seed=prior_seed)


def second_seed(seed: int) -> int:
    """Return the seed of the other tape, which follows from the first (63 bits)."""
    mixed = hashlib.sha256(f"{seed}/the other tape".encode()).digest()
    return int.from_bytes(mixed[:8], "little") >> 1
