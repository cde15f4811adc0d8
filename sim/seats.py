"""What the asked seat sees, put together from the world and the history so far."""

from __future__ import annotations

from agents.rules import pressure
from agents.rules.compile import rule, short_rule
from agents.views import AT_THE_TABLE, View, seen
from sim import deadlines, outlook
from sim.chance import Tape, draw
from sim.state import State
from sim.world import STRATEGY_PARAMETERS, World

TURNS = 128
"""More turns than a session can have: a day's draws for different sessions stand apart."""


@rule
def counterpart(world: World, state: State, seat: int) -> int:
    """Return the seat across the table in the session that is on."""
    first = world.pair_first[state.pair]
    return world.pair_second[state.pair] if seat == first else first


@rule
def view(world: World, tape: Tape, state: State) -> View:
    """Return what the asked seat sees."""
    seat = state.asked
    side = world.seat_side[seat]
    exchange = state.turn // 2
    exchanges = int(state.number[world.exchanges] + 0.5)
    part = 0.0
    offered = 0
    notebook = seat
    if state.occasion == AT_THE_TABLE:
        wait = state.next_round - state.day
        part = exchange / (exchanges - 1.0) * (1.0 if wait > 1 else float(wait))
        other = counterpart(world, state, seat)
        notebook = world.notebook[
            2 * state.pair + (0 if seat == world.pair_first[state.pair] else 1)
        ]
        if state.offered[other]:
            offered = 1
            for slot in range(len(world.starts) - 1):
                state.shown[seat][slot] = state.offer[other][slot]
        elif state.standing and not state.consent[seat]:
            offered = 1
            for slot in range(len(world.starts) - 1):
                state.shown[seat][slot] = state.text[slot]
    left = outlook.days_left(world, state, side, part)
    elapsed = state.day + part - state.deadline_set
    first_parameter = seat * STRATEGY_PARAMETERS
    belief = state.belief[side][state.next_threat] if state.next_threat >= 0 else 1.0
    last_round = 1 if state.next_round >= state.deadline_day else 0
    chance = 0.0
    if world.draws[seat]:
        turn = TURNS * state.pair + state.turn
        chance = draw(tape, world.chance_stream[seat], state.run, state.day, turn)
    return seen(
        state,
        seat,
        side,
        state.day,
        state.occasion,
        exchange,
        exchanges,
        pressure.clock(elapsed, left),
        left,
        state.mandate[side],
        state.peak[seat],
        state.felt[2 + seat],
        state.belief_table[seat],
        world.starts,
        world.giver,
        state.ladder[seat],
        state.ladder_length[seat],
        state.home[side],
        state.home_now[side],
        state.home_bar[side],
        offered,
        state.shown[seat],
        state.standing,
        state.leader_word[seat],
        deadlines.usable_levers(world, state, seat),
        (
            _number(state, world.strategy_parameter[first_parameter]),
            _number(state, world.strategy_parameter[first_parameter + 1]),
            _number(state, world.strategy_parameter[first_parameter + 2]),
            _number(state, world.strategy_parameter[first_parameter + 3]),
        ),
        state.memory[notebook],
        state.stuck[seat],
        state.draft[seat],
        belief,
        last_round,
        chance,
        world.links,
        state.block_issue,
        state.block_steps,
        state.block_cost,
        state.block_gain,
        world.acceptance[seat],
        _number(state, world.acceptance_share[seat]),
        _number(state, world.acceptance_after[seat]),
        state.rungs[seat],
    )


@short_rule
def _number(state: State, number: int) -> float:
    return state.number[number] if number >= 0 else 0.0
