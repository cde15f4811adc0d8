"""The judgments of a scenario that have a range: what the assumptions register lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sim.config import ScenarioConfig
from sim.config.quantity import Cited, Quantity, Table


class Held(NamedTuple):
    """A number of the scenario: what holds it, and its name inside that (of a table) or ''."""

    key: str
    cited: Cited
    entry: str

    @property
    def unit(self) -> str:
        """The unit of the number."""
        return str(self.cited.unit) if isinstance(self.cited, Quantity | Table) else ""

    @property
    def now(self) -> float | None:
        """The number as the scenario has it; None where a law draws it."""
        if isinstance(self.cited, Table):
            return float(self.cited.values[self.entry])
        return self.cited.value if isinstance(self.cited, Quantity) else None

    @property
    def law(self) -> Quantity | None:
        """The quantity whose law draws the number; None where it stands."""
        drawn = isinstance(self.cited, Quantity) and self.cited.law is not None
        return self.cited if drawn and isinstance(self.cited, Quantity) else None


def judged(config: ScenarioConfig) -> Iterator[Held]:
    """Yield every judged number that a law draws, or that has a range wider than a point.

    A table gives one for each of its numbers. Dates and levels have no range, so they are not
    among them.
    """
    for at, cited in config.cited():
        if not cited.assumed:
            continue
        key = ".".join(at)
        if isinstance(cited, Quantity):
            if cited.law is not None or _wide(cited):
                yield Held(key, cited, "")
        elif isinstance(cited, Table) and _wide(cited):
            for entry in cited.values:
                yield Held(f"{key}.values.{entry}", cited, entry)


def held_at(config: ScenarioConfig, key: str) -> Held | None:
    """Return the number at a dotted key; None if what stands there is no single number."""
    parts = key.split(".")
    found: object = config
    above: list[object] = []
    for part in parts:
        above.append(found)
        found = found.get(part) if isinstance(found, dict) else getattr(found, part, None)
    if isinstance(found, Quantity):
        return Held(key, found, "")
    if parts[-1] == "value" and isinstance(above[-1], Quantity):
        return Held(key, above[-1], "")
    if len(parts) > 2 and parts[-2] == "values" and isinstance(above[-2], Table):
        return Held(key, above[-2], parts[-1]) if parts[-1] in above[-2].values else None
    return None


def _wide(cited: Cited) -> bool:
    return cited.range is not None and cited.range[0] < cited.range[1]
