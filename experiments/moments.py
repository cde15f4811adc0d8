"""Histories played again for what their rows don't keep: how things stood on a given morning.

A result's rows say how each history ended. When talks broke off, or what a leader's mandate was
made of on the eve of a deadline, is known by playing the history again: run k of a scenario and a
seed is the same at any time, through either door.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.doors import COMPILED, choose_door
from experiments.errors import ResultError
from experiments.played import Player, is_played, player, simulated
from experiments.speech import say
from sim.model import TalksModel
from sim.world import NEVER

if TYPE_CHECKING:
    from experiments.addresses import ResultArm
    from sim.scenario import Scenario

Moment = Mapping[str, Any]
"""The fields of `sim.state.State` as they stand on one morning."""

Look = Callable[[int, int], Moment]
"""Given a run and a day, how things stand on that morning, or at the end of a shorter history."""

END = NEVER
"""A day later than any: how things stood at the history's end."""


class OtherRules(ResultError):
    """A history of an `arm` that is played again goes another way: the rules have changed since."""

    def __init__(self, arm: ResultArm) -> None:
        """Take the arm."""
        super().__init__(another_way(arm))
        self.arm = arm


def another_way(arm: ResultArm) -> str:
    """What a person is told of an arm whose histories can't be played again as they were."""
    return say(
        "{arm}: its histories go another way when they are played again, because the rules have "
        "changed since. Run the experiment again into a new folder.",
        arm=arm.address,
    )


def fast(arm: ResultArm) -> bool:
    """Whether the compiled engine can be asked without compiling first."""
    return choose_door("auto", arm.result.experiment, 0).name == COMPILED


def look_by_engine(scenario: Scenario, seed: int) -> Look:
    """Moments through the machine door: each plays the run from its first day, in about 0.2 ms."""
    from sim import engine
    from sim.outcomes import drawn_numbers, kinds
    from sim.packed import unpack

    engine.RUNS.prepare()
    whole_columns, real_columns = kinds(scenario)
    whole = np.empty((whole_columns, 1), dtype=np.int64)
    real = np.empty((real_columns, 1), dtype=np.float64)
    world, tape = engine.world_words(scenario.world), engine.tape_words(scenario.tape(seed))
    blank = engine.blank_state(scenario.world)
    drawn: Any = np.array(drawn_numbers(scenario), dtype=np.int64)

    def look(run: int, morning: int) -> Moment:
        words = blank.copy()
        engine.play_runs(
            world, tape, blank, words, drawn, 0.0, run, run, run + 1, morning, whole, real
        )
        return unpack(engine.STATE, words)

    return look


def look_at(arm: ResultArm, scenario: Scenario) -> Look:
    """Moments of an arm's histories, by the quickest way that is ready."""
    if is_played(arm.result):
        return look_by_model(scenario, arm.seed, player(arm.result, arm.arm, scenario))
    return (look_by_engine if fast(arm) else look_by_model)(scenario, arm.seed)


def look_by_model(scenario: Scenario, seed: int, play: Player | None = None) -> Look:
    """Moments through the glass door, some 50 ms a history; quickest asked in order of the days."""
    again = play or simulated(scenario, seed)
    at: dict[str, TalksModel] = {}

    played = -1

    def look(run: int, morning: int) -> Moment:
        nonlocal played
        model = at.get("model")
        if model is None or played != run or model.state.day > morning:
            model, played = again(run, False), run
            at["model"] = model
        while model.running and model.state.day < morning:
            model.step()
        return vars(model.state)

    return look
