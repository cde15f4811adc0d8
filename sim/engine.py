"""The machine door: the same rules and phases as the glass door, compiled, over many runs.

Rules are compiled as they stand (``agents.rules.compile``); World, Tape and State are packed
records (``sim.packed``), so one compilation serves every scenario. Inside a run nothing is
allocated; every thread has one State, and writes its rows into columns made beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.rules.compile import rule
from agents.strategies import REGISTRY
from agents.views import Move, View
from sim import kernel, machine_code, seats
from sim.chance import Tape
from sim.laws import Priors
from sim.outcomes import WORDS, columns, drawn_numbers, gdp_of, kinds
from sim.packed import Field, Shape, Words, pack, unpack
from sim.records import opener, table_of
from sim.rows import write_row
from sim.scenario import Scenario
from sim.state import SHAPES, State, new_state
from sim.world import NEVER, World

Column = NDArray[Any]

SMALLEST_SHARE = 16
"""Runs a thread is given at least."""


def _fixed(name: str, record: type, inner: Mapping[str, Shape] | None = None) -> Shape:
    """Return the shape of a NamedTuple of numbers and vectors."""
    fields = []
    for member, hint in record.__annotations__.items():
        words = str(hint)
        if inner and member in inner:
            fields.append(Field(member, inner=inner[member]))
        else:
            vector = any(word in words for word in ("Ints", "Floats", "Sequence"))
            fields.append(Field(member, "float" not in words.lower(), int(vector)))
    return Shape(name, tuple(fields), constant=True)


WORLD = _fixed("world", World, {"priors": _fixed("priors", Priors)})
TAPE = _fixed("tape", Tape)
STATE = Shape(
    "state",
    tuple(
        Field(name, "float" not in str(kind), len(SHAPES.get(name, ())))
        for name, kind in State.__annotations__.items()
    ),
    constant=False,
)

_open_world, _open_tape, _open_state = opener(WORLD), opener(TAPE), opener(STATE)


def _chain() -> Callable[[int, View], Move]:
    """Return a rule that asks the strategy of a number (``agents.strategies.CODES``)."""

    def alone(decide: Callable[[View], Move]) -> Callable[[int, View], Move]:
        @rule
        def choose(code: int, view: View) -> Move:
            return decide(view)

        return choose

    def link(
        number: int, decide: Callable[[View], Move], rest: Callable[[int, View], Move]
    ) -> Callable[[int, View], Move]:
        @rule
        def choose(code: int, view: View) -> Move:
            if code == number:
                return decide(view)
            return rest(code, view)

        return choose

    *firsts, last = (strategy.decide for strategy in REGISTRY.values())
    chain = alone(last)
    for number in reversed(range(len(firsts))):
        chain = link(number, firsts[number], chain)
    return chain


_choose = _chain()
_begin, _advance, _answer = kernel.begin, kernel.advance, kernel.answer
_view = seats.view
_ASKED, _OVER = kernel.ASKED, kernel.HISTORY_OVER


@rule
def _play(world: World, tape: Tape, state: State) -> int:
    """Go on from where a history stands to the end of its day; say whether it is over."""
    while True:
        stop = _advance(world, tape, state)
        if stop != _ASKED:
            return stop
        move = _choose(world.strategy[state.asked], _view(world, tape, state))
        _answer(world, tape, state, move.kind, move.levels)


@machine_code.compiled
def play_runs(
    world_words: Words,
    tape_words: Words,
    blank: Words,
    words: Words,
    drawn: Sequence[int],
    gdp: float,
    first: int,
    start: int,
    stop: int,
    past: int,
    whole: NDArray[np.int64],
    real: NDArray[np.float64],
) -> None:
    """Play runs ``start`` to ``stop - 1`` and write row ``run - first`` of the columns.

    Each is left where it stands on the morning of day ``past``, if it gets there; the last
    one's State stays in ``words``.
    """
    world = _open_world(world_words)
    tape = _open_tape(tape_words)
    state = _open_state(words)
    numbers = table_of(whole)
    fractions = table_of(real)
    for run in range(start, stop):
        words[:] = blank
        _begin(world, tape, state, run)
        while state.day < past and _play(world, tape, state) != _OVER:
            pass
        write_row(world, state, drawn, gdp, numbers, fractions, run - first)


RUNS = machine_code.Code(
    play_runs,
    "void(int64[::1], int64[::1], int64[::1], int64[::1], int64[::1], float64,"
    " int64, int64, int64, int64, int64[:,::1], float64[:,::1])",
)
"""The machine code that :func:`simulate` calls."""


def world_words(world: World) -> Words:
    """Return a world as a packed record."""
    return pack(WORLD, {**world._asdict(), "priors": world.priors._asdict()})


def tape_words(tape: Tape) -> Words:
    """Return a tape as a packed record."""
    return pack(TAPE, tape._asdict())


def blank_state(world: World) -> Words:
    """Return an empty State of a world as a packed record."""
    return pack(STATE, vars(new_state(world)))


def simulate(
    scenario: Scenario, seed: int, start: int, stop: int, threads: int = 1
) -> dict[str, Column]:
    """Run histories ``start`` to ``stop - 1`` through the machine door.

    The first call in a process loads the machine code, or compiles it
    (``RUNS.prepare`` does it beforehand, with progress).

    Args:
        scenario: what to run.
        seed: the experiment's seed.
        start: first run.
        stop: one past the last run.
        threads: how many share the runs; the rows are the same with any number.

    Returns:
        the outcome table by column, as ``sim.outcomes.simulate`` gives it.
    """
    RUNS.prepare()
    runs = stop - start
    count, others = kinds(scenario)
    whole = np.empty((count, runs), dtype=np.int64)
    real = np.empty((others, runs), dtype=np.float64)
    world = world_words(scenario.world)
    tape = tape_words(scenario.tape(seed))
    blank = blank_state(scenario.world)
    drawn: Any = np.array(drawn_numbers(scenario), dtype=np.int64)

    def share(span: tuple[int, int]) -> None:
        gdp = gdp_of(scenario)
        play_runs(world, tape, blank, blank.copy(), drawn, gdp, start, *span, NEVER, whole, real)

    spans = _shares(start, stop, threads)
    if len(spans) <= 1:
        for span in spans:
            share(span)
    else:
        with ThreadPoolExecutor(len(spans)) as pool:
            list(pool.map(share, spans))
    return _named(scenario, whole, real)


def state_on(scenario: Scenario, seed: int, run: int, past: int) -> dict[str, Any]:
    """Return every field of a run's State on the morning of day ``past`` (or at its end)."""
    RUNS.prepare()
    count, others = kinds(scenario)
    whole = np.empty((count, 1), dtype=np.int64)
    real = np.empty((others, 1), dtype=np.float64)
    blank = blank_state(scenario.world)
    words = blank.copy()
    drawn: Any = np.array(drawn_numbers(scenario), dtype=np.int64)
    world, tape = world_words(scenario.world), tape_words(scenario.tape(seed))
    play_runs(world, tape, blank, words, drawn, 0.0, run, run, run + 1, past, whole, real)
    return unpack(STATE, words)


def _shares(start: int, stop: int, threads: int) -> list[tuple[int, int]]:
    runs = stop - start
    size = max(SMALLEST_SHARE, -(-runs // max(threads, 1)))
    return [(first, min(first + size, stop)) for first in range(start, stop, size)]


def _named(
    scenario: Scenario, whole: NDArray[np.int64], real: NDArray[np.float64]
) -> dict[str, Column]:
    numbers, fractions = iter(whole), iter(real)
    found: dict[str, Column] = {}
    for column in columns(scenario):
        if column.kind == "float64":
            found[column.name] = next(fractions)
        elif column.name in WORDS:
            found[column.name] = np.array(WORDS[column.name], dtype=object)[next(numbers)]
        else:
            found[column.name] = next(numbers)
    return found
