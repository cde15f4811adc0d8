"""Parameters are carried to the whole line and back, and never leave their support."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.inference.supports import Support, from_line, support_of, to_line

SUPPORTS = (
    Support("uniform", -2.0, 3.0, ""),
    Support("triangular", 0.0, 25.0, "percent"),
    Support("beta", 0.0, 1.0, "probability"),
    Support("loguniform", 0.1, 10.0, "factor"),
    Support("gamma", 0.0, math.inf, "weight"),
)


@pytest.mark.parametrize("support", SUPPORTS, ids=lambda one: one.law)
def test_there_and_back_again(support):
    top = support.high if math.isfinite(support.high) else 30.0
    values = np.linspace(support.low, top, 41)[1:-1]
    line = to_line(values, support)
    assert (np.diff(line) > 0).all()
    assert from_line(line, support) == pytest.approx(values)


@given(st.floats(-1e6, 1e6), st.sampled_from(SUPPORTS))
def test_wherever_it_is_moved_it_comes_back_inside(place, support):
    (value,) = from_line(np.array([place]), support)
    assert support.low <= value <= support.high
    assert math.isfinite(value)


def test_the_middle_of_a_logarithmic_scale_is_its_geometric_mean():
    assert to_line(np.array([1.0]), SUPPORTS[3]) == pytest.approx([0.0])


@pytest.mark.parametrize("support", SUPPORTS, ids=lambda one: one.law)
def test_a_value_on_the_border_stays_finite(support):
    assert np.isfinite(to_line(np.array([support.low]), support)).all()


@pytest.mark.parametrize("law", ["choice", "spike"])
def test_what_has_nothing_in_between_is_left_as_it_is(law):
    support = Support(law, 1.0, 5.0, "days")
    assert not support.adjustable
    assert to_line(np.array([1.0, 5.0]), support).tolist() == [1.0, 5.0]
    assert from_line(np.array([1.0, 5.0]), support).tolist() == [1.0, 5.0]


def test_every_prior_of_a_world_has_a_support_that_holds_its_draws(japan_us):
    from sim.laws import draw_law

    world = japan_us()
    tape = world.tape(3)
    for name, number in world.drawn:
        support = support_of(world, name)
        for run in range(20):
            drawn = draw_law(world.world.priors, number, tape, number, run, 0)
            assert support.low <= drawn <= support.high, name
