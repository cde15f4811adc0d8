"""What an outcome column holds, in the tongue of the moment."""

from __future__ import annotations

from experiments.analysis.wording import opening
from experiments.speech import phrase, say
from sim.outcomes import Column

MARKS = (" (-1: never)", " (-1: none)")
"""Ends of a column's text on what stands where there is nothing."""

OF_EACH = (
    phrase("agreed level"),
    phrase("at the history's end"),
    phrase("mean flow over the window"),
    phrase("mandate on the last day"),
    phrase("approval on the last day"),
    phrase("1 if its majority was lost"),
    phrase("1 if parliament must vote"),
)
"""What stands behind the colon in texts of the columns that each issue or each side has."""


def column_label(column: Column) -> str:
    """A column's text as a label, without its marks."""
    text = column.text
    for mark in MARKS:
        text = text.removesuffix(mark)
    whose, colon, what = text.partition(": ")
    if colon and what in OF_EACH:
        return opening(say("{whose}: {what}", whose=whose, what=say(what)))
    return opening(say(text))
