"""Exact Pareto frontiers of a scenario's worlds, links between issues included.

Issues that links tie together are taken as one composite issue whose levels are all their
pairs (or triples …), so that worth is additive again and the frontier stays exact.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from agents.rules.linked import join
from agents.rules.utility import value_of
from sim.frontier import Frontier, frontier
from sim.world import World


def groups(world: World) -> tuple[tuple[int, ...], ...]:
    """Return the issues that links tie together, each other issue on its own."""
    group = list(range(len(world.giver)))
    for link in range(len(world.link_side)):
        old, new = group[world.links[3 * link + 1]], group[world.links[3 * link]]
        group = [new if one == old else one for one in group]
    return tuple(
        tuple(issue for issue, one in enumerate(group) if one == name)
        for name in sorted(set(group))
    )


def worth(world: World, table: Sequence[float], levels: Sequence[int]) -> float:
    """Return the utility of a package (one level an issue) under a flat value table."""
    slots = [*levels, *([0] * len(world.link_side))]
    join(world.links, len(world.giver), slots)
    return value_of(table, world.starts, slots)


def exact_frontier(world: World, first: Sequence[float], second: Sequence[float]) -> Frontier:
    """Return the strict Pareto frontier of two flat value tables, links included.

    Args:
        world: the scenario's world.
        first: value table of side 0, with the links' blocks.
        second: value table of side 1.

    Raises:
        ValueError: the space is too large (see ``sim.frontier.frontier``).
    """
    issues = len(world.giver)
    sizes = [world.starts[issue + 1] - world.starts[issue] for issue in range(issues)]
    tied = groups(world)
    combinations = [list(itertools.product(*(range(sizes[i]) for i in group))) for group in tied]
    tables: list[list[list[float]]] = []
    for table in (first, second):
        rows = []
        for group, options in zip(tied, combinations, strict=True):
            row = []
            for option in options:
                levels = [0] * issues
                for issue, level in zip(group, option, strict=True):
                    levels[issue] = level
                row.append(_worth_of_group(world, table, group, levels))
            rows.append(row)
        tables.append(rows)
    found = frontier(tables[0], tables[1])
    packages = np.zeros((len(found), issues), dtype=np.int64)
    for place, (group, options) in enumerate(zip(tied, combinations, strict=True)):
        chosen = np.array(options, dtype=np.int64)[found.packages[:, place]]
        packages[:, list(group)] = chosen
    return Frontier(found.values, packages)


def _worth_of_group(
    world: World, table: Sequence[float], group: tuple[int, ...], levels: Sequence[int]
) -> float:
    total = sum(table[world.starts[issue] + levels[issue]] for issue in group)
    for link in range(len(world.link_side)):
        a, b, size = world.links[3 * link : 3 * link + 3]
        if a in group:
            block = world.starts[len(world.giver) + link]
            total += table[block + levels[a] * size + levels[b]]
    return total
