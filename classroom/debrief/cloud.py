"""The cloud: how agents alone fared with other tapes of the same scenario."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from classroom.debrief.revealed import Pair, Revealed
from experiments.doors import COMPILED, MESA, machine_code_is_ready
from sim import outcomes
from sim.config import ScenarioConfig
from sim.scenario import build

RUNS = {COMPILED: 600, MESA: 120}
"""Histories through each door: a second with machine code, some ten without."""


class Cloud(NamedTuple):
    """Simulated histories of a scenario.

    ``packages`` counts the histories that agreed on each package, ``days`` has the days of their
    agreements, ``endings`` counts how all of them ended.
    """

    runs: int
    packages: Mapping[tuple[int, ...], int]
    days: tuple[int, ...]
    endings: Mapping[str, int]

    def placed(self, plane: Revealed) -> dict[Pair, int]:
        """Return where the agreed packages lie on a world's plane, with how many lie there."""
        found: Counter[Pair] = Counter()
        for levels, count in self.packages.items():
            found[plane.points(levels)] += count
        return dict(found)


def simulate(scenario: str, seed: int) -> dict[str, Any]:
    """Run the cloud; for another process, so all of it is plain data.

    Compiled rules are used where machine code is ready, and never made: that would take a
    minute of a teacher's laptop in the middle of a lesson.

    Args:
        scenario: the resolved scenario, as JSON.
        seed: the experiment's seed.
    """
    built = build(ScenarioConfig.model_validate_json(scenario))
    door = COMPILED if machine_code_is_ready() else MESA
    runs = RUNS[door]
    table: Mapping[str, Any]
    if door == COMPILED:
        from sim import engine

        table = engine.simulate(built, seed, 0, runs, 1)
    else:
        table = outcomes.simulate(built, seed, 0, runs)
    names = [f"level_{issue.id}" for issue in built.issues]
    return {
        "endings": [str(ending) for ending in table["ending"]],
        "days": [int(day) for day in table["agreement_day"]],
        "levels": [[int(table[name][run]) for name in names] for run in range(runs)],
    }


def read(data: Mapping[str, Any], without: Sequence[int] = ()) -> Cloud:
    """Return the cloud that :func:`simulate` gave.

    Args:
        data: as it was given, after a journey as JSON.
        without: runs to leave out, those that the tables themselves played.
    """
    runs = [run for run in range(len(data["endings"])) if run not in set(without)]
    agreed = [run for run in runs if data["endings"][run] == "agreement"]
    return Cloud(
        len(runs),
        Counter(tuple(data["levels"][run]) for run in agreed),
        tuple(sorted(data["days"][run] for run in agreed)),
        Counter(data["endings"][run] for run in runs),
    )
