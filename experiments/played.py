"""Results whose histories people played: each run is a file of moves, not a number of a tape.

A class is such a result (`classroom.export.ensemble`). Its rows are read like any other's; whoever
plays a history again does it through :func:`player`, which knows both kinds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agents.strategies import REGISTRY
from agents.views import Move, View
from experiments.errors import ResultError
from sim.chair import Chair, Sit, Step, chair_from_data, step_from_data
from sim.model import TalksModel
from sim.scenario import Scenario

if TYPE_CHECKING:
    from experiments.store import Result

PLAYED = "played"
"""Key of the manifest, and folder of the files, of a result that people played."""

ENGINE = "people"
"""Stands where other results name the door that their runs went through."""

Player = Callable[[int, bool], TalksModel]
"""Makes the model of a run, before its first day; the second argument is ``collect``."""


def is_played(result: Result) -> bool:
    """Whether people have played a result's histories."""
    return bool(result.manifest.get(PLAYED))


def history_file(arm: int, run: int) -> str:
    """Return the file of a history, relative to the result folder."""
    return f"{PLAYED}/arm-{arm:03d}/run-{run:06d}.json"


def player(result: Result, arm: int, scenario: Scenario) -> Player:
    """Return what plays an arm's histories again, with whoever played them.

    Args:
        result: the result.
        arm: the arm.
        scenario: its scenario, in whatever language its names are.
    """
    if not is_played(result):
        return simulated(scenario, result.experiment.seed)
    return lambda run, collect: scripted(scenario, _read(result.path, arm, run), collect)


def simulated(scenario: Scenario, seed: int) -> Player:
    """Return what plays a scenario's histories with the strategies that it has in its seats."""
    return lambda run, collect: TalksModel(scenario=scenario, run=run, rng=seed, collect=collect)


def chair(result: Result, arm: int, run: int, collect: bool = False) -> Chair:
    """Return a history that people played, from its first day to its last.

    Raises:
        ResultError: its file is missing or of another version.
    """
    data = _read(result.path, arm, run)
    try:
        return chair_from_data(data, collect)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise _unreadable(result.path, arm, run, str(error)) from None


def scripted(scenario: Scenario, data: dict[str, Any], collect: bool = False) -> TalksModel:
    """Return the model of a history whose seats answer as they were answered once.

    Args:
        scenario: its scenario.
        data: what :meth:`sim.chair.Chair.as_data` gave.
        collect: whether the model records itself at the end of every day.
    """
    steps = [step_from_data(step) for step in data["moves"]]
    outside = set(data["seats"])
    spoken = outside | {step.seat for step in steps if isinstance(step, Sit)}
    script = iter(steps)
    return TalksModel(
        scenario=scenario,
        run=int(data["run"]),
        rng=int(data["seed"]),
        collect=collect,
        seats={seat: _answer(seat, scenario, outside, script) for seat in spoken},
    )


def _answer(
    seat: str, scenario: Scenario, outside: set[str], script: Iterator[Step]
) -> Callable[[View], Move]:
    """How a seat answers: by the script while it is outside, else by its strategy.

    Who takes or leaves a seat does so when somebody outside is asked, as it was when it was played.
    """
    side, minister = seat.split(".")
    strategy = REGISTRY[scenario.config.sides[side].ministers[minister].strategy.name]

    def decide(view: View) -> Move:
        while seat in outside:
            step = next(script)
            if isinstance(step, Move):
                return step
            (outside.add if step.outside else outside.discard)(step.seat)
        return strategy.decide(view)

    return decide


def _read(folder: Path, arm: int, run: int) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / history_file(arm, run)).read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise _unreadable(folder, arm, run, str(error)) from None


def _unreadable(folder: Path, arm: int, run: int, why: str) -> ResultError:
    return ResultError(f"{folder / history_file(arm, run)} can't be played again ({why}).")
