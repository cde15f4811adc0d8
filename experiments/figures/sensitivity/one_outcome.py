"""What the figures of all methods have in common: one outcome, its factors from the greatest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.analysis.wording import inside
from experiments.figures.sensitivity.rows import height, most
from experiments.figures.spec import Width
from experiments.sensitivity.effects import Effect
from experiments.sensitivity.findings import Found
from experiments.speech import count, joined, say

AROUND = 0.6
"""Inches above and below the rows: the axis with its label."""


@dataclass(frozen=True)
class Data:
    """One outcome: the factors shown, of those that a panel is about, and its title if any."""

    found: Found
    effects: tuple[Effect, ...]
    shown: tuple[Effect, ...]
    title: str = ""

    @property
    def labels(self) -> list[str]:
        """The labels of the factors shown."""
        return [effect.label for effect in self.shown]

    @property
    def clear(self) -> int:
        """How many of the factors, shown or not, do something for certain."""
        return sum(effect.clear for effect in self.effects)

    @property
    def hidden(self) -> int:
        """How many factors are not shown."""
        return len(self.effects) - len(self.shown)


def prepare(found: Found) -> tuple[Data, ...] | None:
    """The factors with the greatest effects; None where nothing varies.

    Numbers that were moved over the range of a whole table have a panel of their own: that range is
    often wider than one would go for a single number of it.
    """
    if found.separation.variance <= 0 and not any(effect.clear for effect in found.effects):
        return None
    of_tables = tuple(effect for effect in found.effects if effect.of_table)
    own = tuple(effect for effect in found.effects if not effect.of_table)
    if not own or not of_tables:
        return (Data(found, found.effects, found.effects[: most()]),)
    return (
        Data(found, own, own[: most() - 2], say("Numbers with a range of their own")),
        Data(found, of_tables, of_tables[: most() // 2 - 1], say("Numbers inside tables")),
    )


def said_of_tables(panels: Sequence[Data]) -> str:
    """What is said where some numbers were moved over the range of a whole table."""
    if len(panels) < 2:
        return ""
    return say(
        "The register gives one range to all numbers of a table, often the whole scale, which is "
        "wider than one would go for a single one of them: those stand apart."
    )


def heading(panels: Sequence[Data]) -> str:
    """The finding: how many factors do something."""
    clear, of = sum(data.clear for data in panels), len(panels[0].found.effects)
    what = inside(panels[0].found.measure.label)
    label = what if len(what) < 48 else f"{what[:46].rsplit(' ', 1)[0]} …"
    if all(effect.name == effect.group for effect in panels[0].found.effects):
        if clear == of:
            return say("All {of} groups stand out from luck: {outcome}", of=of, outcome=label)
        return say(
            "{clear} of {of} groups stand out from luck: {outcome}",
            clear=clear,
            of=of,
            outcome=label,
        )
    if clear == of:
        return count(
            "The one factor stands out from luck: {outcome}",
            "All {n} factors stand out from luck: {outcome}",
            of,
            outcome=label,
        )
    return say(
        "{clear} of {of} factors stand out from luck: {outcome}", clear=clear, of=of, outcome=label
    )


def rest(panels: Sequence[Data]) -> str:
    """What is said of factors that are not shown, and of those that are not clear."""
    hidden, grey = sum(data.hidden for data in panels), ""
    more = count(
        "{n} more factor has a smaller effect; the table has them.",
        "{n} more factors have smaller effects; the table has them.",
        hidden,
    )
    if any(not effect.clear for data in panels for effect in data.shown):
        grey = say("Names in grey: what they do may be luck.")
    return joined(more if hidden else "", grey)


def height_of(data: Data, width: Width) -> float:
    """Rows, a title's room, and the axis."""
    return height(data.labels, width) + AROUND
