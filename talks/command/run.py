"""``talks run``: an experiment, from its file to a report."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talks.command.language import Lang

if TYPE_CHECKING:
    from experiments.store import Result


class Engine(StrEnum):
    """Which door the histories go through."""

    auto = "auto"
    compiled = "compiled"
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
        Engine | None,
        typer.Option(
            help="What runs the histories: the compiled engine, the Mesa model, or the faster "
            "(auto); the rows are the same [default: the file's, else auto]."
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processors to use [default: all].")
    ] = None,
    block: Annotated[
        int | None,
        typer.Option(
            min=1, max=10**6, help="Histories in one file; changes nothing in the results."
        ),
    ] = None,
    shard: Annotated[
        str | None,
        typer.Option(
            metavar="I/N", help="Only this share of the histories; `talks merge` joins the shares."
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="local|ADDRESS", help="Compute on a Dask cluster, such as tcp://head:8786."
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="If the folder holds another experiment, give that another name."
        ),
    ] = False,
    report: Annotated[
        bool, typer.Option(help="Draw the figures and write report.html at the end.")
    ] = True,
    lang: Lang = "en",
) -> None:
    """Run an experiment, or what is still missing of it, and write its report.

    What is finished is kept: stop it with Ctrl-C, run the same command again, and it goes on.
    An experiment that hasn't changed isn't run again.
    """
    begun = time.perf_counter()
    from experiments.design import load_experiment
    from experiments.manifest import read_manifest
    from experiments.resume import set_aside
    from experiments.runner import default_folder
    from experiments.runner import run as run_experiment
    from experiments.shards import read_shard
    from experiments.speech import say, speaking
    from experiments.tongue import tongue
    from talks.command.language import checked
    from talks.command.settings import read_settings
    from talks.command.telling import bar, console, say_result, say_stages

    if report:
        checked(lang)
    else:
        tongue(lang)  # no figure needs its font
    share = None if shard is None else read_shard(shard)
    loaded = load_experiment(
        experiment, settings=read_settings(settings or ()), runs=runs, seed=seed
    )
    if replace and out is not None:
        aside = set_aside(out, loaded)
        if aside is not None:
            console.print(f"What {out} held is now {aside}.", soft_wrap=True, highlight=False)
    folder = out or default_folder(loaded, shard=share)
    before = (read_manifest(folder) or {}).get("timings", {})
    spent = {"start": time.perf_counter() - begun}
    with bar() as progress:
        result = run_experiment(
            loaded,
            folder,
            workers=workers or os.cpu_count() or 1,
            block=block,
            engine=None if engine is None else engine.value,
            shard=share,
            cluster=cluster,
            progress=progress.update,
            preparing=progress.preparing,
            say=progress.say,
        )
    for stage, seconds in result.manifest["timings"].items():
        if seconds > before.get(stage, 0.0):
            spent[stage] = seconds - before.get(stage, 0.0)
    page = reported(result, spent, lang) if report and share is None else None
    with speaking(lang):
        say_result(result)
        say_stages(spent)
        word = say("Report")
    if page is not None:
        console.print(f"[bold]{word}[/]  {page}", soft_wrap=True, highlight=False)
    elif share is not None:
        console.print(
            f"This is shard {share}. When all are there: talks merge FOLDER… --out DIR",
            soft_wrap=True,
            highlight=False,
        )


def reported(result: Result, spent: dict[str, float], lang: str = "en") -> Path:
    """Write the report; put its seconds into ``spent`` and into the result's manifest."""
    from experiments.errors import FolderBusy
    from experiments.lock import held
    from experiments.manifest import add_timings
    from experiments.report import write_report
    from talks.command.telling import stage

    timings: dict[str, float] = {}
    with stage("drawing figures and writing the report"):
        page = write_report(result, timings=timings, lang=lang)
    spent.update(timings)
    with suppress(FolderBusy), held(result.path):
        add_timings(result.path, timings)
    return page
