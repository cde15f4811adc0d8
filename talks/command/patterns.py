"""``talks patterns``: what theory expects of the model, and whether it shows it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talks.command.language import Lang

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
    lang: Lang = "en",
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
    from experiments.speech import speaking
    from experiments.tongue import tongue
    from sim.machine_code import compiling
    from talks.command.paragraphs import long_label
    from talks.command.telling import bar, console, errors

    tongue(lang)  # refuses one that isn't there before anything is played
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
        with speaking(lang):
            for pattern in done:
                (errors if as_json else console).print(_table(pattern, found[pattern.number]))
    if stopped:
        with speaking(lang):
            errors.print(_stopped(len(done), len(wanted)))
        raise typer.Exit(130)
    rows = [row for pattern in done for row in found[pattern.number]]
    text = json.dumps([row.record() for row in rows], indent=1, ensure_ascii=False) + "\n"
    if out is not None:
        with explained(out), replacing(out) as file:
            file.write(text.encode())
    if as_json:
        typer.echo(text, nl=False)
        return
    with speaking(lang):
        console.print()
        console.print(long_label(_counted(rows)), highlight=False)


def _stopped(done: int, of: int) -> str:
    from experiments.speech import say

    return say("Stopped: {done} of {patterns} patterns were played.", done=done, patterns=of)


def _table(pattern: Pattern, findings: tuple[Finding, ...]) -> Table:
    from rich.table import Table

    from experiments.speech import say
    from talks.command.paragraphs import long_label

    table = Table(
        title=f"\n{pattern.number}  {say(pattern.title)}",
        title_justify="left",
        title_style="bold",
        box=None,
        pad_edge=False,
    )
    verdicts = {True: say("yes"), False: f"[bold]{say('no')}[/]", None: "[dim]–[/]"}
    table.add_column(say("claim"), ratio=1)
    table.add_column(say("effect"), justify="right")
    table.add_column(say("95 % interval"), justify="right", no_wrap=True)
    table.add_column(say("holds"))
    for row in findings:
        table.add_row(
            long_label(say(row.name), say(row.unit)),
            f"{row.effect:.3g}",
            "" if row.low == row.high else _interval(row),
            verdicts[row.holds],
        )
    return table


def _interval(row: Finding) -> str:
    from experiments.speech import say

    return say("{low} to {high}", low=f"{row.low:.3g}", high=f"{row.high:.3g}")


def _counted(rows: list[Finding]) -> str:
    from experiments.speech import joined, say

    claims = [row for row in rows if row.holds is not None]
    failing = [row.id for row in claims if not row.holds]
    told = say(
        "{holding} of {claims} claims hold; {reported} numbers are only reported (–).",
        holding=len(claims) - len(failing),
        claims=len(claims),
        reported=len(rows) - len(claims),
    )
    return joined(told, say("Failing: {ids}.", ids=", ".join(failing)) if failing else "")
