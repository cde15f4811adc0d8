"""The variance taken apart, on functions whose parts are known."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.sensitivity.variance import PARTS, SOURCES, separated

X, P, C = (frozenset([source]) for source in SOURCES)


def coins(points, runs, seed):
    """Factors, priors and chance of 1 or -1, on four crossed tapes: (points, 4, runs) each."""
    rng = np.random.default_rng(seed)
    shape = (points, 4, runs)

    def tossed(*size):
        return rng.choice((-1.0, 1.0), size)

    x = np.broadcast_to(tossed(points, 1, 1), shape)
    p = np.broadcast_to(np.repeat(tossed(2, runs), 2, axis=0), shape)
    c = np.broadcast_to(np.tile(tossed(2, runs), (2, 1)), shape)
    return x, p, c


def values(separation):
    return {part: share.value for part, share in separation.shares.items()}


def test_an_additive_function_has_its_known_shares_and_no_interplay():
    """2x + 3p + 6c + 10: variances 4, 9 and 36 of 49."""
    x, p, c = coins(40, 1000, seed=1)
    found = separated(2 * x + 3 * p + 6 * c + 10, 1000, np.random.default_rng(0))
    shares = values(found)
    assert found.variance == pytest.approx(49, rel=0.1)
    assert shares[X] == pytest.approx(4 / 49, abs=0.02)
    assert shares[P] == pytest.approx(9 / 49, abs=0.02)
    assert shares[C] == pytest.approx(36 / 49, abs=0.03)
    for part in PARTS:
        if len(part) > 1:
            assert shares[part] == pytest.approx(0.0, abs=0.02)
    assert sum(shares.values()) == pytest.approx(1.0)


def test_products_are_what_two_or_three_do_together():
    """x·p + 2·x·c + 3·p·c + 4·x·p·c: variances 1, 4, 9 and 16, and nothing alone."""
    x, p, c = coins(150, 1000, seed=2)
    found = separated(x * p + 2 * x * c + 3 * p * c + 4 * x * p * c, 1000, np.random.default_rng(0))
    shares = values(found)
    wanted = {X: 0, P: 0, C: 0, X | P: 1, X | C: 4, P | C: 9, X | P | C: 16}
    for part, variance in wanted.items():
        assert shares[part] == pytest.approx(variance / 30, abs=0.05), part


def test_every_part_is_estimated_without_bias():
    """Few points and runs, many times: the mean of the estimates is the truth."""
    parts = []
    for seed in range(120):
        x, p, c = coins(9, 7, seed)
        found = separated(x + 2 * p + c + x * c, 7, np.random.default_rng(seed))
        parts.append([found.variance * share.value for share in found.shares.values()])
    means, errors = np.mean(parts, axis=0), np.std(parts, axis=0) / np.sqrt(len(parts))
    truth = {X: 1, P: 4, C: 1, X | C: 1}
    for part, mean, error in zip(PARTS, means, errors, strict=True):
        assert abs(mean - truth.get(part, 0)) < 3.5 * error, part


def test_adding_a_number_changes_nothing_and_a_factor_only_scales():
    x, p, c = coins(12, 10, seed=3)
    outcomes = x + p * c + np.sin(c)
    one = separated(outcomes, 10, np.random.default_rng(4))
    other = separated(1e6 + 1e3 * outcomes, 10, np.random.default_rng(4))
    assert other.variance == pytest.approx(1e6 * one.variance, rel=1e-6)
    for part in PARTS:
        assert other.shares[part] == pytest.approx(one.shares[part], rel=1e-5, abs=1e-6)


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    """Points and runs drawn anew: a little too wide rather than too narrow."""
    held = 0
    for seed in range(50):
        x, p, c = coins(20, 20, seed)
        share = separated(x + p + c, 20, np.random.default_rng(seed)).shares[X]
        held += share.low < 1 / 3 < share.high
    assert held >= 43


def test_luck_is_what_tapes_do_differently_at_different_points_over_the_runs_of_a_mean():
    """x + 3·x·c + 5·c: variance 1 between points, 9 / 20 of luck; what is the same cancels."""
    x, _, c = coins(40, 1000, seed=5)
    found = separated(x + 3 * x * c + 5 * c, 20, np.random.default_rng(0))
    assert found.luck is not None
    assert found.luck.value == pytest.approx(0.45 / 1.45, abs=0.05)


def test_at_one_point_only_priors_and_chance_are_left():
    _, p, c = coins(1, 2000, seed=6)
    found = separated(p + 2 * c + 2 * p * c, 2000, np.random.default_rng(0))
    assert set(found.shares) == {P, C, P | C}
    assert values(found) == pytest.approx({P: 1 / 9, C: 4 / 9, P | C: 4 / 9}, abs=0.05)
    assert found.luck is None


def test_where_nothing_varies_there_are_no_shares():
    found = separated(np.full((8, 4, 8), 2.5), 8, np.random.default_rng(0))
    assert found.variance == 0.0
    assert set(found.shares.values()) == {(0.0, 0.0, 0.0)}


def test_the_same_generator_gives_the_same_intervals():
    x, p, c = coins(10, 10, seed=7)
    outcomes = x + p + c
    assert separated(outcomes, 10, np.random.default_rng(0)) == separated(
        outcomes, 10, np.random.default_rng(0)
    )
