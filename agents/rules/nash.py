"""Where the Nash point would be, as one side sees it."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

from agents.rules.compile import rule
from agents.rules.linked import change
from agents.rules.utility import extreme_value


@rule
def nash_value(
    own: Sequence[float],
    other: Sequence[float],
    starts: Sequence[int],
    links: Sequence[int],
    giver: Sequence[int],
    side: int,
    ladder: Sequence[int],
    length: int,
    draft: MutableSequence[int],
) -> float:
    """Return the own utility of the ladder's package with the greatest product of gains.

    Gains count from each side's worst package (the zero of Nash, nash1950, where mandates
    aren't known). The ladder's packages are the efficient ones, as far as its owner knows.

    Args:
        own: the side's own value table.
        other: what the other side is thought to value.
        starts: where each issue, then each link, begins in the tables.
        links: pairs of issues whose worth depends on each other.
        giver: the giving side of each issue.
        side: whose ladder it is.
        ladder: issues to concede on, in order.
        length: how many steps the ladder has.
        draft: room for a package.
    """
    mine = extreme_value(own, starts, links, giver, side)
    theirs = extreme_value(other, starts, links, giver, side)
    my_worst = extreme_value(own, starts, links, giver, 1 - side)
    their_worst = theirs
    for issue in range(len(giver)):
        draft[issue] = 0 if giver[issue] == side else starts[issue + 1] - starts[issue] - 1
    found = mine
    greatest = 0.0
    for step in range(length):
        issue = ladder[step]
        here = starts[issue] + draft[issue]
        move = 1 if giver[issue] == side else -1
        mine += own[here + move] - own[here] + change(own, starts, links, draft, issue, move)
        theirs += other[here + move] - other[here]
        theirs += change(other, starts, links, draft, issue, move)
        draft[issue] += move
        product = (mine - my_worst) * (theirs - their_worst)
        if product > greatest:
            greatest = product
            found = mine
    return found
