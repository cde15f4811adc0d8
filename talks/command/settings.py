"""Reading ``--set key=value``."""

from __future__ import annotations

from collections.abc import Iterable

import typer
import yaml


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
            settings[key] = yaml.safe_load(text)
        except yaml.YAMLError:
            raise typer.BadParameter(
                f"'{text}' can't be read as a value", param_hint="--set"
            ) from None
    return settings
