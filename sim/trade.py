"""What the tariff lines of one issue carry, pay and lose in a year, at an added rate in percent."""

from __future__ import annotations

from agents.rules.compile import rule, short_rule
from sim import economy
from sim.state import State
from sim.world import World

EXPORTS, DUTY, LOSS, BURDEN, IMPORTS = range(5)


@short_rule
def _on_line(world: World, state: State, line: int, percent: float, what: int) -> float:
    base = state.number[world.line_trade[line]]
    rate = percent / 100.0
    mfn = state.number[world.line_mfn[line]] / 100.0
    share = state.number[world.line_pass[line]]
    elasticity = state.number[world.elasticity]
    if what == EXPORTS:
        return economy.exports(base, rate, mfn, share, elasticity)
    if what == DUTY:
        return economy.duty(base, rate, mfn, share, elasticity)
    if what == LOSS:
        margin = state.number[world.margin]
        return economy.exporters_loss(base, rate, mfn, share, elasticity, margin)
    if what == BURDEN:
        return economy.buyers_burden(base, rate, mfn, share, elasticity)
    return base * economy.volume(rate, mfn, share, elasticity)


@rule
def _on_issue(world: World, state: State, issue: int, percent: float, what: int) -> float:
    total = 0.0
    for line in range(len(world.line_issue)):
        if world.line_issue[line] == issue:
            total += _on_line(world, state, line, percent, what)
    return total


@rule
def exports(world: World, state: State, issue: int, percent: float) -> float:
    """Return the yearly exports on an issue's lines, USD bn before duty."""
    return _on_issue(world, state, issue, percent, EXPORTS)


@rule
def duty(world: World, state: State, issue: int, percent: float) -> float:
    """Return the yearly added duty on an issue's lines, USD bn."""
    return _on_issue(world, state, issue, percent, DUTY)


@rule
def loss(world: World, state: State, issue: int, percent: float) -> float:
    """Return what exporters lose a year on an issue's lines, USD bn."""
    return _on_issue(world, state, issue, percent, LOSS)


@rule
def burden(world: World, state: State, issue: int, percent: float) -> float:
    """Return what buyers lose a year on an issue's lines, USD bn."""
    return _on_issue(world, state, issue, percent, BURDEN)


@rule
def imports(world: World, state: State, issue: int, percent: float) -> float:
    """Return the yearly volume on an issue's lines, in USD bn at prices without the tariff."""
    return _on_issue(world, state, issue, percent, IMPORTS)
