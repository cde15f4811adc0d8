"""Scores against closed forms and cases worked out by hand; each is proper."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, multinomial, norm

from experiments.scoring.proper import (
    brier,
    crps,
    crps_of_sorted,
    fair_brier,
    fair_crps,
    fair_ranked,
    log_score,
    log_score_of,
    ranked,
)

# ------------------------------------------------------------------ by hand


def test_brier_by_hand():
    assert brier(0.7, True) == pytest.approx(0.09)
    assert brier(0.7, False) == pytest.approx(0.49)
    assert brier(1.0, True) == 0


def test_ranked_by_hand():
    # "In the first bin": said 0.2, was not. "In the first two": said 0.7, was.
    assert ranked([0.2, 0.5, 0.3], 1) == pytest.approx((0.2**2 + 0.3**2) / 2)
    assert ranked([0, 1, 0], 1) == 0
    assert ranked([1, 0, 0, 0], 3) == 1


def test_ranked_with_two_bins_is_brier():
    assert ranked([0.7, 0.3], 0) == pytest.approx(brier(0.7, True))
    assert ranked([0.7, 0.3], 1) == pytest.approx(brier(0.7, False))


def test_a_near_miss_costs_less():
    costs = [float(ranked(np.eye(5)[bin_], 4)) for bin_ in range(5)]
    assert costs == [1, 0.75, 0.5, 0.25, 0]


def test_a_ranked_score_needs_two_bins_and_one_of_them():
    for shares, observed in (([1.0], 0), ([0.5, 0.5], 2), ([0.5, 0.5], -1)):
        with pytest.raises(ValueError, match="two bins"):
            ranked(shares, observed)


def test_log_score_by_hand():
    # Four histories and one more, spread over three bins: (3 + 1/3) / 5 and (1/3) / 5.
    assert log_score([3, 1, 0], 0) == pytest.approx(-math.log2(2 / 3))
    assert log_score([3, 1, 0], 2) == pytest.approx(math.log2(15))
    assert 2.0 ** -log_score([3, 1, 0], [0, 1, 2]).sum() > 0
    assert sum(2.0 ** -float(log_score([3, 1, 0], at)) for at in range(3)) == pytest.approx(1)


def test_the_floor_of_the_log_score_sinks_with_the_histories():
    floors = [float(log_score([runs, 0], 1)) for runs in (9, 99, 999)]
    assert floors == pytest.approx([math.log2(2 * n) for n in (10, 100, 1000)])


def test_a_stated_probability_has_no_floor():
    assert log_score_of(0.25) == 2
    assert math.copysign(1, log_score_of(1.0)) == 1
    assert log_score_of(0.0) == math.inf


def test_crps_by_hand():
    # The curve of {1, 2, 4} is off by 1/3 from 1 to 2 and by 1/3 from 2 to 4.
    assert crps([4, 1, 2], 2) == pytest.approx((1 / 3) ** 2 * 1 + (1 / 3) ** 2 * 2)
    # Mean distance 1 to the observed; between two different values 2.
    assert fair_crps([4, 1, 2], 2) == pytest.approx(1 - 2 / 2)


def test_crps_of_one_value_is_the_absolute_error():
    assert crps([3.0], 5.5) == pytest.approx(2.5)
    assert math.isnan(fair_crps([3.0], 5.5))


def test_with_one_history_nothing_can_be_fair():
    assert math.isnan(fair_brier(1, 1, True))
    assert math.isnan(fair_ranked([1, 0, 0], 1))


# ------------------------------------------------------------------ closed forms


def normal_crps(mean: float, deviation: float, observed: float) -> float:
    """Gneiting and Raftery 2007, equation 21, with its sign turned to a loss."""
    z = (observed - mean) / deviation
    return deviation * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / math.sqrt(math.pi))


@pytest.mark.parametrize("observed", [-3.0, 0.0, 1.3, 8.0])
def test_crps_of_a_normal_ensemble_is_the_closed_form(observed):
    middles = (np.arange(20_000) + 0.5) / 20_000
    values = norm.ppf(middles, loc=1, scale=2)
    assert crps(values, observed) == pytest.approx(normal_crps(1, 2, observed), abs=1e-4)
    assert fair_crps(values, observed) == pytest.approx(normal_crps(1, 2, observed), abs=2e-4)


def test_small_ensembles_pay_for_their_size_and_fair_scores_do_not():
    """The mean of small ensembles' CRPS is that of the law plus E|X - X'| / 2n (ferro2014)."""
    chance, size, many = np.random.default_rng(3), 4, 6000
    ensembles = chance.normal(1, 2, (many, size))
    law = normal_crps(1, 2, 0.5)
    between = 2 * 2 / math.sqrt(math.pi)
    plain = np.array([crps(one, 0.5) for one in ensembles[:2000]])
    fair = np.array([fair_crps(one, 0.5) for one in ensembles])
    for found, expected in ((plain, law + between / (2 * size)), (fair, law)):
        error = found.std() / math.sqrt(len(found))
        assert abs(found.mean() - expected) < 4 * error
    assert between / (2 * size) > 0.25


def test_the_expected_fair_brier_is_that_of_the_law():
    runs, share = 5, 0.3
    numbers = np.arange(runs + 1)
    weights = binom.pmf(numbers, runs, share)
    for happened in (True, False):
        fair = fair_brier(numbers, runs, happened)
        assert weights @ fair == pytest.approx(float(brier(share, happened)))
        assert weights @ brier(numbers / runs, happened) > float(brier(share, happened)) + 0.03


def test_the_expected_fair_ranked_score_is_that_of_the_law():
    runs, law = 4, [0.5, 0.2, 0.3]
    every = [c for c in product(range(runs + 1), repeat=3) if sum(c) == runs]
    weights = multinomial.pmf(every, runs, law)
    for observed in range(3):
        fair = fair_ranked(np.array(every), observed)
        assert weights @ fair == pytest.approx(float(ranked(law, observed)))


# ------------------------------------------------------------------ properties

SHARES = st.lists(st.integers(0, 20), min_size=2, max_size=7).filter(lambda c: sum(c) > 0)


def _as_shares(counts: list[int], bins: int) -> np.ndarray:
    padded = np.resize(np.array(counts, dtype=float) + 0.01, bins)
    return padded / padded.sum()


@given(SHARES, SHARES)
def test_saying_what_is_believed_is_best_on_average(belief, said):
    bins = len(belief)
    law, other = _as_shares(belief, bins), _as_shares(said, bins)
    for rule in (
        lambda shares, at: float(ranked(shares, at)),
        lambda shares, at: log_score_of(shares[at]),
        lambda shares, at: float(brier(shares[0], at == 0)),
        lambda shares, at: float(
            crps_of_sorted(np.arange(bins) ** 1.5, shares[np.newaxis], float(at**1.5))[0]
        ),
    ):
        honest = sum(law[at] * rule(law, at) for at in range(bins))
        otherwise = sum(law[at] * rule(other, at) for at in range(bins))
        assert honest <= otherwise + 1e-12


@given(
    st.lists(st.floats(-50, 50), min_size=1, max_size=12),
    st.floats(-60, 60),
)
def test_crps_is_distance_less_half_the_distance_within(values, observed):
    numbers = np.array(values)
    within = np.abs(numbers[:, np.newaxis] - numbers).mean()
    expected = np.abs(numbers - observed).mean() - within / 2
    assert crps(numbers, observed) == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=9), st.integers(-6, 6), st.data())
def test_a_weight_counts_a_value_that_often(values, observed, data):
    ordered = np.sort(np.array(values, dtype=float))
    often = data.draw(st.lists(st.integers(0, 3), min_size=len(values), max_size=len(values)))
    if sum(often) == 0:
        often[0] = 1
    found = crps_of_sorted(ordered, np.array([often], dtype=float), observed)[0]
    assert found == pytest.approx(crps(np.repeat(ordered, often), observed), abs=1e-12)
