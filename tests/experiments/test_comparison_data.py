from __future__ import annotations

import csv
import io
import json

import pytest

from experiments.compare import compare
from experiments.comparison_data import (
    DIFFERENCES,
    INCIDENCE,
    as_csv,
    as_data,
    as_json,
    curves,
    differences,
)
from experiments.ends import timing
from tests.experiments.made_up import outcomes
from tests.experiments.sides import arm


@pytest.fixture
def found(two_givers):
    world, firm = two_givers(), two_givers({"sides.east.cost_ratio": 0.9})
    return compare(
        [
            arm("one", world, outcomes(world, 40)),
            arm("two", firm, outcomes(world, 40, seed=2), settings={"sides.east.cost_ratio": 0.9}),
        ]
    )


def test_json_has_every_change_and_nothing_that_json_lacks(found):
    data = json.loads(as_json(as_data(found, timing(found))))
    assert [entry["label"] for entry in data["arms"]] == ["one", "two"]
    told = {row["measure"]: row for row in data["differences"]}
    assert set(told) == {compared.measure.name for compared in found}
    change = found["agreement"].differences[0]
    assert told["agreement"]["change"] == change.change.value
    assert told["agreement"]["variance_reduction"] == change.reduction
    assert told["agreement"]["runs"] == 40
    assert data["timing"]["curves"]["agreement"][1]["change"]["value"][-1] == pytest.approx(
        change.change.value
    )


def test_json_says_how_arms_were_paired_and_in_what_they_differ(found):
    first, second = as_data(found)["arms"]
    assert "pairing" not in first
    assert second["pairing"]["paired"] is True
    assert [key["key"] for key in second["differs_in"]] == ["sides.east.cost_ratio"]


def test_what_is_infinite_or_unknown_is_null(found, two_givers):
    lone = [arm(name, two_givers(), outcomes(two_givers(), 1)) for name in ("one", "two")]
    (row,) = json.loads(as_json(as_data(compare(lone, ["texts"]))))["differences"]
    assert row["change"] == 0
    assert row["low"] is row["high"] is row["variance_reduction"] is row["unpaired_runs"] is None


def test_csv_has_a_row_a_measure(found):
    rows = list(csv.DictReader(io.StringIO(as_csv(DIFFERENCES, differences(found)))))
    assert [row["measure"] for row in rows] == [compared.measure.name for compared in found]
    assert float(rows[0]["change"]) == found["agreement"].differences[0].change.value


def test_csv_of_curves_has_a_row_an_ending_arm_and_day(found, two_givers):
    when = timing(found)
    rows = list(csv.DictReader(io.StringIO(as_csv(INCIDENCE, curves(when, found)))))
    assert len(rows) == len(when.endings) * 2 * (two_givers().horizon + 1)
    assert rows[0]["date"] == "2025-01-01"
    assert rows[0]["change"] == ""  # the first arm is what the others are set against
