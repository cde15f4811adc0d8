"""What the runs of a scenario read and write, counted in the glass door."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sim import chance
from sim.chance import Tape
from sim.model import TalksModel
from sim.outcomes import columns
from sim.scenario import Scenario

Address = tuple[int, int, int, int]
"""Stream, run, day and index of a draw."""


class Reads(NamedTuple):
    """What a number of runs read and write.

    Attributes:
        runs: how many.
        day_steps: days played, in all.
        draws: the address of every draw, in the order in which they were read.
        columns: columns that a run writes.
    """

    runs: int
    day_steps: int
    draws: tuple[Address, ...]
    columns: int


@contextmanager
def _noted(into: list[Address]) -> Iterator[None]:
    """Note the address of every draw that is read as plain Python."""
    plain = chance.draw

    def noting(tape: Tape, stream: int, run: int, day: int, index: int) -> float:
        into.append((stream, run, day, index))
        return plain(tape, stream, run, day, index)

    readers = [
        module
        for name, module in list(sys.modules.items())
        if name.startswith(("sim.", "agents.")) and vars(module).get("draw") is plain
    ]
    for module in readers:
        vars(module)["draw"] = noting
    try:
        yield
    finally:
        for module in readers:
            vars(module)["draw"] = plain


def reads(scenario: Scenario, seed: int, runs: int) -> Reads:
    """Play runs 0 to ``runs - 1`` through the glass door and count."""
    draws: list[Address] = []
    day_steps = 0
    with _noted(draws):
        for run in range(runs):
            model = TalksModel(scenario=scenario, run=run, rng=seed, collect=False).play_out()
            day_steps += model.day + 1
    return Reads(runs, day_steps, tuple(draws), len(columns(scenario)))
