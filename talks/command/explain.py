"""``talks explain``: how often each force of the model had a say in a result."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def explain(
    result: Annotated[Path, typer.Argument(help="A result folder.")],
    arm: Annotated[int, typer.Option(min=0, help="The arm to look at, if there are several.")] = 0,
) -> None:
    """List how often each mechanism fired, and why there was no agreement where there was none."""
    from rich.table import Table

    from experiments.analysis.columns import columns_of
    from experiments.analysis.summary import summarise
    from experiments.census import rows_shown
    from talks import load
    from talks.command.telling import console

    opened = load(result)
    table = opened.table(arm, first=rows_shown(1))
    summary = summarise(columns_of(table), opened.scenario(arm))
    console.print(f"{summary.runs:,} histories of {opened.scenario(arm).title}", highlight=False)
    fired = Table(box=None, pad_edge=False, title="\nWhat happened", title_justify="left")
    for heading in ("mechanism", "in histories", "times in each"):
        fired.add_column(heading, justify="left" if heading == "mechanism" else "right")
    for mechanism in summary.mechanisms:
        share, count = mechanism.share.interval, mechanism.mean_count
        fired.add_row(
            mechanism.label,
            f"{share.value:.0%} [dim]{share.low:.0%}–{share.high:.0%}[/]",
            f"{count.value:.2f} [dim]{count.low:.2f}–{count.high:.2f}[/]",
        )
    console.print(fired)
    reasons = Table(box=None, pad_edge=False, title="\nWhy no agreement", title_justify="left")
    reasons.add_column("reason")
    reasons.add_column("of all histories", justify="right")
    for reason in summary.reasons:
        share = reason.interval
        reasons.add_row(reason.label, f"{share.value:.0%} [dim]{share.low:.0%}–{share.high:.0%}[/]")
    console.print(reasons)
    console.print("\n[dim]Ranges are 95 % intervals for Monte Carlo error.[/]")
