"""The data has the keys that the page and its readers rely on; the numbers belong together."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path

import pytest

from benchmarks import children, doors, suite
from benchmarks.plan import FULL, QUICK
from benchmarks.scaling import slope_between
from benchmarks.worlds import BASELINE, SHIPPED

COMMITTED = Path(__file__).resolve().parents[2] / "docs" / "performance.json"
KEYS = {
    "format",
    "quick",
    "seed",
    "model",
    "machine",
    "baseline",
    "cheapest_days",
    "block",
    "doors",
    "cost_of_runs",
    "cost_slope",
    "memory",
    "cost_of_size",
    "threads",
    "start",
    "operations",
    "ratios",
    "ratio_spreads",
}
ASKED_FOR = {
    "compiled_vs_batch_run",
    "compiled_vs_glass",
    "kernel_vs_draws",
    "threads_2_vs_1",
    "peak_memory_1e7_vs_1e6",
    "cost_slope_1e4_1e7",
}


def check(data):
    assert set(data) == KEYS
    assert set(data["ratios"]) == ASKED_FOR
    assert {"processor", "cores", "system", "python", "libraries"} <= set(data["machine"])
    for found in data["doors"].values():
        assert sum(found["shares"].values()) == pytest.approx(1.0, abs=1e-3)
        for taken in (*found["us_per_run"].values(), *found["pieces_us"].values()):
            assert 0.0 < taken["low"] <= taken["median"] <= taken["high"]
            assert taken["repeats"] >= 2
        took = found["us_per_run"]
        for ratio, over in (("compiled_vs_glass", "glass"), ("compiled_vs_batch_run", "batch_run")):
            highest = took[over]["high"] / took["compiled"]["low"]
            lowest = took[over]["low"] / took["compiled"]["high"]
            assert lowest * 0.999 <= found[ratio]["median"] <= highest * 1.001
    for ratio, spread in data["ratio_spreads"].items():
        assert data["ratios"][ratio] == spread["median"]
    assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_the_committed_numbers_are_whole():
    data = json.loads(COMMITTED.read_text(encoding="utf-8"))
    check(data)
    assert not data["quick"]
    assert set(data["doors"]) == set(SHIPPED)
    assert all(value is not None for value in data["ratios"].values())
    assert data["start"]["compiling"]["ready"] is False
    for found in data["doors"].values():
        assert all(taken["repeats"] >= 5 for taken in found["us_per_run"].values())


@pytest.mark.slow
def test_everything_is_measured(monkeypatch):
    """The quick plan, smaller still; it is the keys that count here."""
    monkeypatch.setattr(doors, "SHORTEST", 0.0)
    tiny = dataclasses.replace(
        QUICK,
        repeats=2,
        doors={BASELINE: 2},
        cost={"cheapest": {1_000: 2, 10_000: 2, 20_000: 1}},
        issues=(2, 4),
        days=(5, 10),
        size_runs=50,
        memory={1_000: 1, 2_000: 1},
        block=500,
        thread_runs=40,
        thread_repeats=2,
        counted={BASELINE: 1},
        dgemm=32,
    )
    told = []
    data = suite.measure(tiny, lambda stage, at, of: told.append((stage, at, of)))
    check(data)
    assert data["quick"] is True
    assert data["ratios"]["peak_memory_1e7_vs_1e6"] is None
    assert data["ratios"]["cost_slope_1e4_1e7"] is None
    assert [at for _, at, _ in told] == list(range(told[0][2]))


def test_both_plans_measure_the_baseline_and_reach_what_the_ratios_need():
    for plan in (FULL, QUICK):
        assert BASELINE in plan.doors
        assert BASELINE in plan.counted
        assert set(plan.counted) <= set(plan.doors)
        assert 10_000 in plan.cost["cheapest"]
        assert plan.repeats >= 5
    assert {10**6, 10**7} <= set(FULL.memory)


def test_the_slope_needs_both_its_ends():
    points = [{"runs": 10**n, "seconds": {"median": 2.0 * 10**n}} for n in range(3, 7)]
    assert slope_between(points, 10**4, 10**6) == pytest.approx(1.0)
    assert slope_between(points, 10**4, 10**7) is None


def test_rules_take_what_the_pieces_leave():
    took = {"compiled": 200.0, "drawing": 20.0, "writing": 4.0, "clearing": 6.0}
    found = doors.shares(took)
    assert found == pytest.approx({"chance": 0.1, "writing": 0.02, "clearing": 0.03, "rules": 0.85})


def test_numbers_are_rounded_and_no_number_is_null():
    found = suite.rounded({"a": [1.23456789, math.nan], "b": {"c": 1234567.8, "d": 3, "e": "x"}})
    assert found == {"a": [1.2346, None], "b": {"c": 1234600.0, "d": 3, "e": "x"}}


def test_a_child_that_fails_says_why():
    with pytest.raises(children.Unmeasured, match="nowhere"):
        children.ask("operations", "nowhere", 1, 1)


def test_the_peak_is_at_least_what_is_held():
    held = bytearray(50 * 2**20)
    assert children.peak_memory() > len(held) / 2**20
