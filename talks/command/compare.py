"""``talks compare``: what changes from one world to another, run by run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talks.command.language import Lang
from talks.command.theme import Theme

if TYPE_CHECKING:
    from rich.console import JustifyMethod
    from rich.table import Table as Grid

    from experiments.analysis.tables import Table
    from experiments.compare import Comparison
    from experiments.ends import Timing
    from experiments.pressures import Eve


HEADING_EMS = 6
"""Width of a line over a column in a language that breaks between letters."""


def compare(
    results: Annotated[
        list[str],
        typer.Argument(
            metavar="RESULT[#ARM]…",
            help="Result folders, or arms of them: RESULT#2, RESULT#factor=value. A folder with "
            "several arms stands for all of them. The first arm is what the others are set "
            "against.",
            show_default=False,
        ),
    ],
    columns: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAMES",
            help="Compare these measures or outcome columns only, with commas between them "
            "[default: whether, when, on what and at what cost they agree, and why].",
        ),
    ] = None,
    label: Annotated[
        list[str] | None,
        typer.Option(
            "--label", metavar="TEXT", help="What to call an arm; give one for each, in order."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="Write a page, its figures and the numbers into this folder."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print all numbers as JSON, and nothing else.")
    ] = False,
    theme: Theme = "report",
    lang: Lang = "en",
) -> None:
    """Compare results, or arms of a result, run by run: run k has the same luck in each.

    Gives every change with its interval, says how many runs the shared luck saves, when
    histories end and how, and what stands behind the change. With --columns only the changes.
    """
    from experiments.compare import compare as compare_arms
    from experiments.comparison_page import check_folder
    from experiments.speech import say, speaking
    from talks.command.language import checked
    from talks.command.telling import console, errors, stage
    from talks.command.theme import with_a_page

    paged = with_a_page(theme)
    checked(lang)
    if out is not None:
        check_folder(out)
    elif not paged:
        errors.print("--theme: say with --out FOLDER where the figures go")
        raise typer.Exit(2)
    names = [name.strip() for given in columns or () for name in given.split(",") if name.strip()]
    with errors.status("comparing …"):
        found = compare_arms(results, names if columns else None, labels=label or None)
    timing, eves = (None, ()) if columns else _played_again(found)
    if out is not None and not paged:
        from experiments.comparison_page import write_figures

        with stage("drawing figures"):
            into = write_figures(out, found, timing, eves, theme=theme, lang=lang)
        console.print(f"[bold]Figures[/]  {into}", soft_wrap=True, highlight=False)
        return
    if as_json:
        from experiments.comparison_data import as_data
        from experiments.comparison_data import as_json as written

        typer.echo(written(as_data(found, timing, eves)), nl=False)
    else:
        with speaking(lang):
            _print(found, timing, eves)
    if out is not None:
        from experiments.comparison_page import write_comparison

        with stage("drawing figures and writing the page"):
            command = _command(results, names, label, out, lang)
            page = write_comparison(out, found, timing, eves, command, lang=lang)
        with speaking(lang):
            words = say("Page")
        told = errors if as_json else console
        told.print(f"[bold]{words}[/]  {page}", soft_wrap=True, highlight=False)


def _played_again(found: Comparison) -> tuple[Timing, tuple[Eve, ...]]:
    """When histories end and what pressed, for which some of them are played again."""
    from experiments.ends import timing
    from experiments.pressures import pressures
    from talks.command.telling import errors

    with errors.status("looking when histories end …") as status:

        def progress(arm: str, done: int, of: int) -> None:
            status.update(f"{arm}: {done:,} of {of:,} histories played again …")

        return timing(found, progress), pressures(found, progress)


def _print(found: Comparison, timing: Timing | None, eves: Sequence[Eve]) -> None:
    from experiments.comparison_named import named_comparison
    from experiments.comparison_tables import by_date, outcome_tables, what_differs, why_tables
    from experiments.comparison_words import savings
    from experiments.speech import joined, say
    from talks.command.paragraphs import paragraph
    from talks.command.telling import console

    found, timing, eves = named_comparison(found, timing, eves)
    scenario = found.arms[0].scenario()
    for other, pairing in enumerate(found.pairings, start=1):
        first, second = found.arms[0].label, found.arms[other].label
        console.print(f"\n[bold]{first} → {second}[/]", highlight=False)
        paragraph(pairing.words)
        differs = what_differs(found, other)
        if differs is None:
            console.print(say("The two have the same settings."), highlight=False)
        shown = [
            differs,
            *outcome_tables(found, other, scenario),
            by_date(timing, found, other) if timing is not None else None,
            *why_tables(found, eves, other, scenario),
        ]
        for table in shown:
            if table is not None:
                _say(table)
        saved = savings(found, other)
        if saved:
            console.print()
            paragraph(saved)
    if timing is not None and timing.left_out:
        console.print()
        paragraph(joined(say("Break-offs are left out."), timing.left_out))
    margins = say("Intervals are 95 % intervals for Monte Carlo error, each by itself.")
    console.print(f"\n[dim]{margins}[/]")


def _say(table: Table) -> None:
    from rich.measure import Measurement

    from talks.command.telling import console

    grid = _grid(table)
    natural = Measurement.get(console, console.options.update(width=10_000), grid).maximum
    console.print(grid if natural <= console.width else _grid(table, narrow=True))


def _grid(table: Table, *, narrow: bool = False) -> Grid:
    """A table for the terminal; in a ``narrow`` one headings break at each blank, never a name."""
    from rich.markup import escape
    from rich.table import Table as Grid

    from experiments.comparison_tables import CHANGE
    from experiments.figures.lettering import by_phrases
    from experiments.speech import say, spoken
    from talks.command.paragraphs import long_label

    breaks_anywhere = not spoken().spaced
    grid = Grid(title=f"\n{table.caption}", title_justify="left", box=None, pad_edge=False)

    def headed(heading: str) -> str:
        if breaks_anywhere:
            return by_phrases(heading, HEADING_EMS)
        return heading.replace(" ", "\n") if narrow else heading

    for place, heading in enumerate(table.head):
        words = place == 0 or table.head[0] != ""
        justify: JustifyMethod = "left" if words else "right"
        # A change may have blanks to break at; other numbers would break within.
        grid.add_column(
            escape(headed(heading)),
            justify=justify,
            no_wrap=not words and (breaks_anywhere or heading != say(CHANGE)),
            overflow="fold",
        )
    for label, *cells in table.rows:
        grid.add_row(long_label(escape(label)), *(escape(cell) for cell in cells))
    return grid


def _command(
    results: Sequence[str],
    names: Sequence[str],
    labels: Sequence[str] | None,
    out: Path,
    lang: str,
) -> str:
    """The command that writes the page again."""
    import shlex

    words = ["talks", "compare", *results]
    if names:
        words += ["--columns", ",".join(names)]
    for label in labels or ():
        words += ["--label", label]
    if lang != "en":
        words += ["--lang", lang]
    return shlex.join([*words, "--out", str(out)])
