"""What a package is worth, from a value table over levels.

A value table is flat: issue ``i`` has its levels at ``starts[i] .. starts[i + 1] - 1``. What a
side receives has entries that rise with the level, what it gives has entries that fall.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.rules.compile import rule, short_rule
from agents.rules.linked import worth_between


@rule
def value_of(table: Sequence[float], starts: Sequence[int], levels: Sequence[int]) -> float:
    """Return the utility of a package.

    Args:
        table: utility of each level, flat, shape (number of levels of all issues,).
        starts: where each issue begins in ``table``, shape (issues + 1,).
        levels: the package, one level an issue, and behind them its place in each link's block
            (see ``agents.rules.linked``), shape (issues + links,).
    """
    total = 0.0
    for issue in range(len(starts) - 1):
        total += table[starts[issue] + levels[issue]]
    return total


@short_rule
def value_at(table: Sequence[float], first: int, size: int, position: float) -> float:
    """Return the utility of one issue at a position between levels, or beyond level 0.

    Between two levels the table is linear; below level 0 (a tariff hiked past its threat)
    it goes on with the slope of its first step.

    Args:
        table: a flat value table.
        first: where the issue begins in it.
        size: how many levels the issue has.
        position: level coordinate, ``size - 1`` at most.
    """
    below = int(position) if position > 0.0 else 0
    if below > size - 2:
        below = size - 2
    low = table[first + below]
    return low + (position - below) * (table[first + below + 1] - low)


@rule
def value_of_regime(
    table: Sequence[float],
    starts: Sequence[int],
    links: Sequence[int],
    regime: Sequence[float],
) -> float:
    """Return the utility of the regime in force (a position for each issue)."""
    total = 0.0
    for issue in range(len(starts) - 1 - len(links) // 3):
        first = starts[issue]
        total += value_at(table, first, starts[issue + 1] - first, regime[issue])
    return total + worth_of_links(table, starts, links, regime)


@short_rule
def worth_of_links(
    table: Sequence[float],
    starts: Sequence[int],
    links: Sequence[int],
    regime: Sequence[float],
) -> float:
    """Return what the links between issues add to the utility of the regime in force."""
    total = 0.0
    count = len(links) // 3
    issues = len(starts) - 1 - count
    for link in range(count):
        a = links[3 * link]
        b = links[3 * link + 1]
        rows = starts[a + 1] - starts[a]
        size = links[3 * link + 2]
        total += worth_between(table, starts[issues + link], rows, size, regime[a], regime[b])
    return total


@rule
def extreme_value(
    table: Sequence[float],
    starts: Sequence[int],
    links: Sequence[int],
    giver: Sequence[int],
    receiving: int,
) -> float:
    """Return the utility when side ``receiving`` gets every last level and gives nothing.

    Called with a side's own number it is the best package for that side; with the other
    side's number, the worst.
    """
    total = 0.0
    for issue in range(len(giver)):
        if giver[issue] == receiving:
            total += table[starts[issue]]
        else:
            total += table[starts[issue + 1] - 1]
    for link in range(len(links) // 3):
        a = links[3 * link]
        b = links[3 * link + 1]
        size = links[3 * link + 2]
        level_a = 0 if giver[a] == receiving else starts[a + 1] - starts[a] - 1
        level_b = 0 if giver[b] == receiving else size - 1
        total += table[starts[len(giver) + link] + level_a * size + level_b]
    return total
