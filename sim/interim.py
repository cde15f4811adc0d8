"""An interim accord: a small package at once, against the clock being stopped."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.offering import SMALLEST_COST
from agents.rules.utility import value_at, worth_of_links
from sim import accounts, outlook, texts
from sim.chance import Tape, draw
from sim.state import INTERIM_FAILED, INTERIM_ONLY, INTERIM_SIGNED, OUTSIDE, State
from sim.world import World

TRIED = 1
SIGNED = 2
"""What has been made of the occasion for this deadline date (State.interim_tried, 0: nothing)."""


@rule
def consider(world: World, tape: Tape, state: State) -> None:
    """Sign an interim accord if the occasion arises and both sides gain by it.

    In a round without a text an occasion arises because a seat proposed it or, once for each
    deadline date and within the window before it, by a draw. A date sees one accord at most.
    """
    if not world.interim or not state.in_round or state.standing or state.pending:
        return
    threat = state.next_threat
    if threat < 0 or threat >= world.deadlines or state.interim_tried == SIGNED:
        return
    if not state.interim_asked:
        if state.interim_tried:
            return
        if state.deadline_day - state.day > state.number[world.interim_window]:
            return
        state.interim_tried = TRIED
        u = draw(tape, world.interim_stream, state.run, state.day, 0)
        if u >= state.number[world.interim_occasion]:
            return
    state.interim_tried = TRIED
    state.interim_asked = 0
    if _compose(world, state, threat) and not (
        texts.overrides(world, tape, state, 0, 0) or texts.overrides(world, tape, state, 1, 0)
    ):
        _sign(world, state)
    else:
        state.happened += INTERIM_FAILED


@rule
def _flip_value(world: World, state: State, side: int, issue: int) -> float:
    """Return what putting an issue's step in, or taking it out, is worth to a side's leader."""
    first = world.starts[issue]
    size = world.starts[issue + 1] - first
    here = state.trial[issue]
    there = state.regime[issue] + (0.0 if state.stuck[0][issue] else 1.0)
    if there > size - 1:
        return 0.0
    table = state.felt[side]
    worth = value_at(table, first, size, there) - value_at(table, first, size, here)
    worth -= worth_of_links(table, world.starts, world.links, state.trial)
    state.trial[issue] = there
    worth += worth_of_links(table, world.starts, world.links, state.trial)
    state.trial[issue] = here
    return worth


@rule
def _flip(state: State, issue: int) -> None:
    state.stuck[0][issue] = 1 - state.stuck[0][issue]
    state.trial[issue] = state.regime[issue] + state.stuck[0][issue]


@rule
def _compose(world: World, state: State, threat: int) -> bool:
    """Mark in ``stuck[0]`` the steps of the best Nash product; False if nobody would sign.

    At most one step an issue from the regime in force; disagreement is the worth of no
    agreement; the side that stops its own clock pays the price. A walk from all that side 0
    likes to all that side 1 likes, best bargain first, passes near the best; from there steps
    are put in, taken out or exchanged for as long as that helps.
    """
    issues = len(world.giver)
    gain0 = state.flow[0] - state.terms[0][OUTSIDE]
    gain1 = state.flow[1] - state.terms[1][OUTSIDE]
    price = state.number[world.interim_price]
    if world.threat_holder[threat] == 0:
        gain0 -= price
    else:
        gain1 -= price
    gain0, gain1 = _walk(world, state, gain0, gain1)
    for _ in range(4 * issues):
        best = _merit(gain0, gain1)
        one = -1
        other = -1
        best0 = gain0
        best1 = gain1
        for first in range(issues):
            after0 = gain0 + _flip_value(world, state, 0, first)
            after1 = gain1 + _flip_value(world, state, 1, first)
            if _merit(after0, after1) > best:
                best, best0, best1 = _merit(after0, after1), after0, after1
                one, other = first, first
            _flip(state, first)
            for second in range(first + 1, issues):
                both0 = after0 + _flip_value(world, state, 0, second)
                both1 = after1 + _flip_value(world, state, 1, second)
                if _merit(both0, both1) > best:
                    best, best0, best1 = _merit(both0, both1), both0, both1
                    one, other = first, second
            _flip(state, first)
        if one < 0:
            break
        _flip(state, one)
        if other != one:
            _flip(state, other)
        gain0, gain1 = best0, best1
    taken = 0
    for issue in range(issues):
        taken += state.stuck[0][issue]
    return taken > 0 and gain0 > 0.0 and gain1 > 0.0


@rule
def _walk(world: World, state: State, gain0: float, gain1: float) -> tuple[float, float]:
    """Mark the best steps met on the way from side 0's wishes to side 1's; return the gains."""
    issues = len(world.giver)
    turn = state.stuck[1]  # when on the way an issue was flipped, 0: not
    for issue in range(issues):
        state.stuck[0][issue] = 0
        state.trial[issue] = state.regime[issue]
        turn[issue] = 0
    for issue in range(issues):
        liked = _flip_value(world, state, 0, issue)
        if liked > 0.0:
            gain0 += liked
            gain1 += _flip_value(world, state, 1, issue)
            _flip(state, issue)
    best0 = gain0
    best1 = gain1
    best_turn = 0
    for now in range(1, issues + 1):
        chosen = -1
        best_ratio = 0.0
        for issue in range(issues):
            gained = _flip_value(world, state, 1, issue)
            if turn[issue] or gained <= 0.0:
                continue
            cost = -_flip_value(world, state, 0, issue)
            ratio = gained / (cost if cost > SMALLEST_COST else SMALLEST_COST)
            if ratio > best_ratio:
                best_ratio = ratio
                chosen = issue
        if chosen < 0:
            break
        gain0 += _flip_value(world, state, 0, chosen)
        gain1 += _flip_value(world, state, 1, chosen)
        _flip(state, chosen)
        turn[chosen] = now
        if _merit(gain0, gain1) > _merit(best0, best1):
            best0 = gain0
            best1 = gain1
            best_turn = now
    for issue in range(issues):
        if turn[issue] > best_turn:
            _flip(state, issue)
    return best0, best1


@rule
def _merit(gain0: float, gain1: float) -> float:
    """Rank pairs of gains: both positive by their product, else by the smaller one."""
    if gain0 > 0.0 and gain1 > 0.0:
        return gain0 * gain1
    return gain0 if gain0 < gain1 else gain1


@rule
def _sign(world: World, state: State) -> None:
    for issue in range(len(world.giver)):
        if state.stuck[0][issue]:
            state.regime[issue] += 1.0
    state.worth_stale = 1
    days = int(state.number[world.interim_duration] + 0.5)
    for threat in range(len(world.threat_issue)):
        if state.threat_on[threat] == 1:
            frozen = state.day + days
            if state.threat_day[threat] < frozen:
                state.threat_day[threat] = frozen
    state.interim_tried = SIGNED
    state.interim_day = state.day
    state.ending = INTERIM_ONLY
    state.happened += INTERIM_SIGNED
    for side in range(2):
        outlook.refresh_home(world, state, side)
    accounts.refresh_ledger(world, state)
