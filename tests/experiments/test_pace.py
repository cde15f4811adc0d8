from __future__ import annotations

from itertools import pairwise

from experiments.pace import FIRST, MOST_IN_BLOCK, SIZES, Pace, paced


def at_speed(seconds_a_run: float, gaps, block=None):
    """The tasks for some gaps when every run takes so long."""
    pace = Pace(block)
    for task in paced(3, gaps, pace):
        start, stop = task.span
        pace.took(stop - start, (stop - start) * seconds_a_run)
        yield task


def runs(span):
    return span[1] - span[0]


def test_what_is_missing_is_covered_once_and_in_order():
    for speed in (1e-6, 3e-4, 0.2):
        tasks = list(at_speed(speed, [(17, 4_321), (50_000, 250_000 if speed < 0.1 else 51_000)]))
        assert {task.arm for task in tasks} == {3}
        assert tasks[0].span[0] == 17
        joints = [(one.span[1], two.span[0]) for one, two in pairwise(tasks)]
        assert {pair for pair in joints if pair[0] != pair[1]} == {(4_321, 50_000)}
        for task in tasks:
            assert task.block[0] <= task.span[0] < task.span[1] <= task.block[1]


def test_a_slice_takes_a_second_and_a_block_half_a_minute():
    *_, last = at_speed(3e-4, [(0, 300_000)])
    assert runs(last.span) <= 3_334
    tasks = list(at_speed(2e-3, [(0, 300_000)]))
    assert max(runs(task.block) for task in tasks) == 10_000
    assert max(runs(task.span) for task in tasks[1:]) == 500


def test_blocks_are_bounded_and_begin_at_round_numbers():
    blocks = {task.block for task in at_speed(1e-7, [(0, 1_000_000)])}
    assert (0, FIRST) in blocks
    assert max(map(runs, blocks)) == MOST_IN_BLOCK
    assert all(stop % MOST_IN_BLOCK == 0 for start, stop in blocks if start)


def test_the_slowest_runs_still_come_in_blocks():
    assert {runs(task.block) for task in at_speed(60.0, [(FIRST, 2 * FIRST)])} <= {FIRST, SIZES[0]}


def test_a_given_block_is_kept():
    assert {task.block for task in at_speed(1e-6, [(0, 20)], block=7)} == {
        (0, 7),
        (7, 14),
        (14, 20),
    }
