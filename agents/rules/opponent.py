"""Learning from its offers what the other side values.

How the worth of each issue rises and falls over its levels is believed from the start; what is
learnt is how much each issue *weighs*, its span: the difference its whole range makes to the
other. Two models (baarslag2016 surveys both kinds), one notebook: for each issue, from
``NOTES + 4 * issue``, the level last offered, the span believed at first, and two numbers more.
"""

from __future__ import annotations

import math

from agents.rules.compile import rule
from agents.rules.notebook import NOTES, NOTES_AN_ISSUE
from agents.rules.offering import build_ladder, fill_rungs
from agents.views import View

SEEN = 1
"""Where the notebook says that an offer has been seen."""
LEVEL, SPAN, WEIGHT, LIGHT, HEAVY = 0, 1, 2, 2, 3

RARELY = 0.02
"""No hypothesis is ever thought less likely than this before the three are made to sum to 1."""
EVEN = 0.25
"""What light and heavy are thought to be at first; as believed has the other half."""


@rule
def learn_by_frequency(view: View, pace: float) -> bool:
    """Weigh more the issues that the other leaves as they are; True if the weights changed.

    Whenever the other changes its offer, each issue that it could have moved on and did not gains
    ``pace`` times the mean weight, and all are scaled back to their sum (krimpen2013).
    """
    memory = view.memory
    if _first_offer(view):
        for issue in range(len(view.giver)):
            memory[_note(issue) + WEIGHT] = memory[_note(issue) + SPAN]
        return False
    total = 0.0
    moved = False
    for issue in range(len(view.giver)):
        total += memory[_note(issue) + WEIGHT]
        moved = moved or _given(view, issue) != 0
    if not moved:
        return False
    bonus = pace * total / len(view.giver)
    grown = 0.0
    for issue in range(len(view.giver)):
        if _could_give(view, issue) and _given(view, issue) == 0:
            memory[_note(issue) + WEIGHT] += bonus
        grown += memory[_note(issue) + WEIGHT]
    for issue in range(len(view.giver)):
        if grown > 0.0:
            memory[_note(issue) + WEIGHT] *= total / grown
        _weigh(view, issue, memory[_note(issue) + WEIGHT])
    _note_levels(view)
    return True


@rule
def learn_by_bayes(view: View) -> bool:
    """Judge by its concessions whether each issue is light or heavy; True if anything was learnt.

    Three hypotheses an issue: it weighs half, as much as, or twice what was believed. A side
    gives first where giving is cheap for what it brings the other, so an issue that it gives on
    is likelier light than one that it keeps; how likely it was to give is the share of issues it
    gave on, odds divided by the hypothesis and by how dear the step was thought to be. The
    scheme is that of hindriks2008, with the likelihood of a choice in place of an assumed pace.
    """
    memory = view.memory
    if _first_offer(view):
        for issue in range(len(view.giver)):
            memory[_note(issue) + LIGHT] = EVEN
            memory[_note(issue) + HEAVY] = EVEN
        return False
    able = 0
    gave = 0
    price = 0.0
    for issue in range(len(view.giver)):
        if _could_give(view, issue):
            able += 1
            price += _price(view, issue)
            if _given(view, issue) > 0:
                gave += 1
    learnt = 0 < gave < able and price > 0.0
    if learnt:
        odds = (able - gave) / gave
        for issue in range(len(view.giver)):
            if _could_give(view, issue):
                dear = odds * _price(view, issue) * able / price
                _update(view, _note(issue), dear, _given(view, issue) > 0)
        for issue in range(len(view.giver)):
            at = _note(issue)
            # Not a power of 2.0: the compiler would round it by another function than Python.
            factor = math.exp2(memory[at + HEAVY] - memory[at + LIGHT])
            _weigh(view, issue, memory[at + SPAN] * factor)
    _note_levels(view)
    return learnt


@rule
def remake_ladder(view: View) -> None:
    """Order the steps of the ladder by what the other is now thought to value."""
    build_ladder(
        view.own,
        view.other,
        view.starts,
        view.links,
        view.giver,
        view.side,
        view.block_issue,
        view.block_steps,
        view.block_cost,
        view.block_gain,
        view.ladder,
    )
    if len(view.rungs) > 0:  # a view made by hand may come without
        fill_rungs(
            view.own,
            view.starts,
            view.links,
            view.giver,
            view.side,
            view.ladder,
            view.ladder_length,
            view.best,
            view.draft,
            view.rungs,
        )


@rule
def _note(issue: int) -> int:
    return NOTES + NOTES_AN_ISSUE * issue


@rule
def _first_offer(view: View) -> bool:
    if view.memory[SEEN] > 0.0:
        return False
    view.memory[SEEN] = 1.0
    for issue in range(len(view.giver)):
        view.memory[_note(issue) + SPAN] = _span(view, issue)
    _note_levels(view)
    return True


@rule
def _note_levels(view: View) -> None:
    for issue in range(len(view.giver)):
        view.memory[_note(issue) + LEVEL] = float(view.offer[issue])


@rule
def _span(view: View, issue: int) -> float:
    return abs(view.other[view.starts[issue + 1] - 1] - view.other[view.starts[issue]])


@rule
def _given(view: View, issue: int) -> int:
    """Return by how many levels the other's offer has come towards us."""
    rise = view.offer[issue] - int(view.memory[_note(issue) + LEVEL])
    return -rise if view.giver[issue] == view.side else rise


@rule
def _could_give(view: View, issue: int) -> bool:
    before = int(view.memory[_note(issue) + LEVEL])
    if view.giver[issue] == view.side:
        return before > 0
    return before < view.starts[issue + 1] - view.starts[issue] - 1


@rule
def _price(view: View, issue: int) -> float:
    """Return how dear the other's next step is, at first belief: its cost over cost and gain."""
    here = view.starts[issue] + int(view.memory[_note(issue) + LEVEL])
    there = here - 1 if view.giver[issue] == view.side else here + 1
    span = _span(view, issue)
    cost = view.other[here] - view.other[there]
    if span > 0.0:
        cost *= view.memory[_note(issue) + SPAN] / span
    gain = view.own[there] - view.own[here]
    return cost / (cost + gain) if cost > 0.0 and gain > 0.0 else 0.5


@rule
def _update(view: View, at: int, dear: float, gave: bool) -> None:
    """Bring the three hypotheses of an issue up to date (Bayes' rule)."""
    memory = view.memory
    light = memory[at + LIGHT] * _likelihood(0.5 * dear, gave)
    heavy = memory[at + HEAVY] * _likelihood(2.0 * dear, gave)
    believed = (1.0 - memory[at + LIGHT] - memory[at + HEAVY]) * _likelihood(dear, gave)
    total = light + heavy + believed
    if total > 0.0:
        light = max(light / total, RARELY)
        heavy = max(heavy / total, RARELY)
        believed = max(believed / total, RARELY)
        memory[at + LIGHT] = light / (light + heavy + believed)
        memory[at + HEAVY] = heavy / (light + heavy + believed)


@rule
def _likelihood(odds_against: float, gave: bool) -> float:
    return (1.0 if gave else odds_against) / (1.0 + odds_against)


@rule
def _weigh(view: View, issue: int, weight: float) -> None:
    """Stretch what the other is thought to value on an issue to a span of ``weight``."""
    span = _span(view, issue)
    if span > 0.0:
        for level in range(view.starts[issue], view.starts[issue + 1]):
            view.other[level] *= weight / span
