"""A row says what was found, and whether that is what was claimed."""

from __future__ import annotations

import json
import math

import pytest

from experiments.analysis.intervals import Interval
from experiments.errors import ResultError
from experiments.patterns.finding import above, at_most, below, exactly, finding

ROW = {"unit": "points", "arms": ("one", "other"), "runs": 40}


@pytest.mark.parametrize(
    ("criterion", "ends", "holds"),
    [
        (above(0), (0.1, 0.3), True),
        (above(0), (0.0, 0.3), False),
        (above(0), (-0.2, 0.3), False),
        (below(0), (-0.3, -0.1), True),
        (below(0), (-0.3, 0.0), False),
        (below(-1), (-0.3, -0.1), False),
        (at_most(0.5), (0.2, 0.5), True),
        (at_most(0.5), (0.2, 0.6), False),
        (exactly(0), (0.0, 0.0), True),
        (exactly(0), (0.0, 0.1), False),
        (exactly(1), (0.0, 0.0), False),
    ],
)
def test_a_claim_holds_by_the_whole_of_its_interval(criterion, ends, holds):
    low, high = ends
    row = finding("4-x", "x", Interval((low + high) / 2, low, high), criterion=criterion, **ROW)
    assert row.holds is holds
    assert row.criterion == criterion.words != ""


def test_without_a_criterion_a_number_is_only_reported():
    row = finding("11-x", "x", Interval(1.0, 0.0, 2.0), **ROW)
    assert (row.holds, row.criterion) == (None, "")


def test_a_number_that_leaves_nothing_to_chance_is_its_own_interval():
    row = finding("9-x", "x", 0.25, **ROW)
    assert row.interval == Interval(0.25, 0.25, 0.25)
    assert (row.pattern, row.pairs) == (9, row.runs)


def test_a_record_is_plain_and_has_six_digits():
    row = finding("7-x", "x", Interval(1 / 3, 0.1234567, 2e-7 / 3), source=("nash1950",), **ROW)
    record = json.loads(json.dumps(row.record(), allow_nan=False))
    assert [record[end] for end in ("effect", "low", "high")] == [0.333333, 0.123457, 6.66667e-08]
    assert set(record) >= {"id", "name", "effect", "low", "high", "source", "holds"}


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_nothing_to_measure_is_told(value):
    with pytest.raises(ResultError, match=r"pattern 4-x: too few histories"):
        finding("4-x", "x", Interval(value, 0.0, 1.0), **ROW)
