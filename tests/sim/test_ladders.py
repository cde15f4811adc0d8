"""What seats believe, and whether a ZOPA is open, against the exact frontier."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from agents.views import WAIT, Move
from sim import ladders
from sim.model import TalksModel
from sim.solutions import zopa
from sim.spaces import exact_frontier


def begun(scenario, run: int = 0):
    return TalksModel(scenario, run=run, rng=8, collect=False).state


def by_issue(scenario, flat):
    edges = itertools.pairwise(scenario.world.starts[: len(scenario.issues) + 1])
    return [flat[a:b] for a, b in edges]


def felt_frontier(scenario, state):
    return exact_frontier(scenario.world, state.felt[0], state.felt[1])


@pytest.mark.parametrize("knowledge", ladders.KNOWLEDGE)
def test_what_a_seat_takes_the_other_side_to_value(japan_us, knowledge):
    key = "sides.us.ministers.commerce.strategy.knowledge"
    scenario = japan_us({key: knowledge})
    world, state = scenario.world, begun(scenario)
    believed = by_issue(scenario, state.belief_table[scenario.seats.index("us.commerce")])
    levels = world.starts[-1]
    expected = {
        "linear": by_issue(scenario, world.linear_table[:levels]),
        "shaped": [list(issue) for issue in scenario.mean_tables[0]],
        "truth": by_issue(scenario, state.table[0]),
    }[knowledge]
    assert [list(issue) for issue in believed] == [list(issue) for issue in expected]


def test_linear_is_straight_and_ends_where_shaped_does(small):
    scenario = small({"issues.wheat.cost_shape": 3})
    world = scenario.world
    linear = by_issue(scenario, world.linear_table[: world.starts[-1]])
    assert linear == [(0, 0.25, 0.5, 0.75, 1), (0, -0.125, -0.25)]
    assert scenario.mean_tables[0] == ((0, 0.25, 0.5, 0.75, 1), (0, -0.03125, -0.25))


def test_hull_by_hand(small):
    """From East's best down: wheat in two steps, then relief step by step."""
    state = begun(small())
    corners = list(zip(state.hull_own, state.hull_other, strict=True))[: state.hull_length]
    # Wheat gains 0.5 for 0.0625, then 0.5 for 0.1875; the last 10 points of relief gain 0.25
    # for 0.25 as do those before, and those within West's limit 0.125.
    assert corners == [
        (1, -0.75), (0.9375, -0.25), (0.75, 0.25), (0.5, 0.5), (0.25, 0.75), (0, 0.875),
        (-0.25, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("east", "west", "open_"),
    [
        (0.9375, -0.25, True),  # a corner
        (0.9375, -0.2, False),
        (0.625, 0.375, True),  # half-way along an edge
        (0.625, 0.38, False),
        (1.0, -0.75, True),
        (1.01, -9.0, False),  # more than East's best
        (-0.25, 1.0, True),
        (-9.0, 1.0, True),
        (-9.0, 1.01, False),
    ],
)
def test_zopa_by_hand(small, east, west, open_):
    state = begun(small())
    state.mandate[:] = [east, west]
    assert ladders.zopa(state) is open_


@pytest.mark.parametrize("run", range(12))
def test_no_package_lies_above_the_hull(japan_us, run):
    scenario = japan_us()
    state = begun(scenario, run)
    corners = range(state.hull_length)
    own, other = np.array([(state.hull_own[c], state.hull_other[c]) for c in corners]).T
    front = felt_frontier(scenario, state).values
    assert (front[:, 1] <= np.interp(front[:, 0], own[::-1], other[::-1]) + 1e-9).all()
    assert own[0] == pytest.approx(front[-1, 0])


@pytest.mark.parametrize("run", range(12))
@pytest.mark.parametrize("links", [True, False], ids=["linked issues", "issues apart"])
def test_an_open_zopa_is_never_missed_and_a_closed_one_seldom_called_open(japan_us, run, links):
    """Links are counted at their best, so that the hull errs on one side only."""
    scenario = japan_us() if links else japan_us({"interactions": {}})
    state = begun(scenario, run)
    front = felt_frontier(scenario, state)
    called, really = [], []
    for east in np.linspace(-0.5, 1.1, 30):
        for west in np.linspace(-0.5, 1.1, 30):
            state.mandate[:] = [east, west]
            called.append(ladders.zopa(state))
            really.append(bool(zopa(front, (east, west))))
    assert not [1 for c, r in zip(called, really, strict=True) if r and not c]
    assert sum(called) - sum(really) <= (0.15 if links else 0.05) * len(called)


def test_the_ladder_is_remade_when_a_campaign_makes_a_concession_dearer(small):
    scenario = small({"sides.east.election.salience_campaign": 4})
    model = TalksModel(scenario, seats=dict.fromkeys(scenario.seats, waiting), collect=False)
    seat = model.seat_number("east.envoy")
    ladders_seen = {}
    while model.day < 22:
        day = model.day
        model.step()
        ladders_seen[day] = model.state.ladder[seat][: model.state.ladder_length[seat]]
    # Wheat's second step gains 0.5 for 0.1875, in the campaign for 0.75: no longer a better
    # bargain than relief past West's limit, 0.25 for 0.25.
    tariff, wheat = 0, 1
    assert ladders_seen[9] == [wheat, wheat, tariff, tariff, tariff, tariff]
    assert ladders_seen[10] == ladders_seen[20] == [wheat, tariff, tariff, wheat, tariff, tariff]
    assert ladders_seen[21] == ladders_seen[9]


def waiting(view):
    return Move(WAIT, ())
