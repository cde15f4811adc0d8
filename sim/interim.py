"""An interim accord: a small package at once, against the clock being stopped."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.utility import value_at
from sim import accounts, outlook, texts
from sim.chance import Tape, draw
from sim.state import INTERIM_FAILED, INTERIM_ONLY, INTERIM_SIGNED, OUTSIDE, State
from sim.world import World


@rule
def consider(world: World, tape: Tape, state: State) -> None:
    """Sign an interim accord if the occasion arises and both sides gain by it.

    Once for each deadline date, in a round without a text and within the window before the
    date, an occasion arises by a draw, or because a seat proposed it.
    """
    if not world.interim or not state.in_round or state.standing or state.pending:
        return
    threat = state.next_threat
    if threat < 0 or threat >= world.deadlines:
        return
    if not state.interim_asked:
        if state.interim_tried:
            return
        if state.deadline_day - state.day > state.number[world.interim_window]:
            return
        state.interim_tried = 1
        u = draw(tape, world.interim_stream, state.run, state.day, 0)
        if u >= state.number[world.interim_occasion]:
            return
    state.interim_tried = 1
    state.interim_asked = 0
    if _compose(world, state, threat) and not (
        texts.overrides(world, tape, state, 0, 0) or texts.overrides(world, tape, state, 1, 0)
    ):
        _sign(world, state)
    else:
        state.happened += INTERIM_FAILED


@rule
def _step_value(world: World, state: State, side: int, issue: int) -> float:
    """Return what one more level on an issue is worth to a side; 0 if there is none left."""
    first = world.starts[issue]
    size = world.starts[issue + 1] - first
    here = state.regime[issue]
    there = here + 1.0
    if there > size - 1:
        return 0.0
    table = state.felt[side]
    return value_at(table, first, size, there) - value_at(table, first, size, here)


@rule
def _compose(world: World, state: State, threat: int) -> bool:
    """Mark in ``stuck[0]`` the steps of the best Nash product; False if nobody would sign.

    At most one step an issue from the regime in force; disagreement is the worth of no
    agreement; the side that stops its own clock pays the price. Steps are put in or taken out
    one at a time for as long as that helps.
    """
    issues = len(world.giver)
    steps = state.stuck[0]
    gain0 = state.flow[0] - state.terms[0][OUTSIDE]
    gain1 = state.flow[1] - state.terms[1][OUTSIDE]
    price = state.number[world.interim_price]
    if world.threat_holder[threat] == 0:
        gain0 -= price
    else:
        gain1 -= price
    for issue in range(issues):
        steps[issue] = 0
    taken = 0
    for _ in range(4 * issues):
        chosen = -1
        best = _merit(gain0, gain1)
        for issue in range(issues):
            sign = -1.0 if steps[issue] else 1.0
            merit = _merit(
                gain0 + sign * _step_value(world, state, 0, issue),
                gain1 + sign * _step_value(world, state, 1, issue),
            )
            if merit > best:
                best = merit
                chosen = issue
        if chosen < 0:
            break
        sign = -1.0 if steps[chosen] else 1.0
        gain0 += sign * _step_value(world, state, 0, chosen)
        gain1 += sign * _step_value(world, state, 1, chosen)
        steps[chosen] = 1 - steps[chosen]
        taken += 1 if steps[chosen] else -1
    return taken > 0 and gain0 > 0.0 and gain1 > 0.0


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
    days = int(state.number[world.interim_duration] + 0.5)
    for threat in range(len(world.threat_issue)):
        if state.threat_on[threat] == 1:
            frozen = state.day + days
            if state.threat_day[threat] < frozen:
                state.threat_day[threat] = frozen
    state.interim_day = state.day
    state.ending = INTERIM_ONLY
    state.happened += INTERIM_SIGNED
    for side in range(2):
        outlook.refresh_home(world, state, side)
    accounts.refresh_ledger(world, state)
