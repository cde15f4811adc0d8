"""Intervals over paired runs, and the worlds that are played."""

from __future__ import annotations

import math

import numpy as np
import pytest

from experiments.patterns import ensembles
from experiments.patterns.ensembles import (
    BARE,
    bootstrap,
    ensemble,
    number,
    over_own_deals,
    paired_mean,
    scaled,
    share_of_differences,
    variant,
    written,
)


def test_a_mean_has_the_interval_of_the_normal_law():
    """Half the width of the interval of a mean of n is 1.96 s / √n, up to the luck of the draws."""
    values = np.arange(400) % 2.0
    found = paired_mean(values)
    assert found.value == 0.5
    half = 1.96 * values.std() / math.sqrt(400)
    assert found.value - found.low == pytest.approx(half, rel=0.08)
    assert found.high - found.value == pytest.approx(half, rel=0.08)


def test_own_deals_are_those_of_each_ensemble_whatever_the_other_does():
    one = {"ending": ["agreement", "talking", "agreement"], "x": [1, 90, 3]}
    other = {"ending": ["talking", "agreement", "agreement"], "x": [90, 7, 8]}
    many = [{name: np.tile(values, 20) for name, values in arm.items()} for arm in (one, other)]
    found = over_own_deals(*many, "x")
    assert found.value == 2 - 7.5
    assert 1 - 8 <= found.low <= found.value <= found.high <= 3 - 7


def test_both_ways_to_an_interval_pick_the_same_runs(monkeypatch):
    values = np.random.default_rng(1).normal(size=37)
    one = paired_mean(values)
    other = bootstrap(lambda pick: float(values[pick].mean()), 37)
    assert one == pytest.approx(other)
    monkeypatch.setattr(ensembles, "LARGEST_BLOCK", 100)  # in blocks of two draws
    assert paired_mean(values) == pytest.approx(one)


def test_a_statistic_keeps_its_pairs_together():
    """What is the same in both arms cancels, however much it varies."""
    luck = np.random.default_rng(1).normal(size=50)
    one, other = luck + 1.0, luck
    found = bootstrap(lambda pick: float(one[pick].mean() - other[pick].mean()), 50)
    assert found == pytest.approx((1.0, 1.0, 1.0))


def test_the_mean_of_nothing_is_unknown():
    assert all(math.isnan(end) for end in paired_mean(np.array([])))


@pytest.mark.parametrize(
    ("runs", "factor", "expected"), [(120, 1.0, 120), (15, 0.5, 8), (1, 0.5, 1), (300, 4.0, 1200)]
)
def test_runs_are_scaled_and_never_none(runs, factor, expected):
    assert scaled(runs, factor) == expected


def test_differences_are_counted_and_missing_is_no_difference():
    one = {"a": [1.0, math.nan, 2.0], "b": ["x", "y", "z"]}
    other = {"a": [1.0, math.nan, 3.0], "b": ["x", "w", "z"]}
    assert share_of_differences(one, one) == 0
    assert share_of_differences(one, other) == pytest.approx(2 / 6)
    with pytest.raises(ValueError, match="'b'"):
        share_of_differences(one, {"a": one["a"]})


def test_a_variant_has_what_was_set_and_is_built_once():
    changed = variant(BARE, {"sides.east.reference.grain": number(0.3, "share")})
    assert changed is variant(BARE, {"sides.east.reference.grain": number(0.3, "share")})
    assert changed.hash != variant(BARE).hash


def test_what_a_file_says_is_found_by_its_key():
    assert written(BARE, "issues.grain.giver") == variant(BARE).config.issues["grain"].giver


def test_runs_of_two_ensembles_are_the_same_runs():
    few, more = ensemble(variant(BARE), 3), ensemble(variant(BARE), 5)
    assert list(more["run"][:3]) == list(few["run"]) == [0, 1, 2]
    np.testing.assert_array_equal(more["points_east"][:3], few["points_east"])
