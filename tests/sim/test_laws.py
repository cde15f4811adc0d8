"""Laws against SciPy's distributions."""

from __future__ import annotations

import math
from collections import Counter

import numba
import numpy as np
import pytest
from scipy import stats

from sim.chance import tape
from sim.laws import LAWS, Priors, draw_law, mean

TAPE = tape(9, tuple(f"stream {n}" for n in range(len(LAWS))))
N = 1500


def prior(law: str, *parameters: float, values: tuple[float, ...] = (0.0,)) -> Priors:
    """One number under a law; its values lie after a foreign one, as in a scenario's list."""
    four = [float(p) for p in parameters] + [0.0] * (4 - len(parameters))
    return Priors((LAWS.index(law),), *((p,) for p in four), (1,), (len(values),), (99.0, *values))


def sample(priors: Priors, n: int = N) -> np.ndarray:
    stream = priors.law[0]
    return np.array([draw_law(priors, 0, TAPE, stream, run, 0) for run in range(n)])


CONTINUOUS = {
    "uniform": (prior("uniform", 2, 5), stats.uniform(2, 3)),
    "loguniform": (prior("loguniform", 0.1, 7), stats.loguniform(0.1, 7)),
    "triangular": (prior("triangular", -1, 0.5, 3), stats.triang(1.5 / 4, -1, 4)),
    "mode at the low end": (prior("triangular", 1, 1, 3), stats.triang(0, 1, 2)),
    "mode at the high end": (prior("triangular", 1, 3, 3), stats.triang(1, 1, 2)),
    "beta": (prior("beta", 7, 3), stats.beta(7, 3)),
    "flat beta": (prior("beta", 1, 1), stats.beta(1, 1)),
    "gamma": (prior("gamma", 4), stats.gamma(4)),
    "exponential": (prior("gamma", 1), stats.gamma(1)),
}
each_continuous = pytest.mark.parametrize(
    ("priors", "expected"), CONTINUOUS.values(), ids=CONTINUOUS.keys()
)


@each_continuous
def test_follows_its_distribution(priors, expected):
    values = sample(priors)
    assert stats.kstest(values, expected.cdf).pvalue > 0.01
    low, high = expected.support()
    assert low <= values.min() <= values.max() <= high


@each_continuous
def test_mean_is_the_distribution_s(priors, expected):
    assert mean(priors, 0) == pytest.approx(expected.mean(), rel=1e-12)


def test_a_point_is_itself():
    priors = prior("point", 4.25)
    assert mean(priors, 0) == 4.25
    assert set(sample(priors, 10)) == {4.25}


def test_a_choice_takes_each_of_its_values_as_often_as_it_is_listed():
    priors = prior("choice", values=(30, 30, 38, 90, 90))
    assert mean(priors, 0) == pytest.approx(55.6)
    count = Counter(sample(priors))
    assert set(count) == {30, 38, 90}
    observed = [count[30], count[38], count[90]]
    assert stats.chisquare(observed, [0.4 * N, 0.2 * N, 0.4 * N]).pvalue > 0.01


def test_a_spike_stands_in_a_uniform():
    priors = prior("spike", 10, 0.75, 10, 24)
    assert mean(priors, 0) == pytest.approx(0.75 * 10 + 0.25 * 17)
    values = sample(priors)
    rest = values[values != 10]
    assert stats.binomtest(N - len(rest), N, 0.75).pvalue > 0.01
    assert stats.kstest(rest, stats.uniform(10, 14).cdf).pvalue > 0.01


@pytest.mark.parametrize(("probability", "inside"), [(1.0, (3, 3)), (0.0, (5, 6))])
def test_a_spike_of_all_or_nothing(probability, inside):
    values = sample(prior("spike", 3, probability, 5, 6), 200)
    low, high = inside
    assert low <= values.min() <= values.max() <= high


def test_beta_is_the_share_of_exponentials_at_the_same_address():
    """Beta(a, b) reads a + b indices of its address, Gamma(a) the first a of them."""
    stream, run, day = 3, 17, 4
    a, b, both = (draw_law(prior("gamma", shape), 0, TAPE, stream, run, day) for shape in (2, 2, 5))
    share = draw_law(prior("beta", 2, 3), 0, TAPE, stream, run, day)
    assert a == b
    assert share == pytest.approx(a / both, rel=1e-14)


@pytest.mark.parametrize("law", LAWS)
def test_compiled_and_plain_give_the_same_bits(law):
    parameters = {"beta": (3, 2), "gamma": (3,), "triangular": (0.1, 0.3, 0.9)}
    priors = prior(law, *parameters.get(law, (0.5, 0.75, 0.8, 0.9)), values=(1.0, 2.0, 4.0))
    for run in range(20):
        plain = draw_law(priors, 0, TAPE, 2, run, 3)
        assert compiled_law(priors, 0, TAPE, 2, run, 3) == plain
        assert math.isfinite(plain)


@numba.njit
def compiled_law(priors, number, tape, stream, run, day):
    return draw_law(priors, number, tape, stream, run, day)
