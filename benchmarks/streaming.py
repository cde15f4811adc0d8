"""Any number of runs in the memory of one block."""

from __future__ import annotations

from typing import NamedTuple

from sim import engine
from sim.scenario import Scenario


class Sums(NamedTuple):
    """What is kept of the blocks."""

    runs: int
    agreements: int
    exporter_loss_bn: float


def streamed(scenario: Scenario, seed: int, runs: int, block: int) -> Sums:
    """Play runs 0 to ``runs - 1`` block by block through the machine door, one thread.

    Raises:
        ValueError: the block is empty.
    """
    if block < 1:
        raise ValueError(f"a block needs a run at least, found {block}")
    agreements, loss = 0, 0.0
    for start in range(0, runs, block):
        table = engine.simulate(scenario, seed, start, min(start + block, runs))
        agreements += int((table["agreement_day"] >= 0).sum())
        loss += float(table["exporter_loss_bn"].sum())
    return Sums(runs, agreements, loss)
