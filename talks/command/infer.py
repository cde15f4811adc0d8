"""``talks infer``: what some observed summaries say of chosen priors."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talks.command.language import Lang
from talks.command.theme import Theme

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
    theme: Theme = "report",
    lang: Lang = "en",
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
    from experiments.inference.drawing import draw, write_figures
    from experiments.inference.infer import infer as inferred
    from experiments.inference.infer import reference_table
    from experiments.inference.problem import load_problem
    from experiments.inference.record import record
    from experiments.speech import speaking
    from talks.command.language import checked
    from talks.command.telling import bar, console, stage
    from talks.command.theme import with_a_page

    paged = with_a_page(theme)
    checked(lang)
    problem = load_problem(file)
    folder = out or Path("results") / f"{problem.config.name}-{problem.content_hash[:8]}"
    with bar() as progress:
        table = reference_table(
            problem, folder, workers or os.cpu_count() or 1, progress.update, progress.preparing
        )
    with stage("trying known truths"):
        found = inferred(problem, table)
    if not paged:
        with stage("drawing"), speaking(lang):
            into = write_figures(found, folder, theme=theme)
        console.print(f"[bold]Figures[/]  {into}", soft_wrap=True, highlight=False)
        return
    text = json.dumps(record(found), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    with stage("drawing"), speaking(lang):
        pictures = draw(found, folder)
    with explained(folder), replacing(folder / "inference.json") as file_:
        file_.write(text.encode())
    if as_json:
        typer.echo(text, nl=False)
        return
    with speaking(lang):
        _print(record(found), pictures)


def _print(told: dict[str, Any], pictures: tuple[Path, ...]) -> None:
    from experiments.analysis.wording import sentence
    from experiments.speech import count, say
    from talks.command.paragraphs import paragraph
    from talks.command.telling import console

    paragraph(told["question"], "bold")
    paragraph(
        say(
            "{draws:,} draws of the priors of {scenario}, {cases}; {accepted:,} accepted, worth "
            "{effective:.0f} equally weighted ones.",
            draws=told["draws"],
            scenario=told["scenario"]["name"],
            cases=count("one case", "{n} cases each", told["cases"]),
            accepted=told["accepted"],
            effective=told["effective"],
        )
    )
    console.print()
    paragraph(say("Observed, beside what the priors give"), "bold")
    console.print(_observed(told))
    *urgent, last = told["cautions"]
    for note in urgent:
        console.print()
        paragraph(note)
    for one in told["parameters"]:
        console.print()
        paragraph(sentence(one["label"])[:-1], "bold")
        paragraph(say("{key}, {unit}", key=one["key"], unit=one["unit"]), "dim")
        console.print(_found(one, told["adjusted"]))
        paragraph(_tried(one))
    console.print()
    paragraph(last)
    console.print()
    heading = say("Figure")
    for picture in pictures:
        console.print(f"[bold]{heading}[/]  {picture}", soft_wrap=True, highlight=False)


def _columns(*headings: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for place, heading in enumerate(headings):
        table.add_column(heading, justify="right" if place else "left")
    return table


def _observed(told: dict[str, Any]) -> Table:
    from experiments.analysis.wording import number, percent
    from experiments.speech import say
    from talks.command.paragraphs import long_label

    table = _columns(say("summary"), say("observed"), say("9 in 10 draws"), say("draws as extreme"))
    for one in told["summaries"]:
        low, high = (number(one["prior"][end]) for end in ("q05", "q95"))
        span = say("{first} – {last}", first=low, last=high)
        table.add_row(
            long_label(one["label"]),
            number(one["observed"]),
            span,
            percent(min(one["at_or_below"], one["at_or_above"])),
        )
    return table


def _found(one: dict[str, Any], adjusted: bool) -> Table:
    from experiments.analysis.wording import number
    from experiments.speech import say

    table = _columns("", "5%", "25%", say("median"), "75%", "95%")
    rows = [(say("before"), "prior"), (say("after"), "posterior")]
    if adjusted:
        rows.append((say("by rejection alone"), "unadjusted"))
    for words, which in rows:
        quantiles = [number(one[which][q]) for q in ("q05", "q25", "q50", "q75", "q95")]
        table.add_row(words, *quantiles, style="dim" if which == "unadjusted" else None)
    return table


def _tried(one: dict[str, Any]) -> str:
    from experiments.analysis.intervals import Interval
    from experiments.analysis.wording import percent_with_range, whole_percent
    from experiments.speech import joined, say

    saved = 1 - one["posterior"]["deviation"] / one["prior"]["deviation"]
    tried = one["calibration"]
    width = whole_percent(abs(saved))
    values = {
        "truths": tried["truths"],
        "covered": percent_with_range(Interval(**tried["covered_90"])),
        "learnt": whole_percent(tried["learnt"]),
    }
    return joined(
        say("{share} narrower.", share=width) if saved >= 0 else say("{share} wider.", share=width),
        say(
            "On {truths:,} known truths: {covered} lie in their 90% interval, ranks are even, "
            "{learnt} narrower on average.",
            **values,
        )
        if tried["holds"]
        else say(
            "On {truths:,} known truths: {covered} lie in their 90% interval, ranks are NOT even, "
            "{learnt} narrower on average.",
            **values,
        ),
    )
