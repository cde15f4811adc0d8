"""What agents would have got in the same world: the same tape with strategies in the chairs.

Chance does not depend on what the players do, so the very news of a table can be played again
with others in its chairs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from agents.strategies import REGISTRY
from classroom.debrief.revealed import Pair
from sim.config import ScenarioConfig
from sim.model import TalksModel
from sim.scenario import Scenario, build
from sim.spaces import worth
from sim.state import ENDINGS

CONFIGURED = ""
"""Stands for the strategies that the scenario has in its seats."""


class Played(NamedTuple):
    """How agents fared in one world.

    ``strategy`` plays the seats of ``sides``; the others, and all of them where it is
    :data:`CONFIGURED`, keep the scenario's strategies. ``at`` is the agreed package, or the world
    in force at the end; ``score`` counts the way there too; both in points.
    """

    strategy: str
    sides: tuple[str, ...]
    ending: str
    day: int
    levels: tuple[int, ...] | None
    at: Pair
    score: Pair


def seated(scenario: Scenario, strategy: str, sides: Iterable[str]) -> Scenario:
    """Return a scenario with a strategy, at its own defaults, in all seats of some sides.

    What the seats know of the other side stays as it was.

    Raises:
        KeyError: there is no such strategy.
    """
    REGISTRY[strategy]
    data = scenario.config.model_dump(mode="json", by_alias=True)
    for side in sides:
        for minister in data["sides"][side]["ministers"].values():
            knowledge = minister["strategy"]["knowledge"]
            minister["strategy"] = {"name": strategy, "knowledge": knowledge}
    return build(ScenarioConfig.model_validate_json(json.dumps(data)))


def play(scenario: Scenario, seed: int, run: int, strategy: str, sides: Sequence[str]) -> Played:
    """Play one tape with a strategy in the chairs of some sides."""
    cast = scenario if strategy == CONFIGURED else seated(scenario, strategy, sides)
    model = TalksModel(scenario=cast, run=run, rng=seed, collect=False).play_out()
    state, world = model.state, cast.world
    levels = None
    values = [model.today(0), model.today(1)]
    if state.agreement_day >= 0:
        levels = tuple(int(level) for level in state.text[: len(cast.issues)])
        values = [worth(world, state.table[side], levels) for side in (0, 1)]
    return Played(
        strategy,
        tuple(sides),
        ENDINGS[state.ending],
        state.agreement_day if levels is not None else state.day,
        levels,
        (model.points(0, values[0]), model.points(1, values[1])),
        (model.points(0, state.score[0]), model.points(1, state.score[1])),
    )


def casts(sides: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what is tried: the scenario as it is, then each strategy for both and for one."""
    groups: tuple[tuple[str, ...], ...] = (tuple(sides), *((side,) for side in sides))
    return (
        (CONFIGURED, tuple(sides)),
        *((strategy, group) for group in groups for strategy in REGISTRY),
    )


def play_all(scenario: str, seed: int, run: int) -> list[list[Any]]:
    """Play one tape with every cast; for another process, so all of it is plain data.

    Args:
        scenario: the resolved scenario, as JSON.
        seed: the experiment's seed.
        run: which history.
    """
    built = build(ScenarioConfig.model_validate_json(scenario))
    return [list(play(built, seed, run, *cast)) for cast in casts(built.sides)]


def read(data: Iterable[Sequence[Any]]) -> tuple[Played, ...]:
    """Return what :func:`play_all` gave, after a journey as JSON."""
    return tuple(
        Played(
            strategy,
            tuple(sides),
            ending,
            day,
            None if levels is None else tuple(levels),
            (at[0], at[1]),
            (score[0], score[1]),
        )
        for strategy, sides, ending, day, levels, at, score in data
    )
