"""Which door runs go through: the compiled engine, or the Mesa model; and why that one.

Both doors give the same rows, bit for bit. The machine door is a hundred times faster, but its
machine code has to be made once, about a minute. The glass door needs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from agents.strategies import REGISTRY
from experiments.design import Experiment
from experiments.errors import ResultError
from sim.config.errors import nearest
from sim.machine_code import compiling

COMPILED = "compiled"
"""The machine door."""

MESA = "mesa"
"""The glass door."""

ENGINES = ("auto", COMPILED, MESA)
"""What may be asked for; ``auto`` takes the fastest that is worth its start."""

WORTH_COMPILING = 2_000
"""Missing runs from which machine code is made for them.

A run of the baseline takes some 25 to 50 ms through the glass door, so 2,000 of them take about
as long, on a processor, as compiling does. From there on compiling is never the longer way, and
the next experiment has it for nothing.
"""

Preparing = Callable[[int, int], None]
"""Called while machine code is made, with rules compiled so far and how many there are."""


class Door(NamedTuple):
    """The door chosen, and a line that says so to people."""

    name: str
    why: str


def check_engine(engine: str) -> None:
    """Refuse an engine that doesn't exist.

    Raises:
        ResultError: there is no such engine; the message says which there are.
    """
    if engine not in ENGINES:
        hint = nearest(engine, ENGINES)
        raise ResultError(
            f"engine: found '{engine}'; allowed: {', '.join(ENGINES)}" + (hint and f"; {hint}")
        )


def choose_door(engine: str, experiment: Experiment, missing: int) -> Door:
    """Return the door for the ``missing`` runs of an experiment.

    Args:
        engine: one of :data:`ENGINES`.
        experiment: what is to be run.
        missing: runs that are still to be computed, of all arms.

    Raises:
        ResultError: there is no such engine, or the compiled one can't play a seat.
    """
    check_engine(engine)
    if engine == MESA:
        return Door(MESA, "The Mesa model runs them, as asked.")
    obstacle = _obstacle(experiment)
    if engine == COMPILED:
        if obstacle:
            raise ResultError(f"engine: 'compiled' can't run this experiment: {obstacle}.")
        return Door(COMPILED, "The compiled engine runs them, as asked.")
    if obstacle:
        return Door(MESA, f"The Mesa model runs them: {obstacle}.")
    if machine_code_is_ready():
        return Door(COMPILED, "The compiled engine runs them: its machine code is ready.")
    if missing >= WORTH_COMPILING:
        return Door(COMPILED, f"The compiled engine runs them: {missing:,} are worth compiling.")
    return Door(
        MESA,
        f"The Mesa model runs them: {missing:,} are fewer than compiling is worth "
        "(--engine compiled compiles all the same).",
    )


def _obstacle(experiment: Experiment) -> str:
    """Return why the compiled engine can't run an experiment; empty if it can."""
    for arm in experiment.arms:
        for side in arm.config.sides.values():
            for minister in side.ministers.values():
                if minister.strategy.name not in REGISTRY:
                    return f"the strategy '{minister.strategy.name}' is not built in"
    # Rules then stay plain Python, and there is no machine code to be had.
    return "" if compiling() else "compiling is switched off (NUMBA_DISABLE_JIT)"


def machine_code_is_ready() -> bool:
    """Return whether the compiled engine need not be compiled first."""
    from sim import engine

    return engine.RUNS.ready


def prepare(preparing: Preparing | None = None) -> None:
    """Load the machine code, or make it (about a minute, once).

    Args:
        preparing: told how far it is, if it has to be made.
    """
    from sim import engine

    engine.RUNS.prepare(preparing)
