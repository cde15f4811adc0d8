"""What the tariff lines of one issue carry, pay and lose in a year, at an added rate in percent."""

from __future__ import annotations

from typing import NamedTuple

from agents.rules.compile import rule
from sim import economy
from sim.state import State
from sim.world import World


class Flows(NamedTuple):
    """A year on the lines of one issue, USD bn."""

    exports: float
    """Before duty."""
    duty: float
    """The added duty."""
    loss: float
    """What exporters lose."""
    burden: float
    """What buyers lose."""
    imports: float
    """The volume, at prices without the tariff."""


@rule
def flows(world: World, state: State, issue: int, percent: float) -> Flows:
    """Return a year on an issue's lines at an added rate in percent."""
    exports = 0.0
    duty = 0.0
    loss = 0.0
    burden = 0.0
    imports = 0.0
    rate = percent / 100.0
    elasticity = state.number[world.elasticity]
    for line in range(len(world.line_issue)):
        if world.line_issue[line] != issue:
            continue
        base = state.number[world.line_trade[line]]
        mfn = state.number[world.line_mfn[line]] / 100.0
        share = state.number[world.line_pass[line]]
        sold = economy.volume(rate, mfn, share, elasticity)
        sent = economy.exports(base, rate, mfn, share, sold)
        exports += sent
        duty += rate * sent
        loss += economy.exporters_loss(base, rate, mfn, share, sold, state.number[world.margin])
        burden += economy.buyers_burden(base, rate, mfn, share, sold)
        imports += base * sold
    return Flows(exports, duty, loss, burden, imports)
