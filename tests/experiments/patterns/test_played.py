"""Patterns are played one by one, and workers change nothing."""

from __future__ import annotations

import multiprocessing

import pytest

from experiments.errors import ResultError
from experiments.patterns.played import played
from experiments.patterns.registry import MISSING, PATTERNS, chosen


def test_numbers_and_titles_are_unlike_and_in_order():
    numbers = [pattern.number for pattern in PATTERNS]
    assert numbers == sorted({*range(1, 12)} - set(MISSING))
    assert len({pattern.title for pattern in PATTERNS}) == len(PATTERNS)


def test_patterns_are_chosen_by_number_in_their_own_order():
    assert [pattern.number for pattern in chosen(["9", "3"])] == [3, 9]
    assert chosen([]) == PATTERNS


@pytest.mark.parametrize(
    ("number", "told"),
    [("12", r"found '12'; allowed: 1, 2, 3"), ("10", "not played yet"), ("", "found ''")],
)
def test_a_number_without_a_pattern_is_refused(number, told):
    with pytest.raises(ResultError, match=told):
        chosen(["3", number])


def test_what_one_pattern_finds_has_its_number_and_ids_of_its_own():
    ((pattern, findings),) = played(chosen(["9"]))
    assert {row.pattern for row in findings} == {pattern.number} == {9}
    assert len({row.id for row in findings}) == len(findings) > 0


@pytest.mark.slow  # two processes, each with imports and machine code of its own
def test_workers_change_no_number():
    patterns = chosen(["9", "3"])
    alone = dict(played(patterns, 0.5))
    together = dict(played(patterns, 0.5, workers=2))
    assert alone == together
    assert not multiprocessing.active_children()


@pytest.mark.slow
def test_who_stops_early_leaves_no_worker_behind():
    stream = played(chosen(["9", "3"]), 0.5, workers=2)
    next(stream)
    stream.close()
    assert not multiprocessing.active_children()
