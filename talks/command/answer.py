"""``talks answer``: an experiment's question, answered by paired comparisons."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from experiments.answers.answered import Answered


def answer(
    experiment: Annotated[
        Path, typer.Argument(help="An experiment file (YAML) with an `answer` block.")
    ],
    runs: Annotated[
        int | None, typer.Option(min=2, help="Histories in each arm, instead of the file's.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Result folder [default: results/NAME-HASH].")
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write the page (Markdown) here, its figure in figures/ beside it."
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processors to use [default: all].")
    ] = None,
) -> None:
    """Run what is missing of an experiment and say what it answers.

    Each claim of the file is held against the change from one arm to another, run by run. Whether
    theory's sign appears is computed, never written. An experiment that hasn't changed isn't run
    again.
    """
    from experiments.answers.answered import answered
    from experiments.answers.figure import draw
    from experiments.answers.page import page as written
    from experiments.answers.page import write_page
    from experiments.design import load_experiment
    from experiments.runner import default_folder
    from experiments.runner import run as run_experiment
    from talks.command.telling import bar, console, errors, stage

    if page is not None and page.suffix != ".md":
        errors.print(f"--page: found {page}; the page is Markdown, so its name ends in .md")
        raise typer.Exit(2)
    loaded = load_experiment(experiment, runs=runs)
    if loaded.config.answer is None:
        from experiments.answers.answered import no_answer

        raise no_answer(loaded.name)
    with bar() as progress:
        result = run_experiment(
            loaded,
            out or default_folder(loaded),
            workers=workers or os.cpu_count() or 1,
            progress=progress.update,
            preparing=progress.preparing,
            say=lambda line: None,
        )
    found = answered(loaded, result)
    _print(found)
    if page is not None:
        with stage("drawing the figure and writing the page"):
            text = written(
                found, draw(found, page), _command(experiment, runs, page), "[{}]".format
            )
            write_page(page, text)
        console.print(f"[bold]Page[/]  {page}", soft_wrap=True, highlight=False)


def _print(found: Answered) -> None:
    from rich.markup import escape

    from experiments.answers.page import CAVEAT, summary, verdict_lines
    from talks.command.telling import console

    console.print(f"[bold]{escape(found.experiment.question)}[/]\n", highlight=False)
    console.print(f"{escape(summary(found))}\n", highlight=False)
    for short, told in verdict_lines(found):
        console.print(f"· [bold]{short}.[/] {escape(told)}", highlight=False)
    console.print(f"\n[dim]{CAVEAT}[/]", highlight=False)
    console.print(f"[bold]Result[/]  {found.result.path}", soft_wrap=True, highlight=False)


def _command(experiment: Path, runs: int | None, page: Path) -> str:
    """The command that writes the page again."""
    import shlex

    words = ["talks", "answer", str(experiment), "--page", str(page)]
    return shlex.join([*words, *(["--runs", str(runs)] if runs is not None else [])])
