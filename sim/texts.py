"""One text, two channels, and the leaders it goes up to."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.utility import value_of
from sim import accounts, politics, standing
from sim.chance import Tape, draw
from sim.state import (
    CONSENT_WITHHELD,
    MANDATE,
    OVERRIDE,
    TEXT_AGREED,
    TEXT_BELOW_MANDATE,
    TEXT_OVERRIDDEN,
    TEXT_SIGNED,
    State,
)
from sim.world import World


@rule
def accept(world: World, state: State, seat: int, other: int) -> bool:
    """Make what is on the table the text; False if a minister who agreed before can't follow.

    A minister who has agreed the standing text keeps his floor: an amendment that would go
    below it is no text.
    """
    amended = state.offered[other] == 1
    if not amended and not (state.standing and not state.consent[seat]):
        return False
    if amended:
        for minister in range(len(world.seat_side)):
            if not state.consent[minister] or minister == seat or minister == other:
                continue
            worth = value_of(state.felt[2 + minister], world.starts, state.offer[other])
            if worth < state.mandate[world.seat_side[minister]]:
                state.happened += CONSENT_WITHHELD
                return False
        for slot in range(len(world.starts) - 1):
            state.text[slot] = state.offer[other][slot]
    state.standing = 1
    state.consent[seat] = 1
    state.consent[other] = 1
    state.happened += TEXT_AGREED
    state.gap[state.pair] = 0.0
    if state.first_gap[state.pair] < 0.0:
        state.first_gap[state.pair] = 0.0
    return True


@rule
def ask_leader(world: World, state: State, seat: int, other: int) -> None:
    """Let a seat's leader say whether what is on the table would meet the mandate."""
    side = world.seat_side[seat]
    if state.offered[other]:
        worth = value_of(state.felt[side], world.starts, state.offer[other])
    elif state.standing:
        worth = value_of(state.felt[side], world.starts, state.text)
    else:
        return
    state.leader_word[seat] = 1 if worth >= state.mandate[side] else -1


@rule
def before_the_leaders(world: World, tape: Tape, state: State) -> None:
    """Put the round's text, or at a summit one sent back earlier, to both leaders."""
    objections = 0
    if state.standing:
        for seat in range(len(world.seat_side)):
            if state.sat[seat] and not state.consent[seat]:
                objections += 1
    elif state.at_summit >= 0 and state.returned:
        for slot in range(len(world.starts) - 1):
            state.text[slot] = state.returned_text[slot]
        state.standing = 1
    if not state.standing:
        return
    state.texts += 1
    for side in range(2):
        if value_of(state.felt[side], world.starts, state.text) < state.mandate[side]:
            state.by_side += 1 + side
    if state.by_side > 0:
        state.mandate_refusals += 1
        state.last_failure = MANDATE
        state.happened += TEXT_BELOW_MANDATE
        return
    for side in range(2):
        if overrides(world, tape, state, side, objections):
            state.by_side += 1 + side
    if state.by_side > 0:
        state.overrides += 1
        state.returned += 1
        state.last_failure = OVERRIDE
        state.happened += TEXT_OVERRIDDEN
        for slot in range(len(world.starts) - 1):
            state.returned_text[slot] = state.text[slot]
        return
    sign(world, state)


@rule
def overrides(world: World, tape: Tape, state: State, side: int, objections: int) -> bool:
    """Return whether a leader sends back a text that meets the mandate (a draw)."""
    occasion = 1.0
    if state.at_summit >= 0:
        occasion = state.number[world.summit_factor[state.at_summit]]
    probability = politics.override_probability(
        state.number[world.override[side]],
        state.returned,
        state.number[world.return_factor],
        state.number[world.objection_factor] if objections > 0 else 1.0,
        occasion,
    )
    return draw(tape, world.override_stream[side], state.run, state.day, 0) < probability


@rule
def sign(world: World, state: State) -> None:
    """Confirm the text: it now waits for home, and holds every threat meanwhile."""
    state.pending = 1
    state.signed_day = state.day
    wait = int(state.number[world.ratification_days] + 0.5)
    for side in range(2):
        if state.vote_needed[side]:
            days = int(state.number[world.ratification_days] + 0.5)
            days += int(state.number[world.vote_days[side]] + 0.5)
            wait = days if days > wait else wait
        state.signed_salience[side] = state.salience[side]
        standing.on_signing(world, state, side, accounts.sensitive_cost(world, state, side))
    state.ratify_day = state.day + wait
    state.happened += TEXT_SIGNED
