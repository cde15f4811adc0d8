"""How a government stands at home over time: approval, polling day, and a lost majority."""

from __future__ import annotations

from agents.rules.compile import rule
from sim.chance import Tape
from sim.laws import normal
from sim.state import MAJORITY_LOST, State
from sim.world import World

YEAR = 365.0


@rule
def set_standing(world: World, state: State) -> None:
    """Set each side's approval on the first day."""
    for side in range(2):
        if world.approval_start[side] >= 0:
            state.approval[side] = state.number[world.approval_start[side]]


@rule
def refresh_approval(world: World, tape: Tape, state: State) -> None:
    """Move approval by a night's news and a day's felt losses, within 0 to 100."""
    for side in range(2):
        if world.approval_start[side] < 0 or state.day == 0:
            continue
        news = normal(tape, world.approval_stream[side], state.run, state.day, 0)
        change = state.number[world.approval_noise[side]] * news
        short = state.terms[side][0] - state.flow[side]
        if short > 0.0:
            change -= state.number[world.approval_losses[side]] * short / YEAR
        _move(state, side, change)


@rule
def on_signing(world: World, state: State, side: int, sensitive_cost: float) -> None:
    """Move approval when a text is signed: a deal is a deal, a visible concession is one too."""
    if world.approval_start[side] >= 0:
        gain = state.number[world.approval_deal[side]]
        gain -= state.number[world.approval_concession[side]] * sensitive_cost
        _move(state, side, gain)


@rule
def _move(state: State, side: int, change: float) -> None:
    approval = state.approval[side] + change
    if approval < 0.0:
        approval = 0.0
    if approval > 100.0:
        approval = 100.0
    state.approval[side] = approval


@rule
def gained(world: World, state: State, side: int) -> float:
    """Return the points of approval gained since the first day."""
    number = world.approval_start[side]
    return state.approval[side] - state.number[number] if number >= 0 else 0.0


@rule
def seats_won(expected: float, slope: float, points: float, noise: float, u: float) -> float:
    """Return the seats won on polling day, a whole number.

    Args:
        expected: seats at the approval of the first day.
        slope: seats for each point of approval.
        points: points gained since the first day.
        noise: standard deviation, seats.
        u: a standard normal draw.
    """
    seats = int(expected + slope * points + noise * u + 0.5)
    return float(seats) if seats > 0 else 0.0


@rule
def poll(world: World, tape: Tape, state: State) -> None:
    """Hold the vote on its day, if its result matters."""
    for side in range(2):
        if state.day != world.polling[side] or world.seats_expected[side] < 0:
            continue
        state.seats[side] = seats_won(
            state.number[world.seats_expected[side]],
            state.number[world.seats_slope[side]],
            gained(world, state, side),
            state.number[world.seats_noise[side]],
            normal(tape, world.polling_stream[side], state.run, 0, 0),
        )
        if state.seats[side] < state.number[world.seats_needed[side]]:
            state.majority_lost[side] = 1
            state.happened += MAJORITY_LOST


@rule
def bar(world: World, state: State, side: int) -> float:
    """Return the support at which home is as likely to ratify as not, as things stand today.

    The threshold, raised by a vote in parliament and by a lost majority, lowered by approval.
    """
    level = state.number[world.threshold[side]]
    if state.vote_needed[side]:
        level += state.number[world.vote_bar[side]]
    if state.majority_lost[side]:
        level += state.number[world.bar_after_loss[side]]
    if world.approval_on_bar[side] >= 0:
        level -= state.number[world.approval_on_bar[side]] * gained(world, state, side)
    return level
