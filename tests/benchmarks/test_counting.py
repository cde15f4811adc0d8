"""Operations are counted by kind, and what is computed stays what it was."""

from __future__ import annotations

import builtins

import pytest

from benchmarks import counting
from benchmarks.children import ask

SOURCE = """
def work(a: list[int | float], n: "int") -> float:
    total: float = 0.0
    for i in range(n):
        total += a[i] * 2.0
        a[i] -= 1
    if 0 < total <= 100.0:
        return -total
    return total / 2.0
"""


@pytest.fixture
def work(monkeypatch):
    monkeypatch.setattr(builtins, counting.NAME, counting, raising=False)
    names = {}
    exec(counting.rewritten(SOURCE, "work.py"), names)
    counting.counts.clear()
    return names["work"]


def test_kinds_are_told_apart(work):
    numbers = [1, 2, 3]
    assert work(numbers, 3) == -12.0
    assert numbers == [0, 1, 2]
    assert counting.counts == {
        "float_operations": 6,  # three products, three sums
        "whole_operations": 3,
        "reads": 6,
        "comparisons": 1,
    }


def test_what_is_computed_stays_what_it_was(work):
    plain = {}
    exec(SOURCE, plain)
    for numbers in ([], [1.5, 2.5], [100, 200.0, 0.1]):
        assert work(numbers[:], len(numbers)) == plain["work"](numbers[:], len(numbers))


def test_it_refuses_rules_that_are_imported_already():
    import sim.chance  # noqa: F401

    with pytest.raises(RuntimeError, match="process of its own"):
        counting.count("bare", 1, 1)


def test_the_rules_of_a_run_are_counted():
    found = ask("operations", "bare", 1, 2)
    # ten rounds of sixteen operations in every draw, and some forty draws
    assert found["whole_operations"] > 160 * 30
    assert found["float_operations"] > 1000
    assert found["reads"] > 1000
    assert found["math_calls"] > 0
