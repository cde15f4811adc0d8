"""``talks validate``: what is wrong in a file, where, and what would be right."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

OF_OUTCOMES = {"known_on", "events", "facts", "figures"}
OF_AN_INFERENCE = {"parameters", "summaries", "draws"}
OF_A_STUDY = {"factors", "method"}
OF_AN_EXERCISE = {"roles", "clock"}
"""Keys at the top of a file that say which kind it is; scenarios have sides, others a scenario."""


def validate(
    files: Annotated[list[Path], typer.Argument(help="Configuration files of any kind (YAML).")],
) -> None:
    """Check configuration files; say what is wrong, where, and what is allowed.

    Scenarios, experiments, exercises, outcomes that a result is scored by, inferences,
    sensitivity studies.
    """
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
    if OF_AN_EXERCISE & set(data):
        return _exercise(file)
    if OF_OUTCOMES & set(data):
        return _outcomes(file)
    if OF_AN_INFERENCE & set(data):
        return _inference(file)
    if OF_A_STUDY & set(data):
        return _study(file)
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


def _outcomes(file: Path) -> str:
    from experiments.scoring.reading import load_outcomes

    told = load_outcomes(file)
    entries = sum(len(part) for part in (told.events, told.facts, told.levels, told.figures))
    return f"a sound outcomes file, {entries} entries, known up to {told.known_on}"


def _inference(file: Path) -> str:
    from experiments.inference.problem import load_problem

    config = load_problem(file).config
    return (
        f"a sound inference, {len(config.parameters)} priors from {len(config.summaries)} "
        f"summaries, {config.draws:,} draws"
    )


def _study(file: Path) -> str:
    from experiments.sensitivity.study import load_study

    study = load_study(file)
    return f"a sound sensitivity study, {len(study.factors)} factors by {study.config.method}"


def _exercise(file: Path) -> str:
    from classroom.exercise import load_exercise

    found = load_exercise(file)
    if found.config.invented is not None:
        load_exercise(file, fictional=True)
    return (
        f"a sound exercise, {found.minutes:g} minutes, "
        f"{len(found.config.before) + len(found.config.after)} questions"
    )
