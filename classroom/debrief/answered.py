"""The questionnaires' results, ready for a page: a chart or what was written, and notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from classroom.charts.bars import bars
from classroom.charts.chart import Chart
from classroom.debrief.questionnaires import Asked, Tally
from experiments.tongue import Tongue


class Answered(NamedTuple):
    """One question of a questionnaire: its chart, or what was written."""

    words: str
    number: int
    chart: Chart | None
    texts: tuple[str, ...]
    notes: tuple[str, ...]


class Beside(NamedTuple):
    """A question before beside the same question after."""

    before: Answered | None
    after: Answered | None


def side_by_side(
    asked: Sequence[Asked], sides: tuple[str, str], tongue: Tongue, name: str
) -> tuple[Beside, ...]:
    """Return both questionnaires for a page.

    Args:
        asked: the results.
        sides: names of the two sides, in the reader's language.
        tongue: the reader's language.
        name: put before the charts' names.
    """
    return tuple(
        Beside(
            _answered(both.before, sides, tongue, f"{name}before"),
            _answered(both.after, sides, tongue, f"{name}after"),
        )
        for both in asked
    )


def _answered(
    tally: Tally | None, sides: tuple[str, str], tongue: Tongue, name: str
) -> Answered | None:
    if tally is None:
        return None
    say, question, notes = tongue.say, tally.question, []
    if tally.middle is not None:
        notes.append(
            say("In the middle: {number}.", number=f"{tally.middle:g} {say(question.unit)}".strip())
        )
    if tally.came_true is not None:
        right, known = tally.came_true
        notes.append(
            say("It came true at the own table for {right} of {all}.", right=right, all=known)
        )
    if tally.off is not None:
        notes.append(say("In the middle it was off by {number}.", number=f"{tally.off:.0f}"))
    return Answered(
        say(question.ask),
        tally.answered,
        bars(tally, sides, tongue, f"{name}-{question.id}") if tally.bars else None,
        tally.texts,
        tuple(notes),
    )
