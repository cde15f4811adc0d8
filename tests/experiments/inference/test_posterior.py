"""The method against posteriors that have a closed form."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import beta, norm

from experiments.inference.posterior import Posterior, posterior, quantiles, spread
from experiments.inference.rejection import spreads
from experiments.inference.supports import Support

LINE = Support("normal", -math.inf, math.inf, "")
SHARE = Support("beta", 0.0, 1.0, "share")

DRAWS, CASES = 20_000, 4


def normal_table(noise: int = 0):
    """θ ~ N(0, 1); the mean of four N(θ, 1), and `noise` summaries that say nothing."""
    chance = np.random.default_rng(17)
    theta = chance.normal(size=(DRAWS, 1))
    mean = theta + chance.normal(size=(DRAWS, 1)) / math.sqrt(CASES)
    return theta, np.hstack([mean, chance.normal(size=(DRAWS, noise))])


@pytest.mark.parametrize("observed", [-1.0, 0.3, 1.5])
@pytest.mark.parametrize("noise", [0, 1])
def test_a_normal_mean_has_its_conjugate_posterior(observed, noise):
    """N(m·ȳ / (m + 1), 1 / (m + 1)), for m cases of variance 1 and a standard normal prior."""
    theta, summaries = normal_table(noise)
    at = np.array([observed] + [0.0] * noise)
    found = posterior(theta, summaries, at, spreads(summaries), [LINE], 2000)
    told = spread(found.values[:, 0], found.weights)
    mean, deviation = CASES * observed / (CASES + 1), math.sqrt(1 / (CASES + 1))
    assert found.effective > 1000
    assert told.mean == pytest.approx(mean, abs=4 * deviation / math.sqrt(found.effective))
    assert told.deviation == pytest.approx(deviation, rel=0.06)
    expected = norm.ppf([0.05, 0.25, 0.5, 0.75, 0.95], mean, deviation)
    assert told.quantiles == pytest.approx(expected, abs=0.08)


def test_rejection_alone_gets_there_with_a_small_share_and_regression_needs_less():
    theta, summaries = normal_table()
    scale, observed = spreads(summaries), np.array([1.5])
    mean = CASES * 1.5 / (CASES + 1)
    few, many = (
        spread(found.values[:, 0], found.weights)
        for count in (300, 6000)
        for found in [posterior(theta, summaries, observed, scale, [LINE], count, adjust=False)]
    )
    corrected = posterior(theta, summaries, observed, scale, [LINE], 6000)
    assert few.mean == pytest.approx(mean, abs=0.1)
    assert abs(many.mean - mean) > 0.2
    assert spread(corrected.values[:, 0], corrected.weights).mean == pytest.approx(mean, abs=0.05)


@pytest.mark.parametrize("successes", [1, 5, 10])
def test_a_share_has_its_conjugate_posterior_and_stays_a_share(successes):
    """Beta(2 + k, 3 + 10 - k) for k successes in ten and a Beta(2, 3) prior."""
    chance = np.random.default_rng(23)
    theta = chance.beta(2, 3, size=(40_000, 1))
    summaries = chance.binomial(10, theta).astype(float)
    observed = np.array([float(successes)])
    found = posterior(theta, summaries, observed, spreads(summaries), [SHARE], 2000)
    told = spread(found.values[:, 0], found.weights)
    law = beta(2 + successes, 13 - successes)
    assert (found.values > 0).all() and (found.values < 1).all()
    assert told.mean == pytest.approx(law.mean(), abs=0.02)
    assert told.deviation == pytest.approx(law.std(), rel=0.1)


def test_far_outside_the_prior_a_correction_still_stays_in_the_support():
    chance = np.random.default_rng(2)
    theta = chance.random((2000, 1))
    summaries = theta + 0.1 * chance.normal(size=(2000, 1))
    found = posterior(theta, summaries, np.array([9.0]), spreads(summaries), [SHARE], 200)
    assert (found.values >= 0).all() and (found.values <= 1).all()
    assert found.values.min() > 0.99


def test_parameters_that_can_not_be_adjusted_keep_the_values_they_were_drawn_with():
    chance = np.random.default_rng(8)
    theta = chance.choice([1.0, 2.0, 5.0], size=(3000, 1))
    summaries = theta + chance.normal(size=(3000, 1))
    choice = Support("choice", 1.0, 5.0, "days")
    found = posterior(theta, summaries, np.array([4.9]), spreads(summaries), [choice], 300)
    assert set(found.values[:, 0]) <= {1.0, 2.0, 5.0}
    likely = np.array([norm.pdf(4.9, one) for one in (1, 2, 5)])
    share = found.weights[found.values[:, 0] == 5].sum()
    assert share == pytest.approx(likely[2] / likely.sum(), abs=0.05)


def test_a_draw_left_out_is_not_accepted():
    theta = np.arange(100.0)[:, np.newaxis]
    found = posterior(theta, theta, np.array([40.0]), np.ones(1), [LINE], 3, False, without=40)
    assert sorted(found.values[:, 0]) == [38, 39, 41, 42]  # 38 and 42 are as near


def test_effective_size_by_hand():
    equal = Posterior(np.zeros((4, 1)), np.full(4, 0.25), 1.0)
    uneven = Posterior(np.zeros((2, 1)), np.array([0.75, 0.25]), 1.0)
    assert (equal.effective, uneven.effective) == (4.0, 1.6)


def test_weighted_quantiles_are_values_with_enough_weight_at_or_below():
    values, weights = np.array([3.0, 1.0, 2.0]), np.array([0.2, 0.5, 0.3])
    found = quantiles(values, weights, (0.1, 0.5, 0.51, 0.8, 0.81, 1.0))
    assert found.tolist() == [1, 1, 2, 2, 3, 3]


def test_equal_weights_give_ordinary_quantiles():
    values = np.random.default_rng(1).normal(size=101)
    plain = np.quantile(values, (0.05, 0.25, 0.5, 0.75, 0.95), method="inverted_cdf")
    assert quantiles(values, np.full(101, 1 / 101)) == pytest.approx(plain)
