"""Which package to offer at a demanded utility: the step ladder.

Packages are never enumerated. The ladder is the list of all single-level concessions of a
side, in the order of what the other side is thought to gain for each unit of own cost. An
offer starts from the side's own best package and takes steps down that list for as long as
its own utility stays at the demand.

Steps of one issue must be taken in turn, so where a later step of an issue is a better
bargain than an earlier one the two are weighed together (their pooled ratio), as in the
greedy solution of a multiple-choice knapsack.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

from agents.rules.compile import rule, short_rule
from agents.rules.linked import change, halfway_change, join

SMALLEST_COST = 1e-12
"""A step that costs less than this (or gains its giver something) is taken first."""


@rule
def build_ladder(
    own: Sequence[float],
    other: Sequence[float],
    starts: Sequence[int],
    links: Sequence[int],
    giver: Sequence[int],
    side: int,
    block_issue: MutableSequence[int],
    block_steps: MutableSequence[int],
    block_cost: MutableSequence[float],
    block_gain: MutableSequence[float],
    ladder: MutableSequence[int],
) -> int:
    """Write the issues to concede on, best bargain first, and return how many steps there are.

    Args:
        own: the side's own value table (with what the campaign adds to its costs).
        other: what the other side is thought to value.
        starts: where each issue, then each link, begins in the tables.
        links: pairs of issues whose worth depends on each other (``agents.rules.linked``); a step
            is judged with its partner half-way.
        giver: the giving side of each issue, shape (issues,).
        side: whose ladder this is.
        block_issue: room for one number a step; so are the other three ``block_…``.
        block_steps: see ``block_issue``.
        block_cost: see ``block_issue``.
        block_gain: see ``block_issue``.
        ladder: filled with the issue of each step.
    """
    blocks = 0
    for issue in range(len(giver)):
        first = starts[issue]
        size = starts[issue + 1] - first
        bottom = blocks
        for step in range(size - 1):
            if giver[issue] == side:
                before = first + step
                after = before + 1
            else:
                before = first + size - 1 - step
                after = before - 1
            block_issue[blocks] = issue
            block_steps[blocks] = 1
            low, high = before - first, after - first
            block_cost[blocks] = (
                own[before] - own[after] - halfway_change(own, starts, links, issue, low, high)
            )
            block_gain[blocks] = (
                other[after]
                - other[before]
                + halfway_change(other, starts, links, issue, low, high)
            )
            blocks += 1
            while blocks - 1 > bottom and _ratio(block_gain, block_cost, blocks - 1) > _ratio(
                block_gain, block_cost, blocks - 2
            ):
                blocks -= 1
                block_steps[blocks - 1] += block_steps[blocks]
                block_cost[blocks - 1] += block_cost[blocks]
                block_gain[blocks - 1] += block_gain[blocks]
    _sort_blocks(block_issue, block_steps, block_cost, block_gain, blocks, giver, side)
    length = 0
    for block in range(blocks):
        for _ in range(block_steps[block]):
            ladder[length] = block_issue[block]
            length += 1
    return length


@short_rule
def _ratio(gain: Sequence[float], cost: Sequence[float], block: int) -> float:
    return gain[block] / (cost[block] if cost[block] > SMALLEST_COST else SMALLEST_COST)


@rule
def _sort_blocks(
    issue: MutableSequence[int],
    steps: MutableSequence[int],
    cost: MutableSequence[float],
    gain: MutableSequence[float],
    blocks: int,
    giver: Sequence[int],
    side: int,
) -> None:
    # Insertion keeps the order of equals; before equals on what others give, own gives come
    # first, so that two mirrored sides make mirrored ladders.
    for block in range(1, blocks):
        one_issue, one_steps = issue[block], steps[block]
        one_cost, one_gain = cost[block], gain[block]
        ratio = _ratio(gain, cost, block)
        spot = block
        while spot > 0:
            before = _ratio(gain, cost, spot - 1)
            own_first = (
                before == ratio and giver[one_issue] == side and giver[issue[spot - 1]] != side
            )
            if not (before < ratio or own_first):
                break
            issue[spot], steps[spot] = issue[spot - 1], steps[spot - 1]
            cost[spot], gain[spot] = cost[spot - 1], gain[spot - 1]
            spot -= 1
        issue[spot], steps[spot], cost[spot], gain[spot] = one_issue, one_steps, one_cost, one_gain


@rule
def fill_rungs(
    own: Sequence[float],
    starts: Sequence[int],
    links: Sequence[int],
    giver: Sequence[int],
    side: int,
    ladder: Sequence[int],
    length: int,
    best: float,
    draft: MutableSequence[int],
    rungs: MutableSequence[float],
) -> None:
    """Write the own utility after each step of a ladder, if all are taken in turn.

    The arguments are those of :func:`climb`; ``rungs`` has room for a number a step.
    """
    _start_at_best(starts, giver, side, draft)
    value = best
    for step in range(length):
        issue = ladder[step]
        here = starts[issue] + draft[issue]
        move = 1 if giver[issue] == side else -1
        after = value - (own[here] - own[here + move])
        after += change(own, starts, links, draft, issue, move)
        value = after
        rungs[step] = value
        draft[issue] += move


@short_rule
def _start_at_best(
    starts: Sequence[int], giver: Sequence[int], side: int, draft: MutableSequence[int]
) -> None:
    for issue in range(len(giver)):
        draft[issue] = 0 if giver[issue] == side else starts[issue + 1] - starts[issue] - 1


@rule
def climb(
    own: Sequence[float],
    starts: Sequence[int],
    links: Sequence[int],
    giver: Sequence[int],
    side: int,
    ladder: Sequence[int],
    length: int,
    rungs: Sequence[float],
    best: float,
    demanded: float,
    stuck: MutableSequence[int],
    draft: MutableSequence[int],
) -> float:
    """Write the offer at ``demanded`` into ``draft`` and return its own utility.

    A step too large for what is left is passed over, and with it the rest of its issue;
    smaller steps further down may still fit.

    Args:
        own: the side's own value table.
        starts: where each issue, then each link, begins in it.
        links: pairs of issues whose worth depends on each other.
        giver: the giving side of each issue.
        side: who offers.
        ladder: issues to concede on, in order (see :func:`build_ladder`).
        length: how many steps the ladder has.
        rungs: own utility after each step (see :func:`fill_rungs`), or nothing: then all steps
            are added up anew, to the same.
        best: utility of the side's best package.
        demanded: the utility to keep.
        stuck: room for one mark an issue.
        draft: filled with the package, one level an issue.
    """
    _start_at_best(starts, giver, side, draft)
    for issue in range(len(giver)):
        stuck[issue] = 0
    value = best
    known = length if len(rungs) >= length else 0
    free = 0
    while free < known and rungs[free] >= demanded:
        issue = ladder[free]
        draft[issue] += 1 if giver[issue] == side else -1
        value = rungs[free]
        free += 1
    for step in range(free, length):
        issue = ladder[step]
        if stuck[issue]:
            continue
        here = starts[issue] + draft[issue]
        move = 1 if giver[issue] == side else -1
        after = value - (own[here] - own[here + move])
        after += change(own, starts, links, draft, issue, move)
        if after >= demanded:
            value = after
            draft[issue] += move
        else:
            stuck[issue] = 1
    join(links, len(giver), draft)
    return value


@rule
def retreat(
    own: Sequence[float],
    home: Sequence[float],
    starts: Sequence[int],
    links: Sequence[int],
    giver: Sequence[int],
    side: int,
    ladder: Sequence[int],
    length: int,
    value: float,
    support: float,
    bar: float,
    draft: MutableSequence[int],
) -> float:
    """Take back the last steps that hurt at home until support reaches the bar.

    Returns the own utility of what is left in ``draft``. If not even the side's best package
    would have the support, nothing is taken back.

    Args:
        own: the side's own value table.
        home: support that each level brings or costs at home, flat like ``own``.
        starts: where each issue, then each link, begins in the tables.
        links: pairs of issues whose worth depends on each other.
        giver: the giving side of each issue.
        side: who offers.
        ladder: the steps that led to ``draft``.
        length: how many steps the ladder has.
        value: own utility of ``draft``.
        support: support for ``draft`` at home.
        bar: support at which ratification is as likely as not.
        draft: the package, changed in place.
    """
    if support >= bar:
        return value
    reachable = support
    for issue in range(len(giver)):
        top = 0 if giver[issue] == side else starts[issue + 1] - starts[issue] - 1
        better = home[starts[issue] + top] - home[starts[issue] + draft[issue]]
        if better > 0.0:
            reachable += better
    if reachable < bar:
        return value
    for back in range(length):
        if support >= bar:
            break
        issue = ladder[length - 1 - back]
        move = -1 if giver[issue] == side else 1
        top = 0 if giver[issue] == side else starts[issue + 1] - starts[issue] - 1
        if draft[issue] == top:
            continue
        here = starts[issue] + draft[issue]
        gained = home[here + move] - home[here]
        if gained > 0.0:
            support += gained
            value += own[here + move] - own[here]
            value += change(own, starts, links, draft, issue, move)
            draft[issue] += move
    join(links, len(giver), draft)
    return value
