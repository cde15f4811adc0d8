"""``talks merge``: the shards of an experiment, joined into one result."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def merge(
    folders: Annotated[
        list[Path], typer.Argument(help="Result folders of shards (`talks run --shard`).")
    ],
    out: Annotated[Path, typer.Option(help="The folder of the whole result.")],
    partial: Annotated[
        bool, typer.Option("--partial", help="Merge what is there, though histories are missing.")
    ] = False,
    report: Annotated[
        bool, typer.Option(help="Draw the figures and write report.html at the end.")
    ] = True,
) -> None:
    """Join the shards of an experiment into one result, and write its report.

    The rows are those of a single run, to the bit. Nothing is computed; every value is checked.
    """
    from experiments.merge import merge as merge_shards
    from talks.command.run import reported
    from talks.command.telling import console, say_result, stage

    with stage("checking and copying"):
        result = merge_shards(folders, out, partial=partial)
    page = reported(result, {}) if report and result.done else None
    say_result(result)
    if not result.complete:
        console.print(
            f"{result.done:,} of {result.total:,} histories; merge the other shards into the "
            "same folder when they are there.",
            soft_wrap=True,
            highlight=False,
        )
    if page is not None:
        console.print(f"[bold]Report[/]  {page}", soft_wrap=True, highlight=False)
