"""Pattern 6: who holds out gets better terms and fewer deals; two who hold out fail most.

Both with their usual exponents (Boulware 0.2, Conceder 2), the three seats otherwise as the
baseline has them. Terms are the points of the agreed package, compared in the runs that end in
agreement both ways; the score also counts when it comes and the histories without one.
"""

from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.intervals import Interval
from tests.patterns.ensembles import (
    BARE,
    BASELINE,
    Ensemble,
    agreed,
    bootstrap,
    ensemble,
    told,
    variant,
)

RUNS = 250
TOUGH, SOFT = "boulware", "conceder"
SEATS = {
    "japan": ("sides.japan.ministers.negotiator",),
    "us": ("sides.us.ministers.commerce", "sides.us.ministers.treasury"),
}


def strategy(name: str) -> dict[str, object]:
    return {"name": name, "parameters": {}, "knowledge": "shaped"}


def seated(japan: str, us: str) -> Ensemble:
    """The baseline with one strategy in Tokyo's chair and one in both of Washington's."""
    names = {"japan": japan, "us": us}
    settings = {
        f"{seat}.strategy": strategy(names[side]) for side, seats in SEATS.items() for seat in seats
    }
    return ensemble(variant(BASELINE, settings), RUNS)


def both_ways(side: str, other: str) -> tuple[Ensemble, Ensemble]:
    """The ensembles of ``side`` holding out and giving early, against the same strategy."""
    if side == "japan":
        return seated(TOUGH, other), seated(SOFT, other)
    return seated(other, TOUGH), seated(other, SOFT)


def more_deals(tough: Ensemble, soft: Ensemble) -> Interval:
    gain = agreed(soft).astype(float) - agreed(tough).astype(float)
    return bootstrap(lambda pick: float(gain[pick].mean()), RUNS)


@pytest.mark.parametrize("side", ["japan", "us"])
@pytest.mark.parametrize("other", [TOUGH, SOFT])
def test_holding_out_brings_better_terms_and_fewer_deals(side, other):
    tough, soft = both_ways(side, other)
    deals = agreed(tough) & agreed(soft)
    better = (tough[f"points_{side}"] - soft[f"points_{side}"])[deals]
    terms = bootstrap(lambda pick: float(better[pick].mean()), len(better))
    fewer = more_deals(tough, soft)
    score = tough[f"score_points_{side}"] - soft[f"score_points_{side}"]
    gained = bootstrap(lambda pick: float(score[pick].mean()), RUNS)
    told(f"{side} holds out against a {other}: better terms given a deal", terms, "points")
    told(f"{side} holds out against a {other}: share of deals lost", fewer)
    told(f"{side} holds out against a {other}: score", gained, "points")
    assert terms.low > 1
    if other == SOFT:
        assert fewer.low > 0.02
        assert gained.high < 0  # better terms, worse score: deals lost and time lost weigh more
    else:
        assert fewer.high > 0  # few deals are left to lose


def test_two_who_hold_out_fail_most():
    shares = {
        (japan, us): float(agreed(seated(japan, us)).mean())
        for japan in (TOUGH, SOFT)
        for us in (TOUGH, SOFT)
    }
    print("share of deals (Tokyo, Washington):", shares)
    assert min(shares, key=lambda pair: shares[pair]) == (TOUGH, TOUGH)
    assert max(shares, key=lambda pair: shares[pair]) == (SOFT, SOFT)
    lost = more_deals(seated(TOUGH, TOUGH), seated(SOFT, SOFT))
    told("two who give early rather than two who hold out: share of deals gained", lost)
    assert lost.low > 0.1


def test_with_a_firm_last_day_everybody_agrees_and_the_terms_remain():
    """In the bare world the last day is sure, so holding out costs no deal; it still pays."""
    points = {}
    for east in (TOUGH, SOFT):
        for west in (TOUGH, SOFT):
            chairs = {
                "sides.east.ministers.envoy.strategy": strategy(east),
                "sides.west.ministers.envoy.strategy": strategy(west),
            }
            outcomes = ensemble(variant(BARE, chairs), 60)
            assert agreed(outcomes).all()
            points[east, west] = float(np.mean(outcomes["points_east"]))
    print("East's points with a firm last day (East, West):", points)
    assert points[TOUGH, SOFT] > points[SOFT, SOFT] + 3
    assert points[TOUGH, TOUGH] > points[SOFT, TOUGH] + 3
