"""The option ``--theme``, of every command that draws."""

from __future__ import annotations

from typing import Annotated

import typer

Theme = Annotated[
    str,
    typer.Option(
        "--theme",
        metavar="report|paper|slides",
        help="For a paper or for slides, figures with their captions and no page.",
    ),
]


def with_a_page(theme: str) -> bool:
    """Return whether figures in this theme come with a page.

    Raises:
        ResultError: there is no such theme.
    """
    from experiments.figures.themes import REPORT
    from experiments.figures.themes import theme as find_theme

    return find_theme(theme) == REPORT
