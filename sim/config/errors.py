"""What a person is told when a configuration can't be used."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in one place of one file."""

    file: str
    key: str
    found: str
    allowed: str = ""
    suggestion: str = ""
    line: int | None = None

    def __str__(self) -> str:
        """Return the fault as two to four lines: where, what, allowed, suggestion."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        head = f"{where}: {self.key}: {self.found}" if self.key else f"{where}: {self.found}"
        lines = [head]
        if self.allowed:
            lines.append(f"    allowed: {self.allowed}")
        if self.suggestion:
            lines.append(f"    try: {self.suggestion}")
        return "\n".join(lines)


class ConfigError(Exception):
    """A file or a setting that can't be used; ``str()`` is the finished message."""

    def __init__(self, faults: Fault | Sequence[Fault]) -> None:
        """Take one fault or several (all that one reading found)."""
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Return ``did you mean 'x'?`` for the allowed word closest to ``word``, or an empty text."""
    close = difflib.get_close_matches(word, list(allowed), n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else ""


def shorten(value: object, width: int = 60) -> str:
    """Return ``repr(value)`` cut to ``width`` characters, for use inside a message."""
    text = repr(value)
    return text if len(text) <= width else text[: width - 1] + "…"
