"""Reading ``--set key=value``."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from sim.config.reader import read_value


def read_settings(given: Iterable[str]) -> dict[str, object]:
    """Return ``key=value`` words as settings; values are read as YAML (numbers, words, lists).

    Raises:
        typer.BadParameter: a word has no ``=`` or its value isn't YAML.
    """
    settings: dict[str, object] = {}
    for word in given:
        key, equals, text = word.partition("=")
        if not equals or not key:
            raise typer.BadParameter(f"'{word}' is not key=value", param_hint="--set")
        try:
            settings[key] = read_value(text)
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--set") from None
    return settings
