from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.concession import conceded_share, demand

clocks = st.floats(0, 1)
betas = st.floats(0.01, 20)
utilities = st.floats(-2, 2)


@pytest.mark.parametrize(
    ("clock", "beta", "share"),
    [
        (0.5, 0.5, 0.25),  # Boulware: half the time gone, a quarter given
        (0.25, 0.25, 0.25**4),
        (0.5, 1.0, 0.5),
        (0.25, 2.0, 0.5),  # Conceder: half given in the first quarter
        (0.0, 0.01, 0.0),
        (-0.1, 2.0, 0.0),
        (1.0, 0.01, 1.0),
        (1.1, 20.0, 1.0),
    ],
)
def test_known_shares(clock, beta, share):
    assert conceded_share(clock, beta) == share


@given(clocks, clocks, betas)
def test_never_takes_back_as_time_passes(one, other, beta):
    early, late = sorted((one, other))
    assert 0.0 <= conceded_share(early, beta) <= conceded_share(late, beta) <= 1.0


@given(clocks, st.floats(0.01, 0.99), st.floats(1.01, 20))
def test_boulware_gives_least_and_conceder_most(clock, boulware, conceder):
    linear = conceded_share(clock, 1.0)
    assert conceded_share(clock, boulware) <= linear <= conceded_share(clock, conceder)


def test_demand_goes_from_the_best_package_to_the_mandate():
    assert demand(0.25, 1.0, 0.0) == 1.0
    assert demand(0.25, 1.0, 0.5) == 0.625
    assert demand(0.25, 1.0, 1.0) == 0.25


def test_a_mandate_above_the_best_package_is_demanded_as_it_is():
    assert demand(0.75, 0.5, 0.3) == 0.75
    assert demand(0.5, 0.5, 0.3) == 0.5


@given(utilities, utilities, clocks, clocks)
def test_demand_falls_with_the_share_and_never_below_the_mandate(floor, best, one, other):
    less, more = sorted((one, other))
    assert demand(floor, best, less) >= demand(floor, best, more) - 1e-12
    assert demand(floor, best, more) >= floor
