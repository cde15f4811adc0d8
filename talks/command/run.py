"""``talks run``: an experiment, from its file to a report."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Engine(StrEnum):
    """Which door the histories go through."""

    auto = "auto"
    mesa = "mesa"


def run(
    experiment: Annotated[Path, typer.Argument(help="An experiment file (YAML).")],
    runs: Annotated[
        int | None, typer.Option(min=1, help="Histories in each arm, instead of the file's.")
    ] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="Instead of the file's seed.")] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Set a key of the scenario in every arm."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Result folder [default: results/NAME-HASH].")
    ] = None,
    engine: Annotated[
        Engine, typer.Option(help="Which engine runs the histories; mesa is the only one yet.")
    ] = Engine.auto,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes [default: one a processor].")
    ] = None,
    block: Annotated[
        int, typer.Option(min=1, help="Histories in one file; changes nothing in the results.")
    ] = 250,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="If the folder holds another experiment, give that another name."
        ),
    ] = False,
    report: Annotated[
        bool, typer.Option(help="Draw the figures and write report.html at the end.")
    ] = True,
) -> None:
    """Run an experiment, or what is still missing of it, and write its report.

    What is finished is kept: stop it with Ctrl-C, run the same command again, and it goes on.
    An experiment that hasn't changed isn't run again.
    """
    from experiments.design import load_experiment
    from experiments.resume import set_aside
    from experiments.runner import run as run_experiment
    from talks.command.settings import read_settings
    from talks.command.telling import bar, console, say_result, stage

    loaded = load_experiment(
        experiment, settings=read_settings(settings or ()), runs=runs, seed=seed
    )
    if replace and out is not None:
        aside = set_aside(out, loaded)
        if aside is not None:
            console.print(f"What {out} held is now {aside}.", soft_wrap=True, highlight=False)
    with bar() as progress:
        result = run_experiment(
            loaded,
            out,
            workers=workers or os.cpu_count() or 1,
            block=block,
            engine=engine.value,
            progress=progress,
        )
    page: Path | None = None
    if report:
        from experiments.report import write_report

        with stage("drawing figures and writing the report"):
            page = write_report(result)
    say_result(result)
    if page is not None:
        console.print(f"[bold]Report[/]  {page}", soft_wrap=True, highlight=False)
