"""Ratification at home of a text both leaders have signed."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.utility import value_of
from sim import politics
from sim.chance import Tape, draw
from sim.state import AGREEMENT, NO_REASON, RATIFICATION, RATIFIED, REFUSED_AT_HOME, State
from sim.world import World


@rule
def support(world: World, state: State, side: int) -> float:
    """Return the net gain of a side's constituencies from the text, over the regime in force."""
    return value_of(state.home[side], world.starts, state.text) - state.home_now[side]


@rule
def ratify(world: World, tape: Tape, state: State) -> None:
    """Ask both homes on the day the signed text is due; a refusal starts a cooling-off."""
    if not state.pending or state.day < state.ratify_day:
        return
    for side in range(2):
        number = world.threshold[side]
        if number < 0:
            continue
        probability = politics.ratification_probability(
            support(world, state, side),
            state.home_bar[side],
            state.number[world.ratification_scale[side]],
        )
        u = draw(tape, world.ratification_stream[side], state.run, state.day, 0)
        if u >= probability:
            state.by_side += 1 + side
    state.pending = 0
    if state.by_side > 0:
        state.refusals += 1
        state.last_failure = RATIFICATION
        state.resume_day = state.day + int(state.number[world.cooling_off] + 0.5)
        state.standing = 0
        state.happened += REFUSED_AT_HOME
        return
    state.agreement_day = state.signed_day
    state.effect_day = state.day + int(state.number[world.effect_days] + 0.5)
    state.ending = AGREEMENT
    state.reason = NO_REASON
    state.happened += RATIFIED
