"""The plane of a world that can be reckoned by hand."""

from __future__ import annotations

import itertools

import pytest

from classroom.debrief.revealed import SOLUTIONS, average_world, revealed
from sim.scenario import shipped
from tests.classroom.playing import FAIR, GENEROUS, RUN, SEED, first_deal, points

PACKAGES = list(itertools.product(range(5), range(6), range(5), range(7)))
PLANE = revealed(first_deal(), SEED, RUN)
MANDATES = (44.25, 45.0)


def test_points_are_those_of_the_table_in_the_scenario() -> None:
    for levels in (FAIR, GENEROUS, (0, 0, 0, 0), (4, 5, 4, 6), (2, 3, 1, 5)):
        assert PLANE.points(levels) == pytest.approx(points(levels))


def test_the_frontier_is_every_package_that_no_other_betters() -> None:
    worth = {points(levels) for levels in PACKAGES}
    best = {
        one
        for one in worth
        if not any(other != one and other[0] >= one[0] and other[1] >= one[1] for other in worth)
    }
    found = {(round(a, 6), round(b, 6)) for a, b in PLANE.frontier.values.tolist()}
    assert found == best


def test_mandates_and_todays_world_of_the_first_day() -> None:
    assert PLANE.mandate == pytest.approx(MANDATES)
    assert PLANE.today == pytest.approx((50.0, 30.0))


@pytest.mark.parametrize(
    ("name", "score"),
    [
        ("nash", lambda a, b: a * b),
        ("utilitarian", lambda a, b: a + b),
        ("egalitarian", lambda a, b: min(a, b)),
    ],
)
def test_a_fair_split_is_the_best_of_all_packages(name: str, score: object) -> None:
    assert callable(score)
    gains = [(a - MANDATES[0], b - MANDATES[1]) for a, b in map(points, PACKAGES)]
    best = max(score(*gain) for gain in gains if min(gain) >= 0)
    spot = PLANE.solutions[name]
    assert spot is not None
    assert score(*(spot.points[side] - MANDATES[side] for side in (0, 1))) == pytest.approx(best)
    assert PLANE.points(spot.levels) == pytest.approx(spot.points)


def test_what_was_left_is_the_most_that_both_could_have_gained() -> None:
    at = (50.0, 30.0)
    most = max(min(a - at[0], b - at[1]) for a, b in map(points, PACKAGES))
    gain = PLANE.left(at)
    assert gain.both == pytest.approx(most) == pytest.approx(26.0)
    assert gain.best is not None
    assert gain.best.points == pytest.approx((76.0, 56.0))
    assert points(gain.best.levels) == (76, 56)


def test_on_the_frontier_nothing_is_left() -> None:
    gain = PLANE.left(PLANE.points(FAIR))
    assert (gain.both, gain.best) == (0.0, None)
    assert gain.distance == pytest.approx(0.0, abs=1e-6)


def test_the_bargaining_zone_meets_both_mandates() -> None:
    zone = PLANE.bargaining_zone(MANDATES).values
    assert len(zone) > 0
    assert (zone >= MANDATES).all()
    assert not len(PLANE.bargaining_zone((90.0, 90.0)))


def test_values_are_those_of_the_tape() -> None:
    scenario = shipped("japan_us_2025")
    one, other = (revealed(scenario, SEED, run) for run in (1, 2))
    package = [0] * len(scenario.issues)
    assert one.points(package) != other.points(package)
    assert set(one.solutions) == set(SOLUTIONS)


def test_the_average_world_is_that_of_the_reports() -> None:
    scenario = shipped("japan_us_2025")
    plane = average_world(scenario)
    package = [1] * len(scenario.issues)
    expected = scenario.mean_points(scenario.mean_worth(package))
    assert plane.points(package) == pytest.approx(expected)
    assert plane.mandate == pytest.approx(scenario.mean_points(scenario.mean_reservation))
    assert len(plane.frontier) == len(scenario.mean_frontier)
