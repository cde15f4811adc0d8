"""Intervals for the luck of a finite ensemble."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.scoring.luck import generator, percentiles, resampled_counts, resampled_crps


def test_the_same_seed_and_name_give_the_same_resamples_and_others_do_not():
    first, again = generator(5, "a"), generator(5, "a")
    assert first.random() == again.random()
    assert (
        len({generator(5, "a").random(), generator(5, "b").random(), generator(6, "a").random()})
        == 3
    )


def test_resampled_counts_keep_their_sum_and_scatter_as_shares_do():
    counts = np.array([30, 0, 70])
    again = resampled_counts(counts, 4000, generator(1, "x"))
    assert (again.sum(axis=1) == 100).all()
    assert (again[:, 1] == 0).all()
    assert again[:, 0].mean() == pytest.approx(30, abs=0.4)
    assert again[:, 0].std() == pytest.approx((100 * 0.3 * 0.7) ** 0.5, rel=0.06)


def test_the_interval_of_a_crps_covers_that_of_the_law():
    """Of the uniform law on 0 to 1, seen from 0, it is the integral of (1 - x)², a third."""
    chance = np.random.default_rng(9)
    covered = 0
    for one in range(20):
        values = chance.random(80)
        again = resampled_crps(values, 0.0, 100, generator(one, "y"))
        interval = percentiles(float(again.mean()), again)
        covered += interval.low <= 1 / 3 <= interval.high
    assert 16 <= covered <= 20


def test_histories_that_agree_leave_no_doubt():
    again = resampled_crps(np.full(20, 3.0), 5.0, 50, generator(0, "z"))
    assert percentiles(2.0, again) == (2.0, 2.0, 2.0)
