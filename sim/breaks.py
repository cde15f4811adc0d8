"""Talks that are broken off for a while, and taken up again."""

from __future__ import annotations

from agents.rules.compile import rule
from sim import events
from sim.chance import Tape, draw
from sim.state import TALKS_BROKEN_OFF, TALKS_RESUMED, State
from sim.world import World

WEEK = 7.0


@rule
def set_hazards(world: World, state: State) -> None:
    """Set each side's daily chance of breaking the talks off."""
    for side in range(2):
        if world.break_off[side] >= 0:
            weekly = state.number[world.break_off[side]]
            state.break_hazard[side] = events.daily_hazard(weekly, WEEK)


@rule
def watch(world: World, tape: Tape, state: State) -> None:
    """Draw whether a side breaks the talks off today; resume them when their time is over."""
    if state.broken and state.day >= state.resume_day:
        state.broken = 0
        state.happened += TALKS_RESUMED
    if state.broken or state.pending or world.break_days < 0 or state.day == 0:
        return
    leaving = 0
    for side in range(2):
        if world.break_off[side] < 0:
            continue
        u = draw(tape, world.break_stream[side], state.run, state.day, 0)
        if u < state.break_hazard[side]:
            leaving += 1 + side
    if leaving > 0:
        state.by_side = leaving
        state.broken = 1
        state.breaks += 1
        resume = state.day + int(state.number[world.break_days] + 0.5)
        if resume > state.resume_day:
            state.resume_day = resume
        state.happened += TALKS_BROKEN_OFF
