"""The two questionnaires of a class: who answered what, and what came of the predictions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from classroom.answers import SCALE
from classroom.debrief.ended import Ended
from classroom.exercise import Question
from classroom.lesson import AFTER, BEFORE, Lesson
from sim.scenario import Scenario

BINS = 10
NOW = "_now"
"""Ending of the id of a question after, which asks again what was asked before."""


class Bar(NamedTuple):
    """One answer, or a range of numbers: how many of each side gave it, and how many in all."""

    label: str
    low: float
    sides: tuple[int, int]
    all: int


@dataclass(frozen=True)
class Tally:
    """The answers to one question.

    ``bars`` is empty for questions in words, ``texts`` for all others. ``middle`` is the median of
    numbers and of steps of a scale. ``came_true`` tells, for predictions that can be compared with
    what happened at one's own table, how many were right; ``off`` how far numbers were from it in
    the middle.
    """

    question: Question
    answered: int
    bars: tuple[Bar, ...] = ()
    middle: float | None = None
    texts: tuple[str, ...] = ()
    came_true: tuple[int, int] | None = None
    off: float | None = None


class Asked(NamedTuple):
    """A question before and the one after that asks the same again; either may be missing."""

    before: Tally | None
    after: Tally | None


def tallies(
    lesson: Lesson, scenario: Scenario, tables: Sequence[Ended], texts: bool
) -> tuple[Asked, ...]:
    """Return both questionnaires, questions that belong together side by side.

    Args:
        lesson: the class.
        scenario: its scenario.
        tables: where its tables ended.
        texts: whether answers in words are included, without their authors and in the order of
            the alphabet, which tells nothing of who wrote them.
    """
    found: dict[str, list[Tally | None]] = {}
    for part, questions in ((BEFORE, lesson.config.before), (AFTER, lesson.config.after)):
        for question in questions:
            tally = _tally(lesson, part, question, scenario, tables, texts)
            name = question.id.removesuffix(NOW) if part == AFTER else question.id
            name = name if name in found else question.id
            found.setdefault(name, [None, None])[part == AFTER] = tally
    return tuple(Asked(before, after) for before, after in found.values())


def _tally(
    lesson: Lesson,
    part: str,
    question: Question,
    scenario: Scenario,
    tables: Sequence[Ended],
    texts: bool,
) -> Tally:
    given = {
        person: answers[question.id]
        for person, answers in lesson.answers[part].items()
        if question.id in answers
    }
    if question.kind == "text":
        words = sorted(str(text) for text in given.values()) if texts else []
        return Tally(question, len(given), texts=tuple(words))
    sides = {
        person: scenario.sides.index(side)
        for person in given
        if (side := lesson.side_of(person)) is not None
    }
    numbers = {person: float(value) for person, value in given.items()}
    happened = _happened(question, lesson, scenario, tables)
    known = {
        person: what for person, value in numbers.items() if (what := happened(person)) is not None
    }
    right = off = None
    if known and question.kind == "choice":
        right = (sum(numbers[person] == what for person, what in known.items()), len(known))
    elif known:
        off = median(abs(numbers[person] - what) for person, what in known.items())
    return Tally(
        question,
        len(given),
        _bars(question, numbers, sides),
        median(numbers.values()) if numbers and question.kind != "choice" else None,
        came_true=right,
        off=off,
    )


def _bars(
    question: Question, numbers: Mapping[str, float], sides: Mapping[str, int]
) -> tuple[Bar, ...]:
    if question.kind == "number":
        assert question.low is not None and question.high is not None
        width = (question.high - question.low) / BINS
        lows = [question.low + width * place for place in range(BINS)]
        labels = [f"{low:g}–{low + width:g}" for low in lows]
        places = {
            person: min(BINS - 1, int((value - question.low) / width))
            for person, value in numbers.items()
        }
    else:
        first = 0 if question.kind == "choice" else 1
        labels = list(question.options) or [str(step) for step in range(1, SCALE + 1)]
        lows = [float(first + place) for place in range(len(labels))]
        places = {person: int(value) - first for person, value in numbers.items()}
    return tuple(
        Bar(
            label,
            lows[place],
            (
                sum(at == place and sides.get(person) == 0 for person, at in places.items()),
                sum(at == place and sides.get(person) == 1 for person, at in places.items()),
            ),
            sum(at == place for at in places.values()),
        )
        for place, label in enumerate(labels)
    )


# -- what happened, as a number that an answer can be compared with -------------------------------

Truth = Callable[[Question, Scenario, Ended, int], float | None]
"""What happened at a table, seen from a side; None where the question can't be compared."""


def _happened(
    question: Question, lesson: Lesson, scenario: Scenario, tables: Sequence[Ended]
) -> Callable[[str], float | None]:
    truth = TRUTHS.get(question.id.removesuffix(NOW))
    ends = {one.table: one for one in tables}

    def at_own_table(person: str) -> float | None:
        sitting = lesson.sitting_of(person)
        if truth is None or sitting is None or sitting.id not in ends or not ends[sitting.id].over:
            return None
        side = sitting.side_of(person)
        assert side is not None
        return truth(question, scenario, ends[sitting.id], scenario.sides.index(side))

    return at_own_table


def _points(own: bool) -> Truth:
    return lambda question, scenario, table, side: table.at[side if own else 1 - side]


def _when(question: Question, scenario: Scenario, table: Ended, side: int) -> float | None:
    """Before or after the first deadline; or before, in and after the first campaign."""
    days = {mark.kind: mark.day for mark in reversed(scenario.landmarks)}
    kinds = {3: ("deadline",), 4: ("campaign", "election")}.get(len(question.options))
    if kinds is None or any(kind not in days for kind in kinds):
        return None
    if not table.agreed:
        return float(len(kinds) + 1)
    if kinds == ("deadline",):
        return float(table.day > days["deadline"])
    return float((table.day >= days["campaign"]) + (table.day > days["election"]))


def _full(question: Question, scenario: Scenario, table: Ended, side: int) -> float | None:
    return 0.0 if table.agreed else 1.0


def _refused(question: Question, scenario: Scenario, table: Ended, side: int) -> float | None:
    return {"ratified": 0.0, "refused": 1.0, "": 2.0}[table.home]


def _interim(question: Question, scenario: Scenario, table: Ended, side: int) -> float | None:
    if table.interim_by is None:
        return 2.0
    if not table.interim_by:
        return None  # chance brought it about: nobody had proposed it
    return 0.0 if table.interim_by == scenario.sides[side] else 1.0


TRUTHS: dict[str, Truth] = {
    "own_points": _points(own=True),
    "their_points": _points(own=False),
    "when": _when,
    "full": _full,
    "refused": _refused,
    "interim": _interim,
}
"""Ids of questions whose answers are compared with what happened at the student's own table:
points of either side; when it agreed (before the deadline, after it, not at all; or before the
campaign, in it, after polling day, not at all); whether there was a full agreement (yes, no); what
home did with the first text (ratified, refused, none); who proposed an interim accord (we, they,
there was none)."""
