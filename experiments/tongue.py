"""The language that people read: words by gettext catalogues, dates as the language writes them.

Programs and configs are written in English, and English sentences are the keys of the catalogues
in ``configs/locales/LANGUAGE/*.po``; ``docs/build/catalogues.py`` collects the sentences and
compiles the catalogues. What a catalogue lacks appears in English.
"""

from __future__ import annotations

import datetime
import functools
from dataclasses import dataclass
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from experiments.errors import ResultError
from sim.wording import day_month, full_date, physical

LOCALES = Path(__file__).resolve().parent.parent / "configs" / "locales"

TONGUES = {"en": "English", "ja": "日本語"}
"""Codes of the languages, with their names in themselves."""

_WEEKDAYS_JA = "月火水木金土日"
_UNITS_JA = {
    "USD bn per year": "億ドル/年",
    "USD bn": "億ドル",
    "days": "日",
    "points": "点",
}


@dataclass(frozen=True)
class Tongue:
    """One language."""

    code: str
    catalogue: NullTranslations

    def say(self, text: str, /, **values: object) -> str:
        """Return a sentence in this language, with ``{names}`` filled in.

        Sentences without values are not filled, so a lone brace in a label is no error.
        """
        found = self.catalogue.gettext(text) if text else ""
        return found.format(**values) if values else found

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return the sentence for ``n`` things, with ``{n}`` and ``{names}`` filled in."""
        return self.catalogue.ngettext(one, many, n).format(n=n, **values)

    def day(self, date: datetime.date) -> str:
        """Return ``9 July`` or ``7月9日``."""
        return f"{date.month}月{date.day}日" if self.code == "ja" else day_month(date)

    def date(self, date: datetime.date) -> str:
        """Return ``9 July 2025`` or ``2025年7月9日``."""
        return f"{date.year}年{self.day(date)}" if self.code == "ja" else full_date(date)

    def weekday(self, date: datetime.date) -> str:
        """Return ``Wed`` or ``水``."""
        return _WEEKDAYS_JA[date.weekday()] if self.code == "ja" else f"{date:%a}"

    def physical(self, value: float, unit: str) -> str:
        """Return a physical value with its unit; amounts in USD bn become 億ドル in Japanese."""
        if self.code != "ja" or unit not in _UNITS_JA:
            return (
                physical(value, unit).replace(" %", "%")
                if self.code == "ja"
                else physical(value, unit)
            )
        scale = 10.0 if unit.startswith("USD bn") else 1.0
        return f"{scale * value:g}{_UNITS_JA[unit]}"


@functools.cache
def tongue(code: str) -> Tongue:
    """Return a language by its code.

    Raises:
        ResultError: there is no such language.
    """
    if code not in TONGUES:
        raise ResultError(f"no language '{code}'; there are {', '.join(TONGUES)}")
    catalogue = NullTranslations()
    for file in sorted((LOCALES / code).glob("*.mo")):
        with file.open("rb") as opened:
            found = GNUTranslations(opened)
        found.add_fallback(catalogue)
        catalogue = found
    return Tongue(code, catalogue)
