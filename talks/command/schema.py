"""``talks schema``: the JSON Schema of configurations, for editors."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer


class Kind(StrEnum):
    """Which kind of file."""

    scenario = "scenario"
    experiment = "experiment"
    exercise = "exercise"
    names = "names"
    outcomes = "outcomes"
    inference = "inference"
    sensitivity = "sensitivity"


def schema(
    kind: Annotated[Kind, typer.Argument(help="Which kind of file.")] = Kind.scenario,
    out: Annotated[Path | None, typer.Option(help="Write it here instead of printing it.")] = None,
) -> None:
    """Print the JSON Schema of a kind of configuration file.

    The shipped files name theirs in their first line, so that an editor completes keys.
    """
    from experiments.durable import explained, replacing

    text = schema_text(kind.value)
    if out is None:
        typer.echo(text, nl=False)
        return
    with explained(out), replacing(out) as file:
        file.write(text.encode())


def schema_text(kind: str) -> str:
    """Return a JSON Schema as text."""
    found = _model(kind).model_json_schema()
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def _model(kind: str) -> Any:
    """Return the model that files of a kind are checked by."""
    from classroom.exercise_file import ExerciseConfig, NamesFile
    from experiments.design import ExperimentConfig
    from experiments.inference.problem import InferenceConfig
    from experiments.scoring.outcomes import OutcomesConfig
    from experiments.sensitivity.design import StudyConfig
    from sim.config import ScenarioConfig

    return {
        Kind.scenario: ScenarioConfig,
        Kind.experiment: ExperimentConfig,
        Kind.exercise: ExerciseConfig,
        Kind.names: NamesFile,
        Kind.outcomes: OutcomesConfig,
        Kind.inference: InferenceConfig,
        Kind.sensitivity: StudyConfig,
    }[Kind(kind)]
