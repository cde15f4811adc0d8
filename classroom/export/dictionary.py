"""What the columns of an export mean, for the page: in the tongue of the moment.

Files are for programs, so the model explains its columns in English. Here each of those texts is
found again, with the scenario's names in it, and said as a whole.
"""

from __future__ import annotations

from classroom.export import actions, outcomes
from experiments.speech import phrase, say
from sim.outcomes import DATED, Column
from sim.scenario import Scenario
from sim.state import ENDINGS, REASONS

OF_EACH = (
    phrase("{name}: agreed level (-1: none)"),
    phrase("{name}: at the history's end"),
    phrase("agreed package to {name} (or NaN)"),
    phrase("{name}: mean flow over the window"),
    phrase("{name}: mandate on the last day"),
    phrase("{name}: approval on the last day"),
    phrase("{name}: 1 if its majority was lost"),
    phrase("{name}: 1 if parliament must vote"),
)
"""Texts of the columns that each issue or each side has."""

OF_ALL = (
    phrase("number of the run; with the seed it fixes every draw"),
    phrase("the same, 0 worst to 100 best"),
    phrase("of the first gap between offers closed"),
)
"""Texts of columns that nothing else collects for the catalogues."""

NEVER = phrase("{what} (-1: never)")
DRAWN = phrase("drawn from the prior {key}")
WORDS = (
    (phrase("how the history ended: {words}"), ENDINGS),
    (phrase("why there is no agreement: {words}"), REASONS[1:]),
)
"""Texts that list the words that a column may hold, and those words."""

UNITS = {
    "count": phrase("number"),
    "day": phrase("day"),
    "level": phrase("level"),
    "s": phrase("seconds"),
}
"""Units as a reader says them; the others, which scenarios have too, are said as they are."""


def of_actions(scenario: Scenario) -> tuple[Column, ...]:
    """Return the columns of a class's actions, as people read them."""
    return tuple(_said(column, {}) for column in actions.columns(scenario))


def of_outcomes(scenario: Scenario) -> tuple[Column, ...]:
    """Return the columns of a class's outcomes, as people read them."""
    texts = _texts(scenario)
    return tuple(_said(column, texts) for column in outcomes.columns(scenario))


def _said(column: Column, texts: dict[str, str]) -> Column:
    unit = say(UNITS.get(column.unit, column.unit))
    return column._replace(unit=unit, text=texts.get(column.text) or say(column.text))


def _texts(scenario: Scenario) -> dict[str, str]:
    """The model's texts with something in them -> the same in the tongue of the moment."""
    names = (*scenario.side_labels, *(issue.label for issue in scenario.issues))
    found = {
        text.format(name=name): say(text, name=say(name)) for text in OF_EACH for name in names
    }
    found |= {NEVER.format(what=what): say(NEVER, what=say(what)) for _, what in DATED}
    found |= {DRAWN.format(key=key): say(DRAWN, key=key) for key, _ in scenario.drawn}
    for text, words in WORDS:
        listed = ", ".join(words)
        found[text.format(words=listed)] = say(text, words=listed)
    return found
