"""``talks answer``: an experiment's question, answered by paired comparisons."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talks.command.language import Lang

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
            metavar="FILE",
            help="Write the page (Markdown) here, its figure in figures/ beside it; NAME.md is "
            "NAME.ja.md in Japanese.",
        ),
    ] = None,
    lang: Lang = "en",
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processors to use [default: all].")
    ] = None,
) -> None:
    """Run what is missing of an experiment and say what it answers.

    Each claim of the file is held against the change from one arm to another, run by run. Whether
    theory's sign appears is computed, never written; so is which of the file's plain texts stands
    as the answer. An experiment that hasn't changed isn't run
    again.
    """
    from experiments.answers.answered import answered
    from experiments.answers.figure import draw
    from experiments.answers.page import page as written
    from experiments.answers.page import page_in_tongue, write_page
    from experiments.design import load_experiment
    from experiments.runner import default_folder
    from experiments.runner import run as run_experiment
    from experiments.speech import say, speaking
    from talks.command.language import checked
    from talks.command.telling import bar, console, errors, stage

    checked(lang)
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
    with speaking(lang):
        found = answered(loaded, result)
        _print(found)
        if page is None:
            return
        file = page_in_tongue(page)
        with stage("drawing the figure and writing the page"):
            command = _command(experiment, runs, page, lang)
            write_page(file, written(found, draw(found, file), command, "[{}]".format))
        word = say("Page")
    console.print(f"[bold]{word}[/]  {file}", soft_wrap=True, highlight=False)


def _print(found: Answered) -> None:
    from experiments.answers.page import CAVEAT, answer_in_words, verdict_lines
    from experiments.answers.verdicts import tally
    from experiments.speech import say
    from talks.command.telling import console

    _tell("", say(found.experiment.question), style="bold", end="\n\n")
    for told in (answer_in_words(found), tally(found.judged)):
        if told:
            _tell("", told, end="\n\n")
    for number, (short, told) in enumerate(verdict_lines(found), start=1):
        verdict = say("{verdict}.", verdict=short)
        _tell(f"{number}. {verdict}", told)
    console.print()
    _tell("", say(CAVEAT), style="dim")
    result = say("Result")
    console.print(f"[bold]{result}[/]  {found.result.path}", soft_wrap=True, highlight=False)


def _tell(head: str, text: str, *, style: str = "", end: str = "\n") -> None:
    """Print a paragraph, its head in bold, in lines as the language breaks them."""
    from rich.text import Text

    from experiments.speech import ENGLISH, joined, spoken
    from talks.command.paragraphs import WIDEST, broken
    from talks.command.telling import console

    told = joined(head, text)
    if spoken() is not ENGLISH:
        told = broken(told, min(console.width, WIDEST))
    lines = Text(told, style=style)
    lines.stylize("bold", 0, len(head))
    console.print(lines, end=end)


def _command(experiment: Path, runs: int | None, page: Path, lang: str) -> str:
    """The command that writes the page again."""
    import shlex

    words = ["talks", "answer", str(experiment), "--page", str(page)]
    words += ["--runs", str(runs)] if runs is not None else []
    return shlex.join([*words, *(["--lang", lang] if lang != "en" else [])])
