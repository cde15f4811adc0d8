"""Each seat's step ladder, what it believes of the other side, and whether a ZOPA is open."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.offering import build_ladder, fill_rungs
from sim.state import State
from sim.world import World

LINEAR, SHAPED, TRUTH = range(3)
KNOWLEDGE = ("linear", "shaped", "truth")


@rule
def set_beliefs(world: World, state: State) -> None:
    """Write what each seat takes to be the other side's value table.

    ``linear``: mean weights, straight lines; ``shaped``: mean weights, the right curves;
    ``truth``: the other leader's own table.
    """
    levels = world.starts[len(world.starts) - 1]
    for seat in range(len(world.seat_side)):
        other = 1 - world.seat_side[seat]
        knowledge = world.knowledge[seat]
        for level in range(levels):
            if knowledge == LINEAR:
                believed = world.linear_table[other * levels + level]
            elif knowledge == SHAPED:
                believed = world.mean_table[other * levels + level]
            else:
                believed = state.table[other][level]
            state.belief_table[seat][level] = believed


@rule
def refresh(world: World, state: State) -> None:
    """Remake every ladder (when salience has changed what concessions cost)."""
    _refresh_hull(world, state)  # first: it borrows a ladder's room
    for seat in range(len(world.seat_side)):
        state.ladder_length[seat] = build_ladder(
            state.felt[2 + seat],
            state.belief_table[seat],
            world.starts,
            world.links,
            world.giver,
            world.seat_side[seat],
            state.block_issue,
            state.block_steps,
            state.block_cost,
            state.block_gain,
            state.ladder[seat],
        )
        fill_rungs(
            state.felt[2 + seat],
            world.starts,
            world.links,
            world.giver,
            world.seat_side[seat],
            state.ladder[seat],
            state.ladder_length[seat],
            state.peak[seat],
            state.draft[seat],
            state.rungs[seat],
        )


@rule
def _refresh_hull(world: World, state: State) -> None:
    """Write the upper hull of the two leaders' felt utilities, from side 0's best downwards.

    The pooled blocks of a ladder made with the other side's true table are the corners of the
    hull: no package lies above the line through them. Links are counted at their best, so that
    the line stays an upper bound.
    """
    for side in range(2):
        _without_links(world, state, side)
    length = build_ladder(
        state.hull_table[0],
        state.hull_table[1],
        world.starts,
        world.links,
        world.giver,
        0,
        state.block_issue,
        state.block_steps,
        state.block_cost,
        state.block_gain,
        state.ladder[0],
    )
    own = 0.0
    other = 0.0
    for issue in range(len(world.giver)):
        first = world.starts[issue]
        level = first if world.giver[issue] == 0 else world.starts[issue + 1] - 1
        own += state.hull_table[0][level]
        other += state.hull_table[1][level]
    state.hull_own[0] = own
    state.hull_other[0] = other
    corners = 1
    taken = 0
    while taken < length:
        block = corners - 1
        own -= state.block_cost[block]
        other += state.block_gain[block]
        taken += state.block_steps[block]
        state.hull_own[corners] = own
        state.hull_other[corners] = other
        corners += 1
    state.hull_length = corners


@rule
def _without_links(world: World, state: State, side: int) -> None:
    table = state.hull_table[side]
    issues = len(world.giver)
    for level in range(world.starts[len(world.starts) - 1]):
        table[level] = state.felt[side][level] if level < world.starts[issues] else 0.0
    for link in range(len(world.link_side)):
        a = world.links[3 * link]
        size = world.links[3 * link + 2]
        first = world.starts[issues + link]
        for row in range(world.starts[a + 1] - world.starts[a]):
            table[world.starts[a] + row] += state.felt[side][first + row * size + size - 1]


@rule
def zopa(state: State) -> bool:
    """Return whether some package could satisfy both mandates now (an upper bound: the hull).

    Where this is False there is no such package at all; the hull also counts mixtures, so True
    can be wrong by less than one step.
    """
    own_floor = state.mandate[0]
    other_floor = state.mandate[1]
    if state.hull_own[0] < own_floor:
        return False
    best = state.hull_other[0]
    for corner in range(1, state.hull_length):
        if state.hull_own[corner] >= own_floor:
            if state.hull_other[corner] > best:
                best = state.hull_other[corner]
        else:
            drop = state.hull_own[corner - 1] - state.hull_own[corner]
            part = (state.hull_own[corner - 1] - own_floor) / drop if drop > 0.0 else 0.0
            between = state.hull_other[corner - 1] + part * (
                state.hull_other[corner] - state.hull_other[corner - 1]
            )
            if between > best:
                best = between
            break
    return best >= other_floor
