"""A tornado of a function made by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from experiments.sensitivity import tornado

LUCK = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 5.0])


def test_ends_are_set_against_the_centre_run_by_run(cube, rng):
    """Luck that does the same at both ends leaves no doubt about the difference."""
    factors = cube("strong", "weak", "idle")
    at_ends = {
        "strong": [(0, LUCK - 2.0), (10, LUCK + 3.0)],
        "weak": [(0, LUCK + 0.5), (10, LUCK - 0.5)],
        "idle": [(0, LUCK), (10, LUCK)],
    }
    strong, weak, idle = tornado.effects(factors, at_ends, LUCK, rng)
    assert [end.change for end in strong.ends] == [(-2.0, -2.0, -2.0), (3.0, 3.0, 3.0)]
    assert [end.value for end in strong.ends] == [0, 10]
    assert strong.numbers["swing"] == (5.0, 5.0, 5.0)
    assert weak.numbers["swing"] == (-1.0, -1.0, -1.0)
    assert [effect.clear for effect in (strong, weak, idle)] == [True, True, False]


def test_the_share_is_the_factors_if_it_stood_at_either_end_with_even_odds(cube, rng):
    """Ends 5 apart: variance 25 / 4 between them, 3.5 within each, the same in both."""
    at_ends = {"a": [(0, LUCK - 2.0), (1, LUCK + 3.0)]}
    (effect,) = tornado.effects(cube("a"), at_ends, LUCK, rng)
    assert effect.numbers["share"].value == pytest.approx(6.25 / (6.25 + 3.5))


def test_what_finitely_many_runs_add_is_taken_off(cube):
    """Ends that differ by luck alone: over many such sixes of runs the share is nought."""
    rng = np.random.default_rng(1)
    shares = []
    for _ in range(400):
        pair = rng.normal(size=(2, 6))
        shares.append(float(tornado._shares(pair, np.ones((1, 6)))[0]))
    error = np.std(shares) / math.sqrt(len(shares))
    assert abs(np.mean(shares)) < 3 * error


def test_differences_that_depend_on_luck_have_students_interval(cube, rng):
    centre = np.zeros(4)
    at_ends = {"a": [(0, centre), (1, np.array([1.0, 2.0, 3.0, 4.0]))]}
    (effect,) = tornado.effects(cube("a"), at_ends, centre, rng)
    half = 3.1824463 * math.sqrt(5 / 3) / 2  # t of 3 degrees of freedom
    assert effect.ends[1].change == pytest.approx((2.5, 2.5 - half, 2.5 + half))


def test_the_more_factors_are_compared_the_more_it_takes_to_stand_out(cube, rng):
    differences = np.array([1.0, 2.0, 0.5, 1.5, -0.1, 1.1])
    few = {"a": [(0, LUCK), (1, LUCK + differences)]}
    (alone,) = tornado.effects(cube("a"), few, LUCK, rng)
    names = [f"f{number}" for number in range(60)]
    many = dict.fromkeys(names, few["a"])
    among = tornado.effects(cube(*names), many, LUCK, rng)
    assert alone.clear
    assert not among[0].clear
    assert alone.numbers["swing"] == among[0].numbers["swing"]


def test_of_several_values_the_two_farthest_apart_count(cube, rng):
    at_ends = {"a": [("x", LUCK + 1.0), ("y", LUCK - 4.0), ("z", LUCK + 2.0)]}
    (effect,) = tornado.effects(cube("a"), at_ends, LUCK, rng)
    assert effect.numbers["swing"].value == 6.0
    assert len(effect.ends) == 3


def test_where_one_end_is_all_the_centre_stands_for_the_other(cube, rng):
    (effect,) = tornado.effects(cube("a"), {"a": [(1, LUCK + 2.0)]}, LUCK, rng)
    assert effect.numbers["swing"].value == -2.0
    assert [end.value for end in effect.ends] == [1]
