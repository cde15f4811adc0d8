"""Pairs of issues whose worth depends on each other.

A link joins two issues, ``a`` and ``b``. Its own block of a value table stands behind those of
the issues, one entry for each pair of levels: the entry of (level of a, level of b) is at
``level of a * size of b + level of b``. A package carries the place in that block behind its
levels, so that its worth stays a plain sum over blocks.

``links`` is flat: a, b and the size of b for each link.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

from agents.rules.compile import short_rule


@short_rule
def join(links: Sequence[int], issues: int, levels: MutableSequence[int]) -> None:
    """Write a package's place in each link's block behind its ``issues`` levels."""
    for link in range(len(links) // 3):
        levels[issues + link] = (
            levels[links[3 * link]] * links[3 * link + 2] + levels[links[3 * link + 1]]
        )


@short_rule
def change(
    table: Sequence[float],
    starts: Sequence[int],
    links: Sequence[int],
    levels: Sequence[int],
    issue: int,
    move: int,
) -> float:
    """Return what a move of one level on one issue does to the worth of the links.

    Args:
        table: a value table with the links' blocks.
        starts: where each issue and then each link begins in it.
        links: the pairs (see the module).
        levels: the package before the move.
        issue: the issue that moves.
        move: 1 or -1 level.
    """
    total = 0.0
    count = len(links) // 3
    for link in range(count):
        a = links[3 * link]
        b = links[3 * link + 1]
        size = links[3 * link + 2]
        if issue == a or issue == b:
            first = starts[len(starts) - 1 - count + link]
            before = levels[a] * size + levels[b]
            after = before + (move * size if issue == a else move)
            total += table[first + after] - table[first + before]
    return total


@short_rule
def halfway_change(
    table: Sequence[float],
    starts: Sequence[int],
    links: Sequence[int],
    issue: int,
    before: int,
    after: int,
) -> float:
    """Return what a move does to the worth of the links while each partner stands half-way.

    Args:
        table: a value table with the links' blocks.
        starts: where each issue and then each link begins in it.
        links: the pairs (see the module).
        issue: the issue that moves.
        before: its level before the move.
        after: its level after it.
    """
    total = 0.0
    count = len(links) // 3
    for link in range(count):
        a = links[3 * link]
        b = links[3 * link + 1]
        size = links[3 * link + 2]
        first = starts[len(starts) - 1 - count + link]
        if issue == a:
            half = (size - 1) // 2
            total += table[first + after * size + half] - table[first + before * size + half]
        elif issue == b:
            half = (starts[a + 1] - starts[a] - 1) // 2
            total += table[first + half * size + after] - table[first + half * size + before]
    return total


@short_rule
def worth_between(
    table: Sequence[float], first: int, rows: int, size: int, a: float, b: float
) -> float:
    """Return the worth of one link between levels: bilinear, and linear below level 0.

    Args:
        table: a value table with the links' blocks.
        first: where the link's block begins.
        rows: levels of its first issue.
        size: levels of its second.
        a: position on the first issue.
        b: position on the second.
    """
    row = int(a) if a > 0.0 else 0
    if row > rows - 2:
        row = rows - 2
    column = int(b) if b > 0.0 else 0
    if column > size - 2:
        column = size - 2
    corner = first + row * size + column
    near = table[corner] + (b - column) * (table[corner + 1] - table[corner])
    corner += size
    far = table[corner] + (b - column) * (table[corner + 1] - table[corner])
    return near + (a - row) * (far - near)
