"""``talks validate``: what is wrong in a file, where, and what would be right."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def validate(
    files: Annotated[list[Path], typer.Argument(help="Scenario or experiment files (YAML).")],
) -> None:
    """Check scenario and experiment files; say what is wrong, where, and what is allowed."""
    from sim.config import ConfigError
    from talks.command.telling import console

    wrong = 0
    for file in files:
        try:
            words = _check(file)
        except ConfigError as error:
            wrong += 1
            print(error, file=sys.stderr)
        else:
            console.print(f"{file}: {words}", soft_wrap=True, highlight=False)
    if wrong:
        raise typer.Exit(2)


def _check(file: Path) -> str:
    from experiments.design import load_experiment
    from sim.config import load_scenario
    from sim.config.reader import read_yaml

    data = read_yaml(file).data
    if "scenario" in data and "sides" not in data:
        experiment = load_experiment(file)
        arms = len(experiment.arms)
        return f"a sound experiment, {arms} arm{'s' * (arms > 1)} of {experiment.runs:,} runs"
    config = load_scenario(file)
    cited = list(config.cited())
    assumed = sum(part.assumed for _, part in cited)
    return (
        f"a sound scenario, {len(config.issues)} issues, {len(cited)} sourced parts, "
        f"{assumed} of them judged at least in part"
    )
