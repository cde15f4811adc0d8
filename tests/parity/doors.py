"""One history through both doors, compared on the morning of every day and at its end.

Every field of State must be the same to the last bit. Whole numbers compare by value; a NaN is
a NaN, whatever its bits; 0.0 and -0.0 differ.
"""

from __future__ import annotations

import functools
import math
import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import engine
from sim.model import TalksModel
from sim.outcomes import drawn_numbers, kinds
from sim.packed import Field, Words
from sim.scenario import Scenario
from sim.state import State
from sim.world import NEVER

PLACES = engine.STATE.places()


class Machine:
    """The machine door with a scenario and a seed packed once: a State on any morning of a run."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        engine.RUNS.prepare()
        self._world = engine.world_words(scenario.world)
        self._tape = engine.tape_words(scenario.tape(seed))
        self._blank = engine.blank_state(scenario.world)
        self._drawn: Any = np.array(drawn_numbers(scenario), dtype=np.int64)
        whole, real = kinds(scenario)
        self._whole = np.empty((whole, 1), dtype=np.int64)
        self._real = np.empty((real, 1), dtype=np.float64)
        self._lengths = {name: lengths(self._blank, at, f) for name, (at, f) in PLACES.items()}
        self._places = tuple(
            np.concatenate(
                [self._words_of(name) for name, (_, f) in PLACES.items() if f.whole == kind]
            )
            for kind in (True, False)
        )

    def _words_of(self, name: str) -> NDArray[np.int64]:
        at, field = PLACES[name]
        first = int(self._blank[at]) if field.axes else at
        return np.arange(first, first + math.prod(self._lengths[name]))

    def state_on(self, run: int, past: int) -> Words:
        """A run's State on the morning of day ``past``, or at its end, as a packed record."""
        words = self._blank.copy()
        engine.play_runs(
            self._world,
            self._tape,
            self._blank,
            words,
            self._drawn,
            0.0,
            run,
            run,
            run + 1,
            past,
            self._whole,
            self._real,
        )
        return words

    def same(self, state: State, words: Words) -> bool:
        """Whether a State and a packed one have the same bits; quicker than :func:`difference`."""
        rows: tuple[list[Any], list[Any]] = ([], [])
        for name, (_, field) in PLACES.items():
            value, sizes = getattr(state, name), self._lengths[name]
            row = rows[0 if field.whole else 1]
            if field.axes == 0:
                row.append(value)
                continue
            if len(value) != sizes[0]:
                return False
            for inner in (value,) if field.axes == 1 else value:
                if len(inner) != sizes[-1]:
                    return False
                row.extend(inner)
        whole, real = np.array(rows[0]), np.array(rows[1], dtype=np.float64)
        return (
            whole.dtype.kind == "i"
            and np.array_equal(whole, words[self._places[0]])
            and np.array_equal(real.view(np.int64), words[self._places[1]])
        )


@functools.lru_cache(maxsize=8)
def machine(scenario: Scenario, seed: int) -> Machine:
    """The machine door for a scenario and a seed."""
    return Machine(scenario, seed)


def lengths(words: Words, at: int, field: Field) -> tuple[int, ...]:
    """The shape of a field of a packed record."""
    return tuple(int(length) for length in words[at + 1 : at + field.words])


def numbers(words: Words, at: int, field: Field) -> NDArray[Any]:
    """The numbers of a field of a packed record in a row."""
    first = int(words[at]) if field.axes else at
    block = words[first : first + math.prod(lengths(words, at, field))]
    return block if field.whole else block.view(np.float64)


def differing(field: Field, glass: NDArray[Any], compiled: NDArray[Any]) -> NDArray[np.int64]:
    """Where two rows of numbers of one field are not the same number."""
    if field.whole or glass.dtype.kind not in "bif":
        return np.flatnonzero(glass != compiled)
    bits = glass.astype(np.float64).view(np.int64)
    other = np.flatnonzero(bits != compiled.view(np.int64))
    return other[~(np.isnan(glass[other].astype(np.float64)) & np.isnan(compiled[other]))]


def difference(state: State, words: Words) -> str | None:
    """The first field in which a State and a packed one differ, with both values; or None."""
    for name, (at, field) in PLACES.items():
        glass = np.asarray(getattr(state, name))
        shape, compiled = lengths(words, at, field), numbers(words, at, field)
        if glass.shape != shape and (glass.size or compiled.size):
            return f"State.{name} has shape {glass.shape} in the glass door, {shape} in the other"
        places = differing(field, glass.ravel(), compiled)
        if len(places):
            first = int(places[0])
            where = "".join(f"[{index}]" for index in np.unravel_index(first, shape))
            one, other = glass.ravel()[first].item(), compiled[first].item()
            more = f" ({len(places)} numbers of it differ)" if len(places) > 1 else ""
            return (
                f"State.{name}{where} is {told(one)} in the glass door "
                f"and {told(other)} in the machine door{more}"
            )
    return None


def told(value: object) -> str:
    """A number; if it isn't a whole one, to the last bit."""
    if isinstance(value, float):
        return f"{value!r} (bits {struct.pack('>d', value).hex()})"
    return repr(value)


def run_differs(scenario: Scenario, seed: int, run: int) -> str | None:
    """Where the two doors first part in a run, in words; None if they never do."""
    compiled = machine(scenario, seed)
    model = TalksModel(scenario=scenario, run=run, rng=seed, collect=False)
    while True:
        past = model.day if model.running else NEVER
        words = compiled.state_on(run, past)
        found = None if compiled.same(model.state, words) else difference(model.state, words)
        if found is not None:
            when = f"on the morning of day {model.day}" if model.running else "at the end"
            names = f"scenario '{scenario.name}', seed {seed}, run {run}"
            return f"{names}: {when} (day {model.day}) {found}"
        if not model.running:
            return None
        model.step()


def check(scenario: Scenario, seed: int, *runs: int) -> None:
    """Fail, saying where, unless the doors agree on every day of these runs."""
    for run in runs:
        found = run_differs(scenario, seed, run)
        assert found is None, found
