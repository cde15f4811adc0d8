from __future__ import annotations

import pytest

from agents.rules.nash import nash_value
from agents.views import WAIT, Move
from sim.model import TalksModel
from tests.agents.strategies.table import receiver_view, view


def test_half_and_half_where_both_want_alike():
    assert nash_value(view(0.5)) == pytest.approx(0.5)
    assert nash_value(receiver_view(0.5)) == pytest.approx(0.5)


def test_whose_gains_flatten_gives_more():
    # The other gains sqrt(x): (1 - x) * sqrt(x) is greatest at a third.
    flattening = [(level / 100) ** 0.5 for level in range(101)]
    assert nash_value(view(0.5, other=flattening)) == pytest.approx(0.67)


def test_its_scale_and_zero_do_not_matter():
    other = [3.0 + 7.0 * level / 100 for level in range(101)]
    assert nash_value(view(0.5, other=other)) == pytest.approx(0.5)


def test_with_the_truth_it_is_the_nash_product_over_all_packages(two_givers):
    """Both tables known, two issues: by brute force over the 121 packages."""
    scenario = two_givers(
        {"sides.east.ministers.envoy.strategy": {"name": "linear", "knowledge": "truth"}}
    )
    seats = {"east.envoy": None, "west.envoy": None}
    model = TalksModel(scenario, run=3, rng=1, seats=seats, collect=False)
    model.step()
    if model.asked != "east.envoy":
        model.answer(Move(WAIT, (0, 0)))
    seen = model.view()
    worst = model.state.worst
    best = max(
        (
            (seen.own[a] + seen.own[11 + b] - worst[0])
            * (seen.other[a] + seen.other[11 + b] - worst[1]),
            seen.own[a] + seen.own[11 + b],
        )
        for a in range(11)
        for b in range(11)
    )
    assert nash_value(seen) == pytest.approx(best[1])
