"""From drawn numbers to value tables: shapes from the economy, weights from motives."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

from agents.rules.compile import rule
from agents.rules.utility import value_at, value_of_regime
from sim import trade
from sim.chance import Tape, draw
from sim.issues import position_of
from sim.state import DUTY, GAIN, IMPORTS, LOSS, PAIN, RATE, State
from sim.world import World

NEGLIGIBLE = 1e-12


@rule
def fill_shapes(world: World, state: State) -> None:
    """Write, for each level, the share (0 to 1) of each measure that has been given.

    Tariff issues: share of the rate, the duty (less what the importing government counts of
    its buyers' burden), the imports and the exporters' loss, between level 0 and the last.
    Gives: what the receiver gains and what the giver loses, powers of the share of quantity.
    """
    for issue in range(len(world.giver)):
        first = world.starts[issue]
        last = world.starts[issue + 1] - 1
        span = world.quantity[last] - world.quantity[first]
        for level in range(first, last + 1):
            share = (world.quantity[level] - world.quantity[first]) / span
            state.shape[RATE][level] = share
            if world.tariff[issue]:
                state.shape[GAIN][level] = share
                state.shape[PAIN][level] = share
            else:
                state.shape[GAIN][level] = share ** state.number[world.gain_shape[issue]]
                state.shape[PAIN][level] = share ** state.number[world.pain_shape[issue]]
        if world.tariff[issue]:
            _tariff_shapes(world, state, issue, first, last)


@rule
def _tariff_shapes(world: World, state: State, issue: int, first: int, last: int) -> None:
    count = state.number[world.burden_weight]
    worst = trade.flows(world, state, issue, world.quantity[first])
    freest = trade.flows(world, state, issue, world.quantity[last])
    duty_span = worst.duty - freest.duty
    imports_span = freest.imports - worst.imports
    loss_span = worst.loss - freest.loss
    for level in range(first, last + 1):
        share = state.shape[RATE][level]
        here = trade.flows(world, state, issue, world.quantity[level])
        kept = worst.duty - here.duty
        kept -= count * (worst.burden - here.burden)
        gained = here.imports - worst.imports
        spared = worst.loss - here.loss
        state.shape[DUTY][level] = kept / duty_span if duty_span > NEGLIGIBLE else share
        state.shape[IMPORTS][level] = gained / imports_span if imports_span > NEGLIGIBLE else share
        state.shape[LOSS][level] = spared / loss_span if loss_span > NEGLIGIBLE else share


@rule
def motive_weight(world: World, state: State, tape: Tape, actor: int, motive: int) -> float:
    """Return the weight an actor gives a motive: the leader's, tilted and strayed for ministers."""
    motives = len(world.motive_side)
    weight = state.number[world.motive_weight[motive]]
    if actor < 2:
        return weight
    seat = actor - 2
    u = draw(tape, world.slack_stream[seat * motives + motive], state.run, 0, 0)
    stray = 1.0 + state.number[world.slack[seat]] * (2.0 * u - 1.0)
    return weight * world.tilt[actor * motives + motive] * stray


@rule
def fill_table(
    world: World,
    state: State,
    tape: Tape,
    actor: int,
    side: int,
    table: MutableSequence[float],
) -> None:
    """Write the value table of one actor: benefits sum to 1, costs to the side's cost ratio.

    Past the side's limit on an issue, cost counts ``limit_factor`` times.
    """
    issues = len(world.giver)
    benefits = 0.0
    costs = 0.0
    for motive in range(len(world.motive_side)):
        if world.motive_side[motive] == side:
            weight = motive_weight(world, state, tape, actor, motive)
            for issue in range(issues):
                benefits += weight * world.benefit[motive * issues + issue]
                costs += weight * world.cost[motive * issues + issue]
    for level in range(world.starts[len(world.starts) - 1]):
        table[level] = 0.0
    ratio = state.number[world.cost_ratio[side]]
    for motive in range(len(world.motive_side)):
        if world.motive_side[motive] != side:
            continue
        weight = motive_weight(world, state, tape, actor, motive)
        measure = world.motive_measure[motive]
        for issue in range(issues):
            gain = weight * world.benefit[motive * issues + issue]
            pain = weight * world.cost[motive * issues + issue]
            for level in range(world.starts[issue], world.starts[issue + 1]):
                if gain > 0.0:
                    row = measure if world.tariff[issue] else GAIN
                    table[level] += gain / benefits * state.shape[row][level]
                if pain > 0.0:
                    row = measure if world.tariff[issue] else PAIN
                    table[level] -= ratio * pain / costs * state.shape[row][level]
    for issue in range(issues):
        if world.limit_factor[side * issues + issue] >= 0:
            _kink(world, state, side, issue, table)
    for link in range(len(world.link_side)):
        if world.link_side[link] == side:
            _ease(world, state, link, table)


@rule
def _ease(world: World, state: State, link: int, table: MutableSequence[float]) -> None:
    """Let what the link's second issue brings lower the cost of its first, in proportion."""
    a = world.links[3 * link]
    b = world.links[3 * link + 1]
    size = world.links[3 * link + 2]
    strength = state.number[world.link_strength[link]]
    first = world.starts[len(world.giver) + link]
    for row in range(world.starts[a + 1] - world.starts[a]):
        cost = -table[world.starts[a] + row]
        for column in range(size):
            share = state.shape[RATE][world.starts[b] + column]
            table[first + row * size + column] = strength * share * cost


@rule
def _kink(world: World, state: State, side: int, issue: int, table: MutableSequence[float]) -> None:
    first = world.starts[issue]
    size = world.starts[issue + 1] - first
    position = reference_position(world, state, side, issue)
    at_limit = value_at(table, first, size, position)
    factor = state.number[world.limit_factor[side * len(world.giver) + issue]]
    for level in range(size):
        if level > position:
            table[first + level] = at_limit + factor * (table[first + level] - at_limit)


@rule
def reference_position(world: World, state: State, side: int, issue: int) -> float:
    """Return where on an issue a side's reference package lies (level 0 if it names none)."""
    where = side * len(world.giver) + issue
    number = world.reference[where]
    if number < 0:
        return 0.0
    first = world.starts[issue]
    size = world.starts[issue + 1] - first
    if world.reference_is_share[where]:
        return state.number[number] * (size - 1)
    return position_of(world.quantity, first, size, state.number[number])


@rule
def reference_value(world: World, state: State, side: int, table: Sequence[float]) -> float:
    """Return the utility of a side's reference package as it stands: what it could live with."""
    for issue in range(len(world.giver)):
        state.trial[issue] = state.reference_at[side][issue]
    return value_of_regime(table, world.starts, world.links, state.trial)


@rule
def set_references(world: World, state: State) -> None:
    """Write where each side's reference package lies on the first day."""
    for side in range(2):
        for issue in range(len(world.giver)):
            state.reference_at[side][issue] = reference_position(world, state, side, issue)
