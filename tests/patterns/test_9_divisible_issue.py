"""Pattern 9: one divisible issue and known discounting bring Rubinstein's split, at once.

Rubinstein (1982, rubinstein1982): who proposes first gets (1 - d2) / (1 - d1 d2) of what there
is to divide, d1 and d2 being what a turn's delay leaves to each, and the first offer is taken.

In this model nobody signs what is worse than no agreement, so there must be something to gain:
a good that West has and East wants, worth 1 to East and 0 to West. What is divided is its price,
the one issue that the two see differently; the good itself is handed over or not.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest

from agents.views import ACCEPT, OFFER
from sim.model import TalksModel
from sim.scenario import Scenario
from tests.patterns.ensembles import BARE, SEED, agreed, ensemble, number, variant

STEP = 0.001
RUNS = 12
EQUAL = (0.1, 0.5, 0.9, 0.99, 0.999, 0.99999)


def share_of_first(first: float, second: float) -> float:
    """The closed form: what who speaks first gets, given both discount factors."""
    return (1.0 - second) / (1.0 - first * second)


def prices(east: float, west: float) -> list[float]:
    """Nothing, everything, and a fine grid about both prices that theory knows.

    An issue has 24 levels at most; a strategy that were wrong would come to stand outside.
    """
    theory = (1.0 - share_of_first(east, west), share_of_first(west, east))
    fine = {round(price + STEP * k, 6) for price in theory for k in range(-5, 6)}
    return sorted({0.0, 1.0} | {price for price in fine if 0.0 < price < 1.0})


def motive(issue: str, word: str) -> dict[str, object]:
    weight = number(1, "weight")
    spread = {"unit": "share", "values": {issue: 1}, "source": "setting"}
    return {issue: {"label": issue, "weight": weight, word: spread}}


def sale(east: float, west: float) -> Scenario:
    """East pays in grain for West's timber; each knows how impatient both are."""
    settings: dict[str, object] = {
        "issues.grain.levels.values": prices(east, west),
        "issues.grain.cost_shape": 1,
        "issues.timber.levels.values": [0, 1],
        "sides.east.cost_ratio": 1,
        "sides.west.motives": motive("grain", "benefits"),
    }
    for side, paid, discounts in (("east", 1, (east, west)), ("west", 0, (west, east))):
        # Either could just live with the worst price: no agreement is worth 0 to both.
        settings[f"sides.{side}.reference.grain"] = number(paid, "share")
        settings[f"sides.{side}.reference.timber"] = number(paid, "share")
        settings[f"sides.{side}.ministers.envoy.strategy"] = {
            "name": "rubinstein",
            "parameters": {
                "own_discount": number(discounts[0], "factor"),
                "other_discount": number(discounts[1], "factor"),
            },
        }
    return variant(BARE, settings)


class Followed(NamedTuple):
    """Who spoke first, all that was said, and what each has in the end."""

    first: str
    moves: list[int]
    share: dict[str, float]


def follow(scenario: Scenario, run: int) -> Followed:
    model = TalksModel(scenario=scenario, run=run, rng=SEED, collect=False)
    said: list[tuple[str, int]] = []

    def listen(model: TalksModel) -> None:
        if model.last_move is not None:
            seat, move = model.last_move
            said.append((seat.split(".")[0], move.kind))

    model.listeners.append(listen)
    model.play_out()
    assert model.state.mandate == [0.0, 0.0]
    price = scenario.issues[0].levels[model.state.text[0]]
    return Followed(said[0][0], [kind for _, kind in said], {"east": 1.0 - price, "west": price})


@pytest.mark.parametrize(
    ("east", "west"),
    [(0.5, 0.5), (0.9, 0.9), (0.2, 0.8), (0.8, 0.2), (0.95, 0.6), (0.0, 0.7), (0.99, 0.999)],
)
def test_the_split_is_the_closed_form_and_the_first_offer_is_taken(east, west):
    discount = {"east": east, "west": west}
    other = {"east": "west", "west": "east"}
    found = [follow(sale(east, west), run) for run in range(RUNS)]
    assert {history.first for history in found} == {"east", "west"}
    for history in found:
        first = history.first
        expected = share_of_first(discount[first], discount[other[first]])
        assert history.share[first] == pytest.approx(expected, abs=STEP + 1e-9)
        assert history.share[first] <= expected + 1e-9  # what the grid leaves goes to the other
        assert history.moves == [OFFER, ACCEPT]


def test_agreement_is_reached_on_the_first_day_of_every_history():
    outcomes = ensemble(sale(0.9, 0.8), 60)
    assert agreed(outcomes).all()
    assert set(outcomes["agreement_day"]) == {0}
    assert set(outcomes["level_timber"]) == {1}


def test_patience_pays():
    """By the mean over who speaks first, the same for all: East's share rises with its own."""
    shares = [
        float(np.mean([follow(sale(east, 0.8), run).share["east"] for run in range(RUNS)]))
        for east in (0.1, 0.5, 0.8, 0.95)
    ]
    print("East's share as its discount factor goes 0.1, 0.5, 0.8, 0.95 (West 0.8):", shares)
    assert shares == sorted(shares)
    assert shares[-1] - shares[0] > 0.5


def test_with_equal_and_vanishing_impatience_the_halves_are_equal():
    """Who speaks first has 1 / (1 + d): half, once a turn's delay costs nothing."""
    firsts = []
    for discount in EQUAL:
        found = follow(sale(discount, discount), 0)
        firsts.append(found.share[found.first])
        assert firsts[-1] == pytest.approx(1 / (1 + discount), abs=STEP + 1e-9)
    print("share of who speaks first:", dict(zip(EQUAL, firsts, strict=True)))
    assert firsts == sorted(firsts, reverse=True)
    assert firsts[-1] == pytest.approx(0.5, abs=STEP + 1e-9)
