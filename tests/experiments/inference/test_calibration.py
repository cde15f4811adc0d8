"""Ranks of known truths: even for the right posterior, visibly uneven for a wrong one."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import binom

from experiments.inference.calibration import BINS, DRAWS, calibrate, of_ranks, surprise
from experiments.inference.posterior import Posterior, posterior
from experiments.inference.rejection import spreads
from experiments.inference.supports import Support

TRUTHS, CASES = 400, 4
CHANCE = np.random.default_rng(41)
THETA = CHANCE.normal(size=(6000, 1))
MEAN = THETA + CHANCE.normal(size=(6000, 1)) / math.sqrt(CASES)


def exact(draw: int, wider: float = 1.0, shift: float = 0.0) -> Posterior:
    """The conjugate posterior of a draw, as a sample; or one that is too wide, or beside it."""
    deviation = math.sqrt(1 / (CASES + 1))
    middle = CASES * MEAN[draw, 0] / (CASES + 1) + shift * deviation
    values = np.random.default_rng(draw).normal(middle, wider * deviation, size=(500, 1))
    return Posterior(values, np.full(500, 1 / 500), 0.0)


def tried(infer):
    (found,), radii = calibrate(THETA, TRUTHS, infer, seed=6)
    assert found.counts.sum() == TRUTHS and len(radii) == TRUTHS
    return found


def test_the_right_posterior_has_even_ranks():
    found = tried(exact)
    assert found.holds and found.uniform > 0.01
    assert found.covered.low < 0.9 < found.covered.high
    assert found.learnt == pytest.approx(1 - math.sqrt(1 / (CASES + 1)), abs=0.03)


def test_our_own_method_has_even_ranks():
    line, scale = Support("normal", -math.inf, math.inf, ""), spreads(MEAN)
    found = tried(lambda draw: posterior(THETA, MEAN, MEAN[draw], scale, [line], 300, without=draw))
    assert found.holds and found.uniform > 0.01
    assert found.learnt > 0.4


def test_too_narrow_a_posterior_heaps_truths_at_both_ends():
    found = tried(lambda draw: exact(draw, wider=0.5))
    assert not found.holds and found.uniform < 1e-6
    assert min(found.counts[0], found.counts[-1]) > found.high
    assert found.covered.high < 0.9


def test_too_wide_a_posterior_heaps_truths_in_the_middle():
    found = tried(lambda draw: exact(draw, wider=2.0))
    assert not found.holds and found.uniform < 1e-6
    assert max(found.counts[0], found.counts[-1]) < found.low
    assert found.covered.low > 0.9


def test_a_posterior_to_one_side_of_the_truth_has_sloping_ranks():
    found = tried(lambda draw: exact(draw, shift=0.7))
    assert not found.holds
    assert found.counts[0] > found.high and found.counts[-1] < found.low


def test_the_prior_passes_too_and_is_seen_to_have_learnt_nothing():
    weights = np.full(len(THETA), 1 / len(THETA))
    found = tried(lambda draw: Posterior(THETA, weights, 0.0))
    assert found.holds
    assert found.learnt == pytest.approx(0, abs=0.01)


def test_the_same_seed_tries_the_same_truths():
    assert (tried(exact).counts == tried(exact).counts).all()


def test_the_band_is_binomial_and_holds_for_all_bins_at_once():
    found = of_ranks(np.arange(200) % (DRAWS + 1), np.ones(200, dtype=bool), 0.0)
    assert found.counts.tolist() == [20] * BINS
    assert found.uniform == pytest.approx(1)
    tail = 0.05 / (2 * BINS)
    assert binom.cdf(found.low - 1, 200, 0.1) < tail <= binom.cdf(found.low, 200, 0.1)
    assert binom.sf(found.high, 200, 0.1) <= tail < binom.sf(found.high - 1, 200, 0.1)


def test_ranks_lie_in_the_bin_of_their_tenth():
    found = of_ranks([0, 9, 10, 99, 99], [True] * 5, 0.0)
    assert found.counts.tolist() == [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]


def test_ties_are_broken_by_chance_and_not_to_one_side():
    """A parameter with two values: the truth is among its equals, anywhere."""
    theta = np.tile([[0.0], [1.0]], (500, 1))
    alike = Posterior(np.array([[0.0], [1.0]]), np.array([0.5, 0.5]), 0.0)
    (found,), _ = calibrate(theta, TRUTHS, lambda draw: alike, seed=1)
    assert found.holds


def test_surprise_is_the_share_of_truths_sought_as_far():
    assert surprise(2.0, np.array([1.0, 2.0, 3.0, 4.0])) == 0.75
    assert surprise(9.0, np.array([1.0, 2.0])) == 0.0
