"""The languages that there are, each with its catalogues.

Programs and configs are written in English, and English sentences are the keys of the catalogues
in ``configs/locales/LANGUAGE/*.po``; ``docs/build/catalogues.py`` collects the sentences and
compiles the catalogues.
"""

from __future__ import annotations

import functools
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from experiments.errors import ResultError
from sim.tongue import ENGLISH, Tongue

__all__ = ["LOCALES", "TONGUES", "Tongue", "tongue"]

LOCALES = Path(__file__).resolve().parent.parent / "configs" / "locales"

TONGUES = {"en": "English", "ja": "日本語"}
"""Codes of the languages, with their names in themselves."""


@functools.cache
def tongue(code: str) -> Tongue:
    """Return a language by its code.

    Raises:
        ResultError: there is no such language.
    """
    if code not in TONGUES:
        raise ResultError(f"no language '{code}'; there are {', '.join(TONGUES)}")
    if code == ENGLISH.code:
        return ENGLISH
    catalogue = NullTranslations()
    for file in sorted((LOCALES / code).glob("*.mo")):
        with file.open("rb") as opened:
            found = GNUTranslations(opened)
        found.add_fallback(catalogue)
        catalogue = found
    return Tongue(code, catalogue)
