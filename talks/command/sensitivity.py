"""``talks sensitivity``: what matters in a scenario, and what is chance."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talks.command.language import Lang
from talks.command.theme import Theme

if TYPE_CHECKING:
    from rich.console import JustifyMethod

    from experiments.sensitivity.findings import Found
    from experiments.sensitivity.runner import Played

SHOWN = 10
"""Factors of each outcome that the terminal shows; the page has all."""


def sensitivity(
    study: Annotated[Path, typer.Argument(help="A study file (YAML).")],
    out: Annotated[
        Path | None, typer.Option(help="Folder for rows and page [default: results/NAME-HASH].")
    ] = None,
    runs: Annotated[
        int | None, typer.Option(min=8, help="Histories at each point, instead of the file's.")
    ] = None,
    size: Annotated[
        int | None, typer.Option(min=1, help="Trajectories, rows or points, instead of the file's.")
    ] = None,
    small: Annotated[
        bool,
        typer.Option("--small", help="As few of both as the method takes, to see that it works."),
    ] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processors to use [default: all].")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print all numbers as JSON instead of tables.")
    ] = False,
    theme: Theme = "report",
    lang: Lang = "en",
) -> None:
    """Ask what the factors of a scenario do to its outcomes, and how much is chance.

    What is finished is kept: stop it with Ctrl-C, run the same command again, and it goes on.
    A study that hasn't changed isn't played again.
    """
    from experiments.sensitivity.findings import found, plain
    from experiments.sensitivity.in_words import in_words
    from experiments.sensitivity.report import write_figures, write_study
    from experiments.sensitivity.runner import play
    from experiments.sensitivity.study import load_study
    from experiments.speech import speaking
    from talks.command.language import checked
    from talks.command.telling import bar, console, stage
    from talks.command.theme import with_a_page

    paged = with_a_page(theme)
    checked(lang)
    loaded = load_study(study, runs=runs, size=size, small=small)
    with bar() as progress:
        played = play(
            loaded,
            out,
            workers=workers or os.cpu_count() or 1,
            progress=progress.update,
            preparing=progress.preparing,
        )
    if not paged:
        with stage("analysing and drawing"):
            folder = write_figures(played, found(played), theme=theme, lang=lang)
        console.print(f"[bold]Figures[/]  {folder}", soft_wrap=True, highlight=False)
        return
    with stage("analysing, drawing and writing the page"):
        everything = found(played)
        page = write_study(played, everything, lang=lang)
    if as_json:
        typer.echo(json.dumps(plain(played, everything), indent=1, ensure_ascii=False))
        return
    with speaking(lang):
        _say(*in_words(played, everything), page)


def _say(played: Played, everything: tuple[Found, ...], page: Path) -> None:
    """Print whose the variance is and what each factor does, outcome by outcome."""
    from rich.table import Table

    from experiments.sensitivity.tables import effects_tables, shares_table
    from experiments.speech import count
    from talks.command.telling import console

    config = played.study.config
    console.print(config.question, highlight=False)
    tables = [shares_table(everything, config.runs)]
    # Numbers inside tables are left to the page: most were moved over a whole scale.
    tables += [effects_tables(config.method, one, SHOWN)[0] for one in everything]
    for one in tables:
        console.print(f"\n[bold]{one.caption}[/]", highlight=False)
        shown = Table(box=None, pad_edge=False)
        for at, head in enumerate(one.head):
            justify: JustifyMethod = "right" if at else "left"
            cut = _in_lines(head, console.width)
            shown.add_column(cut, justify=justify, max_width=44, overflow="fold")
        for first, *others in one.rows:
            numbers = (_breakable(cell) for cell in others)
            shown.add_row(_in_lines(first, console.width), *numbers)
        console.print(shown)
    if played.study.left_out:
        told = count(
            "{n} end was not tried; the page says which.",
            "{n} ends were not tried; the page says which.",
            len(played.study.left_out),
        )
        console.print(f"[dim]{told}[/]")
    console.print(f"[bold]Result[/]  {played.folder}", soft_wrap=True, highlight=False)
    console.print(f"[bold]Report[/]  {page}", soft_wrap=True, highlight=False)


def _in_lines(label: str, width: int) -> str:
    """Return a label in lines for a column of a terminal so wide, if its language has no blanks."""
    from experiments.figures.lettering import by_phrases
    from experiments.speech import spoken

    return by_phrases(label, width / 10) if not spoken().spaced else label


def _breakable(cell: str) -> str:
    """Return numbers with blanks where a language without them may break a line."""
    return cell.replace("（", " （").replace("；", "； ")
