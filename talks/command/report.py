"""``talks report``: write a result's report once more."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def report(
    result: Annotated[Path, typer.Argument(help="A result folder.")],
    arm: Annotated[int, typer.Option(min=0, help="The arm shown in detail.")] = 0,
) -> None:
    """Draw the figures of a result and write its report.html."""
    from experiments.report import write_report
    from talks import load
    from talks.command.telling import console, stage

    opened = load(result)
    with stage("drawing figures and writing the report"):
        page = write_report(opened, arm)
    console.print(f"[bold]Report[/]  {page}", soft_wrap=True, highlight=False)
