"""What students type is read kindly, and never taken for what it isn't."""

from __future__ import annotations

import pytest

from classroom.answers import LONGEST, number, plain, read_answers, read_plan
from classroom.exercise import Question

QUESTIONS = (
    Question(id="when", ask="When?", kind="choice", options=("early", "late", "never")),
    Question(id="points", ask="How many?", kind="number", low=0, high=100),
    Question(id="open", ask="Open?", kind="scale"),
    Question(id="why", ask="Why?", kind="text"),
)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3", 3.0),
        (" 3,5 ", 3.5),
        ("３", 3.0),
        ("", None),
        ("x", None),
        ("nan", None),
        ("inf", None),
    ],
)
def test_numbers_as_people_type_them(typed, value):
    assert number(typed) == value


def test_answers_of_all_kinds():
    filled = read_answers(QUESTIONS, {"when": "2", "points": "45,5", "open": "5", "why": " so "})
    assert filled.values == {"when": 2, "points": 45.5, "open": 5}
    assert filled.words == {"why": "so"}
    assert filled.faults == frozenset()


def test_what_is_left_empty_is_no_fault():
    assert read_answers(QUESTIONS, {"points": "  "}) == ({}, {}, frozenset())


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("when", "3"),
        ("when", "-1"),
        ("when", "0.5"),
        ("when", "early"),
        ("points", "100.1"),
        ("points", "-1"),
        ("points", "many"),
        ("open", "0"),
        ("open", "6"),
    ],
)
def test_what_is_no_answer_is_a_fault(field, typed):
    filled = read_answers(QUESTIONS, {field: typed, "why": "kept"})
    assert filled == ({}, {"why": "kept"}, frozenset({field}))


def test_nobody_fills_the_disk():
    assert len(read_answers(QUESTIONS, {"why": "x" * 9999}).words["why"]) == LONGEST


def test_a_plan():
    filled = read_plan({"target": "70", "limit": "101", "wants": " cars ", "gives": "", "x": "y"})
    assert filled.values == {"target": 70.0}
    assert filled.words == {"wants": "cars"}
    assert filled.faults == frozenset({"limit"})


def test_what_no_database_keeps_is_left_out():
    assert plain(" one\x00\x1b\ntwo\x7f ") == "one\ntwo"
