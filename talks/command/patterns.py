"""``talks patterns``: what theory expects of the model, and whether it shows it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from experiments.patterns.finding import Finding
    from experiments.patterns.registry import Pattern


def patterns(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the findings as JSON instead of tables.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the JSON to this file, too.")
    ] = None,
    only: Annotated[
        str | None, typer.Option(metavar="3,5", help="Only the patterns of these numbers.")
    ] = None,
    runs_factor: Annotated[
        float,
        typer.Option(
            min=0.5, max=20.0, help="Times as many histories; 4 halves the intervals' width."
        ),
    ] = 1.0,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processors to use [default: all].")
    ] = None,
) -> None:
    """Play the patterns that theory expects of the model: a minute or less on two cores.

    Each row is a claim with its effect, its 95 % interval over runs, and whether it holds. A claim
    that fails is a finding and no fault: it stays in the table, and the exit code is 0. The
    findings of docs/patterns.md are those of this command as it stands.
    """
    from experiments import doors
    from experiments.durable import explained, replacing
    from experiments.patterns.played import played
    from experiments.patterns.registry import chosen
    from sim.machine_code import compiling
    from talks.command.telling import bar, console, errors

    if not compiling():
        errors.print("Patterns need compiled rules; compiling is off (NUMBA_DISABLE_JIT).")
        raise typer.Exit(2)
    if out is not None and not out.absolute().parent.is_dir():
        errors.print(f"--out: {out} is in no folder that exists; make it first.")
        raise typer.Exit(2)
    wanted = chosen([word.strip() for word in only.split(",")] if only is not None else [])
    found: dict[int, tuple[Finding, ...]] = {}
    stopped = False
    with bar() as progress:
        if not doors.machine_code_is_ready():
            doors.prepare(progress.preparing)
        progress.update(0, len(wanted), "playing", "patterns")
        try:
            for pattern, findings in played(wanted, runs_factor, workers or os.cpu_count() or 1):
                found[pattern.number] = findings
                progress.update(len(found), len(wanted), "playing", "patterns")
        except KeyboardInterrupt:
            stopped = True
    done = [pattern for pattern in wanted if pattern.number in found]
    if not as_json or stopped:
        for pattern in done:
            (errors if as_json else console).print(_table(pattern, found[pattern.number]))
    if stopped:
        errors.print(f"Stopped: {len(done)} of {len(wanted)} patterns were played.")
        raise typer.Exit(130)
    rows = [row for pattern in done for row in found[pattern.number]]
    text = json.dumps([row.record() for row in rows], indent=1, ensure_ascii=False) + "\n"
    if out is not None:
        with explained(out), replacing(out) as file:
            file.write(text.encode())
    if as_json:
        typer.echo(text, nl=False)
        return
    console.print(_counted(rows), highlight=False)


def _table(pattern: Pattern, findings: tuple[Finding, ...]) -> Table:
    from rich.table import Table

    table = Table(
        title=f"\n{pattern.number}  {pattern.title}",
        title_justify="left",
        title_style="bold",
        box=None,
        pad_edge=False,
    )
    table.add_column("claim", ratio=1)
    table.add_column("effect", justify="right")
    table.add_column("95 % interval", justify="right", no_wrap=True)
    table.add_column("holds")
    for row in findings:
        table.add_row(
            f"{row.name} [dim]({row.unit})[/]",
            f"{row.effect:.3g}",
            "" if row.low == row.high else f"{row.low:.3g} to {row.high:.3g}",
            {True: "yes", False: "[bold]no[/]", None: "[dim]–[/]"}[row.holds],
        )
    return table


def _counted(rows: list[Finding]) -> str:
    claims = [row for row in rows if row.holds is not None]
    failing = [row.id for row in claims if not row.holds]
    told = f"\n{len(claims) - len(failing)} of {len(claims)} claims hold"
    told += f"; {len(rows) - len(claims)} numbers are only reported (–)."
    return told + (f" Failing: {', '.join(failing)}." if failing else "")
