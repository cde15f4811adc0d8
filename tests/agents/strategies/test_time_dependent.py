"""A sequence of expected moves against a scripted table, in a space of quarters.

Own side 0 gives wheat (0 to 4, a quarter of utility a level) and receives relief (0 to 4, the
same). The other side is thought to value wheat twice as much as it minds relief, so the
ladder gives wheat first.
"""

from __future__ import annotations

import pytest

from agents.strategies import REGISTRY
from agents.views import ACCEPT, AT_A_DEADLINE, AT_THE_TABLE, OFFER, WAIT, View

OWN = (0.0, 0.25, 0.5, 0.75, 1.0, 0.0, -0.25, -0.5, -0.75, -1.0)
OTHER = (0.0, -0.25, -0.5, -0.75, -1.0, 0.0, 0.5, 1.0, 1.5, 2.0)
RELIEF, WHEAT = 0, 1


def seen(clock: float, beta: float = 1.0, floor: float = -1.0, **more) -> View:
    """What the seat sees at a clock; packages are (relief, wheat)."""
    fields = dict.fromkeys(View._fields, 0) | View._field_defaults | {
        "seat": 0, "side": 0, "day": 0, "occasion": AT_THE_TABLE, "exchange": 0,
        "exchanges": 2, "clock": clock, "days_left": 1.0, "floor": floor, "best": 1.0,
        "own": OWN, "other": OTHER, "starts": (0, 5, 10), "giver": (1, 0),
        "ladder": (WHEAT,) * 4 + (RELIEF,) * 4, "ladder_length": 8,
        "home": (0.0,) * 10, "home_now": 0.0, "home_bar": -1e9,
        "offered": 0, "offer": (0, 0), "standing": 0, "leader_word": 0, "levers": 0,
        "parameters": (beta, 0.0, 0.0, 0.0), "memory": [0.0] * 8,
        "stuck": [0, 0], "draft": [0, 0],
    }  # fmt: skip
    return View(**{**fields, **more})


def moves(name: str, views: list[View]) -> list[tuple[int, tuple[int, ...]]]:
    found = []
    for view in views:
        move = REGISTRY[name].decide(view)
        found.append((move.kind, tuple(move.levels)))
    return found


def transcript(name: str, clocks: list[float], beta: float = 1.0) -> list[tuple[int, ...]]:
    """Offers at a row of clocks, from one notebook."""
    memory = [0.0] * 8
    told = moves(name, [seen(clock, beta, memory=memory) for clock in clocks])
    assert {kind for kind, _ in told} == {OFFER}
    return [levels for _, levels in told]


# Demands from 1 down to the mandate of -1: eight steps of a quarter.
@pytest.mark.parametrize(
    ("name", "beta", "offers"),
    [
        # shares 0, 1/2, 3/4, 1: all wheat after half the way, then relief is given up
        ("linear", 1.0, [(4, 0), (4, 4), (2, 4), (0, 4)]),
        ("time_dependent", 1.0, [(4, 0), (4, 4), (2, 4), (0, 4)]),
        # shares 0, 1/4, 9/16, 1
        ("boulware", 0.5, [(4, 0), (4, 2), (4, 4), (0, 4)]),
        ("time_dependent", 0.5, [(4, 0), (4, 2), (4, 4), (0, 4)]),
        # shares 0, 0.707, 0.866, 1
        ("conceder", 2.0, [(4, 0), (3, 4), (2, 4), (0, 4)]),
        ("hardliner", 1.0, [(4, 0), (4, 0), (4, 0), (4, 0)]),
    ],
)
def test_offers_as_the_clock_runs(name, beta, offers):
    assert transcript(name, [0.0, 0.5, 0.75, 1.0], beta) == offers


def test_what_was_conceded_is_not_taken_back_when_the_clock_grows_younger():
    assert transcript("linear", [0.5, 0.25, 0.75]) == [(4, 4), (4, 4), (2, 4)]


def test_a_mandate_that_rises_is_kept():
    memory = [1.0] + [0.0] * 7  # everything conceded: only the mandate is left to demand
    assert moves("linear", [seen(1.0, floor=0.5, memory=memory)]) == [(OFFER, (4, 2))]


@pytest.mark.parametrize(
    ("offer", "answer"),
    [
        ((4, 3), ACCEPT),  # worth 0.25: better than the next offer, worth 0
        ((3, 3), ACCEPT),  # worth 0: as good
        ((2, 3), OFFER),  # worth -0.25
    ],
)
def test_takes_what_is_as_good_as_its_next_offer(offer, answer):
    assert moves("linear", [seen(0.5, offered=1, offer=offer)])[0][0] == answer


def test_takes_nothing_below_the_mandate_though_its_own_offer_were_worse():
    # The mandate is above anything that can be had; the best package is the next offer.
    view = seen(1.0, floor=1.5, offered=1, offer=(4, 0))
    assert moves("linear", [view]) == [(OFFER, (4, 0))]


def test_hardliner_takes_its_best_package_and_nothing_less():
    assert moves("hardliner", [seen(0.9, offered=1, offer=(4, 1))]) == [(OFFER, (4, 0))]
    assert moves("hardliner", [seen(0.1, offered=1, offer=(4, 0))])[0][0] == ACCEPT


def test_what_home_would_refuse_is_taken_out_of_an_offer():
    # Each ton of wheat costs support; at the bar of -0.5 home would bear two.
    home = (0.0,) * 5 + (0.0, -0.25, -0.5, -0.75, -1.0)
    view = seen(0.75, home=home, home_bar=-0.5)
    assert moves("linear", [view]) == [(OFFER, (2, 2))]
    assert moves("linear", [seen(0.75, home=home, home_bar=-2.0)]) == [(OFFER, (2, 4))]
    # Support counts over what the regime in force has already.
    assert moves("linear", [seen(0.75, home=home, home_bar=-0.5, home_now=-0.5)]) == [
        (OFFER, (2, 4))
    ]


@pytest.mark.parametrize("name", ["time_dependent", "boulware", "linear", "conceder", "hardliner"])
def test_waits_when_asked_at_a_deadline(name):
    memory = [0.0] * 8
    view = seen(0.9, occasion=AT_A_DEADLINE, memory=memory)
    assert moves(name, [view])[0][0] == WAIT
    assert memory == [0.0] * 8
