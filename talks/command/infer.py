"""``talks infer``: what some observed summaries say of chosen priors."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.table import Table


def infer(
    file: Annotated[Path, typer.Argument(help="An inference file (YAML).")],
    out: Annotated[
        Path | None, typer.Option(help="Folder of what is found [default: results/NAME-HASH].")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processors to use [default: all].")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print everything as JSON instead.")
    ] = False,
) -> None:
    """Infer chosen priors from summaries of what was observed, and try the method on known truths.

    Approximate Bayesian computation: rejection with regression adjustment. What was simulated is
    kept, so another observation costs no time. A registered scenario (configs/frozen.yaml) is
    refused.
    """
    from experiments.durable import explained, replacing
    from experiments.inference.drawing import draw
    from experiments.inference.infer import infer as inferred
    from experiments.inference.infer import reference_table
    from experiments.inference.problem import load_problem
    from experiments.inference.record import record
    from talks.command.telling import bar, stage

    problem = load_problem(file)
    folder = out or Path("results") / f"{problem.config.name}-{problem.content_hash[:8]}"
    with bar() as progress:
        table = reference_table(
            problem, folder, workers or os.cpu_count() or 1, progress.update, progress.preparing
        )
    with stage("trying known truths"):
        found = inferred(problem, table)
    told = record(found)
    text = json.dumps(told, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    with stage("drawing"):
        pictures = draw(found, folder)
    with explained(folder), replacing(folder / "inference.json") as file_:
        file_.write(text.encode())
    if as_json:
        typer.echo(text, nl=False)
        return
    _print(told, pictures)


def _print(told: dict[str, Any], pictures: tuple[Path, ...]) -> None:
    from textwrap import fill

    from experiments.analysis.wording import sentence
    from talks.command.telling import console

    width = min(max(console.width, 60), 100)

    def say(text: str, style: str = "") -> None:
        console.print(fill(text, width), style=style, highlight=False, markup=False)

    say(told["question"], "bold")
    cases = "one case" if told["cases"] == 1 else f"{told['cases']} cases each"
    say(
        f"{told['draws']:,} draws of the priors of {told['scenario']['name']}, {cases}; "
        f"{told['accepted']:,} accepted, worth {told['effective']:.0f} equally weighted ones."
    )
    console.print()
    say("Observed, beside what the priors give", "bold")
    console.print(_observed(told))
    *urgent, last = told["cautions"]
    for note in urgent:
        console.print()
        say(note)
    for one in told["parameters"]:
        console.print()
        say(sentence(one["label"])[:-1], "bold")
        say(f"{one['key']}, {one['unit']}", "dim")
        console.print(_found(one, told["adjusted"]))
        say(_tried(one))
    console.print()
    say(last)
    console.print()
    for picture in pictures:
        console.print(f"[bold]Figure[/]  {picture}", soft_wrap=True, highlight=False)


def _columns(*headings: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for place, heading in enumerate(headings):
        table.add_column(heading, justify="right" if place else "left")
    return table


def _observed(told: dict[str, Any]) -> Table:
    from experiments.analysis.wording import DASH, number, percent

    table = _columns("summary", "observed", "9 in 10 draws", "draws as extreme")
    for one in told["summaries"]:
        span = f"{number(one['prior']['q05'])} {DASH} {number(one['prior']['q95'])}"
        table.add_row(
            one["label"],
            number(one["observed"]),
            span,
            percent(min(one["at_or_below"], one["at_or_above"])),
        )
    return table


def _found(one: dict[str, Any], adjusted: bool) -> Table:
    from experiments.analysis.wording import number

    table = _columns("", "5%", "25%", "median", "75%", "95%")
    rows = [("before", "prior"), ("after", "posterior")]
    for words, which in [*rows, *([("by rejection alone", "unadjusted")] if adjusted else [])]:
        quantiles = [number(one[which][q]) for q in ("q05", "q25", "q50", "q75", "q95")]
        table.add_row(words, *quantiles, style="dim" if which == "unadjusted" else None)
    return table


def _tried(one: dict[str, Any]) -> str:
    from experiments.analysis.intervals import Interval
    from experiments.analysis.wording import percent_with_range

    saved = 1 - one["posterior"]["deviation"] / one["prior"]["deviation"]
    tried = one["calibration"]
    ranks = "even" if tried["holds"] else "NOT even"
    turn = "narrower" if saved >= 0 else "wider"
    return (
        f"{abs(saved):.0%} {turn}. On {tried['truths']:,} known truths: "
        f"{percent_with_range(Interval(**tried['covered_90']))} lie in their 90% interval, ranks "
        f"are {ranks}, {tried['learnt']:.0%} narrower on average."
    )
