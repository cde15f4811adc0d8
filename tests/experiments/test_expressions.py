"""Expressions over outcome columns: what they say, and what they refuse."""

from __future__ import annotations

import math

import numpy as np
import pytest

import pages
from experiments.analysis.columns import columns_of
from experiments.expressions import ExpressionFault, read_expression
from sim.scenario import find_scenario

# The small world starts on 1 January 2025, so 11 January is its day 10.
ROWS = columns_of(
    {
        "ending": ["agreement", "talking", "snap_back"],
        "reason": ["", "time", "mandate"],
        "agreement_day": [10, -1, -1],
        "snap_back_day": [-1, -1, 30],
        "overrides": [0, 2, 1],
        "refusals": [1, 1, 0],
        "points_east": [60.0, math.nan, math.nan],
        "progress": [0.25, 1.0, 0.0],
    }
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("ending == 'agreement'", [True, False, False]),
        ("ending != 'agreement' and not overrides > 1", [False, False, True]),
        ("overrides == 0 or reason == 'time'", [True, True, False]),
        ("agreement_day <= 2025-01-11", [True, False, False]),
        ("agreement_day < 2025-01-11", [False, False, False]),
        ("agreement_day > 5", [True, True, True]),
        ("agreement_day == never", [False, True, True]),
        ("snap_back_day < agreement_day", [False, False, True]),
        ("1 <= overrides < 2", [False, False, True]),
        ("points_east < 100", [True, False, False]),
        ("points_east >= 100", [False, False, False]),
        ("overrides + 2 * refusals - 1", [1, 3, 0]),
        ("-overrides / 2", [0, -1, -0.5]),
        ("min(agreement_day, 81)", [10, 81, 81]),
        ("max(overrides, refusals)", [1, 2, 1]),
        ("sqrt(progress)", [0.5, 1, 0]),
        ("abs(progress - 1)", [0.75, 0, 1]),
        ("1 if ending == 'agreement' else progress", [1, 1, 0]),
    ],
)
def test_an_expression_says_what_it_says(small, text, values):
    found = read_expression(text, small()).on(ROWS)
    assert found.shape == (3,)
    assert np.array_equal(found, values)


def test_never_is_later_than_every_day(small):
    days = read_expression("agreement_day + 0", small()).on(ROWS)
    assert days.tolist() == [10, math.inf, math.inf]


def test_an_expression_tells_its_kind_and_the_columns_that_it_reads(small):
    truth = read_expression("overrides > 0 and ending == 'talking'", small())
    assert (truth.kind, truth.names) == ("truth", {"overrides", "ending"})
    assert read_expression("overrides * 2", small()).kind == "number"
    assert read_expression("ending", small()).kind == "word"


@pytest.mark.parametrize(
    ("text", "found", "suggestion"),
    [
        ("overides > 0", "'overides', which is no outcome column", "did you mean 'overrides'?"),
        ("ending == 'agrement'", "'agrement' is no ending", "did you mean 'agreement'?"),
        ("overrides and refusals", "'overrides' says a number", "overrides == 1"),
        ("ending < 'agreement'", "compares", ""),
        ("ending == 1", "compares", ""),
        ("(overrides > 0) == (refusals > 0)", "compares", ""),
        ("overrides > 0 +", "can't be read", ""),
        ("1 + 1", "names no column", ""),
        ("agreement_day < 2025-02-30", "2025-02-30", ""),
        ("overrides ** 9", "overrides ** 9", ""),
        ("overrides in [1, 2]", "", ""),
        ("max(overrides)", "max(overrides)", ""),
        ("'a' + 'b' == ending", "says a word", ""),
        ("True if overrides > 0 else 0", "True", ""),
        ("overrides > 1e400", "", ""),
    ],
)
def test_what_it_may_not_hold_is_told(small, text, found, suggestion):
    with pytest.raises(ExpressionFault) as told:
        read_expression(text, small())
    assert found in told.value.found
    assert told.value.suggestion == suggestion


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "overrides.__class__",
        "[x for x in overrides]",
        "(lambda: overrides)()",
        "open('x')",
        "overrides[0]",
        "f'{overrides}'",
        "min(overrides, 1, key=abs)",
        "(" * 500 + "overrides" + ")" * 500,
    ],
)
def test_it_can_name_columns_and_reckon_and_nothing_else(small, text):
    with pytest.raises(ExpressionFault):
        read_expression(text, small())


def test_the_expressions_of_the_reference_page_are_sound():
    """They name columns that every world has."""
    page = pages.ROOT / "docs" / "reference" / "configuration.md"
    text = page.read_text("utf-8").split("## Expressions")[1]
    (shown,) = (fence.body for fence in pages.fences(text) if fence.language == "text")
    assert len(shown) == 4
    for line in shown:
        assert read_expression(line, find_scenario("marenna_tirvald")).names
