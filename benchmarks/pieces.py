"""Pieces of a run on their own, compiled: to draw, to write the row, to clear the State."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.reads import Reads
from sim import engine, machine_code
from sim.chance import draw
from sim.outcomes import drawn_numbers, gdp_of, kinds
from sim.packed import Words, pack
from sim.records import opener, table_of
from sim.rows import write_row
from sim.scenario import Scenario

Whole = NDArray[np.int64]
Real = NDArray[np.float64]

_open_world, _open_tape = opener(engine.WORLD), opener(engine.TAPE)
_open_state = opener(engine.STATE)


@machine_code.compiled
def draw_all(tape_words: Words, addresses: Whole, drawn: Real) -> None:
    """Draw at every address, shape (4, draws): stream, run, day, index."""
    tape = _open_tape(tape_words)
    for at in range(addresses.shape[1]):
        drawn[at] = draw(
            tape, addresses[0, at], addresses[1, at], addresses[2, at], addresses[3, at]
        )


@machine_code.compiled
def write_all(
    world_words: Words, states: Whole, drawn: Sequence[int], gdp: float, whole: Whole, real: Real
) -> None:
    """Write the row of every State, shape (runs, words), into the columns."""
    world = _open_world(world_words)
    numbers = table_of(whole)
    fractions = table_of(real)
    for at in range(len(states)):
        write_row(world, _open_state(states[at]), drawn, gdp, numbers, fractions, at)


@machine_code.compiled
def clear_all(blank: Words, words: Words, runs: int) -> int:
    """Clear a State as often as there are runs."""
    last = 0
    for run in range(runs):
        words[:] = blank
        words[0] = run
        last += words[run % len(words)]
    return last


class Pieces(NamedTuple):
    """Calls that each do one piece of the work of the same runs, and nothing else."""

    beginning: Callable[[], object]
    drawing: Callable[[], object]
    writing: Callable[[], object]
    clearing: Callable[[], object]
    state_bytes: int


def finished_states(scenario: Scenario, seed: int, runs: int) -> Whole:
    """Return the packed States of runs 0 to ``runs - 1`` at their end, shape (runs, words)."""
    past = scenario.horizon + 1
    found = [engine.state_on(scenario, seed, run, past) for run in range(runs)]
    return np.array([pack(engine.STATE, state) for state in found], dtype=np.int64)


def pieces(scenario: Scenario, seed: int, found: Reads) -> Pieces:
    """Return the pieces of the runs in which ``found`` was read, compiled and ready."""
    tape = engine.tape_words(scenario.tape(seed))
    world = engine.world_words(scenario.world)
    blank = engine.blank_state(scenario.world)
    addresses = np.array(found.draws, dtype=np.int64).T.copy()
    values = np.empty(len(found.draws), dtype=np.float64)
    states = finished_states(scenario, seed, found.runs)
    whole, real, drawn = _columns(scenario, found.runs)
    words = blank.copy()
    gdp = gdp_of(scenario)

    def begin() -> None:
        """Play every run to the morning of its first day: types drawn, tables made."""
        engine.play_runs(world, tape, blank, words, drawn, gdp, 0, 0, found.runs, 0, whole, real)

    made = Pieces(
        begin,
        lambda: draw_all(tape, addresses, values),
        lambda: write_all(world, states, drawn, gdp, whole, real),
        lambda: clear_all(blank, words, found.runs),
        blank.nbytes,
    )
    for call in made[:4]:
        call()  # compile
    return made


def _columns(scenario: Scenario, runs: int) -> tuple[Whole, Real, Any]:
    count, others = kinds(scenario)
    return (
        np.empty((count, runs), dtype=np.int64),
        np.empty((others, runs), dtype=np.float64),
        np.array(drawn_numbers(scenario), dtype=np.int64),
    )
