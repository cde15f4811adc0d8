"""Medians, spreads, ratios and slopes are right, and arms take turns."""

from __future__ import annotations

import pytest

from benchmarks.clock import Lap, Spread, interleaved, ratio, slope, spread, timed


def test_a_spread_is_the_median_and_both_ends():
    assert spread([5.0, 1.0, 3.0]) == Spread(3.0, 1.0, 5.0, 3)
    assert spread([4.0, 1.0, 2.0, 8.0]) == Spread(3.0, 1.0, 8.0, 4)
    with pytest.raises(ValueError, match="at least one"):
        spread([])


def test_ratios_are_taken_repeat_by_repeat():
    # the machine was three times slower in the second repeat; the ratio doesn't mind
    assert ratio([10.0, 30.0, 12.0], [2.0, 6.0, 3.0]) == Spread(5.0, 4.0, 5.0, 3)
    with pytest.raises(ValueError, match="argument 2"):
        ratio([1.0, 2.0], [1.0])


def test_arms_take_turns_and_every_second_round_goes_backwards():
    called = []
    arms = {name: lambda name=name: called.append(name) for name in ("a", "b", "c")}
    found = interleaved(arms, 3)
    assert "".join(called) == "abccbaabc"
    assert {name: len(laps) for name, laps in found.items()} == {"a": 3, "b": 3, "c": 3}


def test_a_lap_is_what_the_clock_went_on_while_the_call_ran():
    time = {"cpu": 100.0, "wall": 7.0}

    def work():
        time["cpu"] += 2.0
        time["wall"] += 3.0

    assert timed(work, lambda: Lap(**time)) == Lap(2.0, 3.0)
    assert interleaved({"work": work}, 2, lambda: Lap(**time)) == {"work": [Lap(2.0, 3.0)] * 2}


def test_the_slope_is_the_power_in_a_power_law():
    for power in (0.5, 1.0, 2.0):
        points = [(10.0**n, 3.0 * (10.0**n) ** power) for n in range(3, 8)]
        assert slope(points) == pytest.approx(power)
    with pytest.raises(ValueError, match="two points"):
        slope([(1.0, 1.0), (1.0, 2.0)])
