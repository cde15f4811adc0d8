"""``talks report``: write a result's report once more, or its figures for a paper or for slides."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from talks.command.language import Lang
from talks.command.theme import Theme


def report(
    result: Annotated[Path, typer.Argument(help="A result folder.")],
    arm: Annotated[int, typer.Option(min=0, help="The arm shown in detail.")] = 0,
    theme: Theme = "report",
    lang: Lang = "en",
    figures: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Where the figures go [default: figures/ in the result, below it by language and "
            "theme].",
        ),
    ] = None,
) -> None:
    """Draw the figures of a result and write its report.html."""
    from experiments.gallery import write_figures
    from experiments.report import write_report
    from talks import load
    from talks.command.language import checked
    from talks.command.telling import console, stage
    from talks.command.theme import with_a_page

    paged = with_a_page(theme)
    checked(lang)
    opened = load(result)
    if paged:
        with stage("drawing figures and writing the report"):
            page = write_report(opened, arm, lang=lang, files=figures)
        console.print(f"[bold]Report[/]  {page}", soft_wrap=True, highlight=False)
    else:
        with stage("drawing figures"):
            folder = write_figures(opened, arm, theme=theme, lang=lang, folder=figures)
        console.print(f"[bold]Figures[/]  {folder}", soft_wrap=True, highlight=False)
