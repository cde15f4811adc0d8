"""``talks schema``: the JSON Schema of configurations, for editors."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Kind(StrEnum):
    """Which kind of file."""

    scenario = "scenario"
    experiment = "experiment"


def schema(
    kind: Annotated[Kind, typer.Argument(help="Which kind of file.")] = Kind.scenario,
    out: Annotated[Path | None, typer.Option(help="Write it here instead of printing it.")] = None,
) -> None:
    """Print the JSON Schema of scenario or experiment files.

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
    from experiments.design import ExperimentConfig
    from sim.config import ScenarioConfig

    model = ScenarioConfig if kind == "scenario" else ExperimentConfig
    found = model.model_json_schema()
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"
