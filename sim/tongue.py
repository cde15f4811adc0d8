"""A language that people read: words by a gettext catalogue, dates and amounts as it writes them.

English sentences are the keys, so English needs no catalogue; what a catalogue lacks appears in
English. The catalogues are ``experiments.tongue``'s affair.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from gettext import NullTranslations

from sim.wording import day_month, full_date, physical

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

    @property
    def spaced(self) -> bool:
        """Whether it puts blanks between words, and between sentences."""
        return self.code != "ja"

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


ENGLISH = Tongue("en", NullTranslations())
