"""``talks export``: a result's outcome table for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def export(
    result: Annotated[Path, typer.Argument(help="A result folder.")],
    csv: Annotated[
        bool, typer.Option("--csv", help="As CSV (the default, and the only format).")
    ] = True,
    out: Annotated[
        Path | None, typer.Option(help="The file to write [default: RESULT/outcomes.csv].")
    ] = None,
) -> None:
    """Write the outcomes of every run, one row a run, floats to the bit."""
    from experiments.export import to_csv
    from talks import load
    from talks.command.telling import console

    path = out or result / "outcomes.csv"
    rows = to_csv(load(result), path)
    console.print(f"{rows:,} rows in {path}", soft_wrap=True, highlight=False)
