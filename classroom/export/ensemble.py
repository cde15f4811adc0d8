"""A class as a result folder: people at tables, beside agents on the same tapes.

Two arms: `people` has a run for each finished table, `agents` the same tapes with the scenario's
strategies in every chair. Run k of both is one tape, so the difference is what people made of the
same luck. Each history is kept with its moves, from which it can be played again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from classroom.export.tables import tables
from classroom.hall import Hall
from classroom.lesson import Lesson
from experiments.design import Arm, Experiment, ExperimentConfig, Factor
from experiments.durable import explained, replacing
from experiments.errors import FolderRefused, ResultError
from experiments.lock import held
from experiments.manifest import MANIFEST, after_sitting, begin, now, write_manifest
from experiments.parts import write_part
from experiments.played import ENGINE, PLAYED, history_file
from experiments.provenance import model_revision
from experiments.rows import schema_of, tabulate
from experiments.store import Result, open_result
from sim.chair import Chair, chair_from_data
from sim.outcomes import Value, columns
from sim.scenario import Scenario

PEOPLE, AGENTS = ARMS = ("people", "agents")
"""Who sits in the chairs, arm by arm."""


def write_result(hall: Hall, lesson: Lesson, folder: Path | str) -> Result:
    """Write a class into a folder of its own, as a result that all analyses take.

    Raises:
        ResultError: no table has come to its end.
        FolderRefused: the folder is not empty.
        FolderUnwritable: it can't be written.
    """
    folder = Path(folder)
    played = list(tables(hall, lesson).values())
    if not played:
        raise ResultError(f"class {lesson.id}: no table has come to its end, so there is no result")
    if folder.exists() and any(folder.iterdir()):
        raise FolderRefused(f"{folder} is not empty; choose a new folder")
    scenario = hall.scenario(lesson.hash)
    experiment = _experiment(lesson, scenario, played)
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with held(folder), explained(folder):
        manifest = begin(experiment, ENGINE)
        manifest |= {"content_hash": _content(played), PLAYED: {"class": lesson.id}}
        started = now()
        for arm in experiment.arms:
            chairs = [_chair(scenario, data, arm.label == AGENTS) for data in played]
            _write_histories(folder, arm.index, chairs)
            table = tabulate(
                schema_of(columns(scenario)),
                arm.index,
                0,
                len(chairs),
                _column_by_column(chairs),
            )
            write_part(folder, arm.index, (0, len(chairs)), table, 0.0)
        sitting = {"engine": ENGINE, "runs": experiment.total, "started": started}
        write_manifest(folder, after_sitting(manifest, sitting, {}, complete=True))
    return open_result(folder)


def _experiment(
    lesson: Lesson, scenario: Scenario, played: Sequence[Mapping[str, Any]]
) -> Experiment:
    """What the folder's manifest describes; its scenario is the class's, its arms who sat there."""
    name = f"class-{lesson.id}"
    config = ExperimentConfig(
        name=name,
        question=f"What did the class make of “{lesson.title}”?",
        scenario=f"{scenario.name}.yaml",
        runs=len(played),
        # Of nothing else: run k is the k-th table, not the tape of that number, so these runs must
        # not be paired with those of another result.
        seed=int(hashlib.sha256(name.encode()).hexdigest()[:15], 16),
        vary=(Factor(name="players", label="Players", key="players", values=ARMS),),
    )
    arms = tuple(
        Arm(
            index=index,
            label=label,
            title=f"Players: {label}",
            values={"players": label},
            settings={},
            config=scenario.config,
            scenario_hash=scenario.hash,
        )
        for index, label in enumerate(ARMS)
    )
    return Experiment(config, arms, model_revision())


def _content(played: Sequence[Mapping[str, Any]]) -> str:
    """SHA-256 of all that the rows follow from: the tables' files, and the rules."""
    text = json.dumps([model_revision(), *played], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _chair(scenario: Scenario, data: Mapping[str, Any], agents: bool) -> Chair:
    """A table's history, or what agents would have made of its tape."""
    if agents:
        return Chair(scenario, (), int(data["seed"]), int(data["run"]))
    return chair_from_data(dict(data))


def _column_by_column(chairs: Sequence[Chair]) -> dict[str, list[Value]]:
    rows = [chair.outcome() for chair in chairs]
    found = {name: [row[name] for row in rows] for name in rows[0]}
    return {**found, "run": list(range(len(rows)))}


def _write_histories(folder: Path, arm: int, chairs: Sequence[Chair]) -> None:
    for run, chair in enumerate(chairs):
        path = folder / history_file(arm, run)
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as file:
            file.write((json.dumps(chair.as_data(), ensure_ascii=False) + "\n").encode())


__all__ = ["AGENTS", "MANIFEST", "PEOPLE", "write_result"]
