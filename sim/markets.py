"""Market stress: news that fades, and jumps when tariffs are threatened or come into force."""

from __future__ import annotations

import math

from agents.rules.compile import rule
from sim.chance import Tape
from sim.laws import normal
from sim.state import State
from sim.world import World


@rule
def next_stress(stress: float, reversion: float, news: float) -> float:
    """Return tomorrow's stress, in units of its own standard deviation.

    A share ``reversion`` of today's is gone; news has the size that keeps the standard
    deviation at 1 (a first-order autoregression).

    Args:
        stress: today's.
        reversion: share that is gone the next day, 0 to 1.
        news: a standard normal draw.
    """
    kept = 1.0 - reversion
    return kept * stress + math.sqrt(1.0 - kept * kept) * news


@rule
def refresh(world: World, tape: Tape, state: State) -> None:
    """Move the stress on by a night's news."""
    if world.stress_reversion < 0 or state.day == 0:
        return
    news = normal(tape, world.stress_stream, state.run, state.day, 0)
    state.stress = next_stress(state.stress, state.number[world.stress_reversion], news)


@rule
def threatened(world: World, state: State) -> None:
    """Let the markets jump because a tariff has been threatened."""
    if world.stress_reversion >= 0:
        state.stress += state.number[world.stress_threat]


@rule
def carried_out(world: World, state: State) -> None:
    """Let the markets jump because a tariff has come into force."""
    if world.stress_reversion >= 0:
        state.stress += state.number[world.stress_carried]
