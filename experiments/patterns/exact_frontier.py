"""The exact frontier of two value tables of a scenario, found outside the run, links included."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

from sim.frontier import Frontier, frontier
from sim.world import World


def exact_frontier(world: World, tables: Sequence[Sequence[float]]) -> Frontier:
    """Return the frontier of side 0's table and side 1's, flat as in a history's State.

    Two issues that a link joins count as one.

    Raises:
        ValueError: an issue stands in two links.
    """
    joined = [
        {world.links[3 * link], world.links[3 * link + 1]} for link in range(len(world.link_side))
    ]
    if any(one & other for one, other in combinations(joined, 2)):
        raise ValueError("an issue stands in two links; then links can't be taken one by one")
    alone = [
        {place} for place in range(len(world.giver)) if not any(place in two for two in joined)
    ]
    worth = [
        [_worth(world, table, sorted(issues)) for issues in [*alone, *joined]] for table in tables
    ]
    return frontier(worth[0], worth[1])


def _worth(world: World, table: Sequence[float], issues: Sequence[int]) -> list[float]:
    """Return what each combination of the issues' levels is worth, with the link between them."""
    sizes = [world.starts[issue + 1] - world.starts[issue] for issue in issues]
    worth = []
    for levels in product(*(range(size) for size in sizes)):
        at = dict(zip(issues, levels, strict=True))
        total = sum(table[world.starts[issue] + level] for issue, level in at.items())
        for link in range(len(world.link_side)):
            first, second, size = world.links[3 * link : 3 * link + 3]
            if {first, second} == set(at):
                block = world.starts[len(world.giver) + link]
                total += table[block + at[first] * size + at[second]]
        worth.append(total)
    return worth
