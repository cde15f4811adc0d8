"""What students write on their sheets: answers to questions, and the plan before the talks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from classroom.exercise import Question
from classroom.lesson import Answer

SCALE = 5
"""Steps of a question of kind `scale`; 1 is "not at all", the last "very much"."""

LONGEST = 2000
"""Letters of an answer in words; what is longer is cut."""

PLAN_POINTS = ("target", "limit")
PLAN_WORDS = ("wants", "gives", "theirs", "opening")
"""The lines of a planning sheet."""


class Filled(NamedTuple):
    """A sheet as filled in: what can be counted, what is in words, and lines that can't be read."""

    values: dict[str, Answer]
    words: dict[str, str]
    faults: frozenset[str]


def read_answers(questions: Sequence[Question], form: Mapping[str, str]) -> Filled:
    """Read the answers to a questionnaire; a line left empty is no fault.

    Args:
        questions: what was asked.
        form: a field for each question, under its id.
    """
    values: dict[str, Answer] = {}
    words: dict[str, str] = {}
    faults = set()
    for question in questions:
        typed = plain(form.get(question.id, ""))
        if not typed:
            continue
        if question.kind == "text":
            words[question.id] = typed[:LONGEST]
            continue
        value = _value(question, typed)
        if value is None:
            faults.add(question.id)
        else:
            values[question.id] = value
    return Filled(values, words, frozenset(faults))


def read_plan(form: Mapping[str, str]) -> Filled:
    """Read a planning sheet: points from 0 to 100, and words."""
    values: dict[str, Answer] = {}
    faults = set()
    for line in PLAN_POINTS:
        typed = form.get(line, "").strip()
        value = number(typed)
        if value is not None and 0 <= value <= 100:
            values[line] = value
        elif typed:
            faults.add(line)
    words = {line: plain(form.get(line, ""))[:LONGEST] for line in PLAN_WORDS}
    return Filled(values, {line: text for line, text in words.items() if text}, frozenset(faults))


def plain(text: str) -> str:
    """Return a text without what can't be printed or kept, such as NUL; line breaks stay."""
    return "".join(letter for letter in text if letter.isprintable() or letter == "\n").strip()


def number(typed: str) -> float | None:
    """Return a number as people type it, with a comma or wide digits if they like; None if none."""
    try:
        found = float(typed.replace(",", "."))
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def _value(question: Question, typed: str) -> Answer | None:
    found = number(typed)
    if found is None:
        return None
    if question.kind == "number":
        assert question.low is not None and question.high is not None
        return found if question.low <= found <= question.high else None
    first, last = (0, len(question.options) - 1) if question.kind == "choice" else (1, SCALE)
    return int(found) if found.is_integer() and first <= found <= last else None
