from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from experiments.figures import payoffs


@pytest.fixture
def data(material, japan_us):
    (found,) = payoffs.prepare(material(japan_us()))
    return found


def test_no_agreement_lies_beyond_the_frontier(data):
    for agreement in data.agreements:
        better = (data.frontier > agreement + 1e-9).all(axis=1)
        on_or_below = (data.frontier >= agreement - 1e-9).all(axis=1)
        assert on_or_below.any() or better.any()


def test_points_run_from_the_worst_to_the_best_package(data):
    assert data.frontier[:, 0].max() == pytest.approx(100)
    assert data.frontier[:, 1].max() == pytest.approx(100)
    assert data.agreements.min() >= 0
    assert data.agreements.max() <= 100


def test_agreements_are_worth_what_the_scenario_says(material, two_givers):
    scenario = two_givers()
    made = material(scenario)
    (data,) = payoffs.prepare(made)
    columns = made.arm.columns
    rows = np.flatnonzero(columns["ending"] == "agreement")
    for place, row in enumerate(rows[:10]):
        package = [int(columns[f"level_{issue.id}"][row]) for issue in scenario.issues]
        worth = scenario.mean_points(scenario.mean_worth(package))
        assert data.agreements[place].tolist() == list(worth)


def test_solutions_beat_both_reservation_values(material, two_givers):
    (data,) = payoffs.prepare(material(two_givers()))
    for point in (data.nash, data.kalai_smorodinsky):
        assert point[0] >= data.reservation[0] - 1e-9
        assert point[1] >= data.reservation[1] - 1e-9


def test_circles_hold_every_agreement_once(data):
    ax = Figure().subplots()
    payoffs.draw(data, ax)
    (circles,) = ax.collections
    areas = circles.get_sizes()
    shares = circles.get_array()
    assert shares.sum() == pytest.approx(1)
    assert np.allclose(areas / areas.max(), shares / shares.max())  # area, not width, tells
    weighted = (circles.get_offsets() * shares[:, None]).sum(axis=0)
    assert np.allclose(weighted, data.agreements.mean(axis=0))


def test_near_counts_agreements_that_cannot_be_bettered_much():
    frontier = np.array([[0.0, 100.0], [50.0, 50.0], [100.0, 0.0]])
    agreements = np.array([[46.0, 46.0], [44.0, 44.0], [50.0, 50.0], [0.0, 0.0]])
    data = payoffs.Data(("A", "B"), agreements, frontier, None, None, (0, 0), (0, 0))
    assert data.near == 0.5
