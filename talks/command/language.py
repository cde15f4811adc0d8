"""The option ``--lang``, of every command that writes for people."""

from __future__ import annotations

from typing import Annotated

import typer

Lang = Annotated[
    str, typer.Option("--lang", metavar="en|ja", help="Language of words and figures.")
]


def checked(lang: str) -> None:
    """Refuse a language that can't be written here, before anything else is done.

    Raises:
        ResultError: there is no such language, or its font isn't installed.
    """
    from experiments.tongue import tongue

    if tongue(lang).code != "en":
        from experiments.figures.lettering import families

        families(lang)
