"""``talks bench``: how fast histories are played here, side by side with other ways."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def bench(
    json_file: Annotated[
        str | None,
        typer.Option("--json", metavar="FILE", help="Write all numbers here; - prints them."),
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Smaller sizes, within a minute once compiled.")
    ] = False,
) -> None:
    """Measure what a history costs and where the time goes: about ten minutes.

    Ratios can be compared between machines, seconds can't. The numbers of one machine stand in
    docs/performance.md.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from benchmarks.children import Unmeasured
    from benchmarks.plan import FULL, QUICK
    from benchmarks.suite import measure
    from experiments.durable import explained, replacing
    from sim.machine_code import compiling
    from talks.command.telling import console, errors

    if not compiling():
        errors.print("Nothing to measure: compiling is switched off (NUMBA_DISABLE_JIT).")
        raise typer.Exit(2)
    if json_file not in (None, "-") and not Path(str(json_file)).absolute().parent.is_dir():
        errors.print(f"--json: {json_file} is in no folder that exists; make it first.")
        raise typer.Exit(2)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=errors,
        transient=True,
    ) as progress:
        task = progress.add_task("measuring", total=None)

        def tell(stage: str, at: int, of: int) -> None:
            progress.update(task, completed=at, total=of, description=stage)

        try:
            data = measure(QUICK if quick else FULL, tell)
        except Unmeasured as error:
            errors.print(f"Not measured: {error}", highlight=False)
            raise typer.Exit(2) from None
    text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
    out: Console = console
    if json_file == "-":
        typer.echo(text, nl=False)
        out = errors
    elif json_file is not None:
        path = Path(json_file)
        with explained(path), replacing(path) as file:
            file.write(text.encode())
    for table in (_doors(data), _ratios(data)):
        out.print(table)
        out.print()
    if quick:
        out.print("[dim]A quick look, with small sizes: spreads are wide.[/]")


def _doors(data: dict[str, Any]) -> Table:
    from rich.table import Table

    table = Table(title="µs of CPU a history on one core", title_justify="left", box=None)
    headings = ("scenario", "compiled", "spread", "glass door", "batch_run", "chance", "rules")
    for heading in headings:
        table.add_column(heading, justify="left" if heading == "scenario" else "right")
    for name, found in data["doors"].items():
        took, shares = found["us_per_run"], found["shares"]
        table.add_row(
            name,
            f"{took['compiled']['median']:,.1f}",
            _spread(took["compiled"]),
            *(f"{took[door]['median']:,.0f}" for door in ("glass", "batch_run")),
            f"{shares['chance']:.0%}",
            f"{shares['rules']:.0%}",
        )
    return table


def _ratios(data: dict[str, Any]) -> Table:
    from rich.table import Table

    table = Table(title=f"Ratios, {data['baseline']}", title_justify="left", box=None)
    table.add_column("ratio")
    table.add_column("median", justify="right")
    table.add_column("lowest–highest", justify="right")
    for name, value in data["ratios"].items():
        spread = data["ratio_spreads"].get(name)
        table.add_row(
            name,
            "not measured" if value is None else f"{value:,.4g}",
            _spread(spread) if spread else "",
        )
    return table


def _spread(found: dict[str, float]) -> str:
    return f"[dim]{found['low']:,.4g}–{found['high']:,.4g}[/]"
