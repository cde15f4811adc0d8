"""Pattern 2: without a zone of possible agreement never a deal; with a wide one almost always.

The zone is found outside the run, day by day, by the exact frontier of both leaders' tables
as they feel them that day, with every term of the mandate counted.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from experiments.analysis.intervals import wilson
from sim.frontier import Frontier
from sim.model import TalksModel
from sim.scenario import Scenario
from sim.solutions import zopa
from sim.state import AGREEMENT
from tests.patterns.ensembles import BARE, BASELINE, SEED, agreed, ensemble, number, told, variant
from tests.patterns.frontiers import exact_frontier

GIVES = ("corn_soy", "shipbuilding", "auto_standards", "supply_chains", "auto_contribution")
NO_VETO: dict[str, object] = {
    "sides.japan.leader.override": 0,
    "sides.us.leader.override": 0,
    "sides.japan.ratification": None,
    "sides.us.ratification": None,
}


class Followed(NamedTuple):
    """What the exact frontier said of one history."""

    agreed: bool
    signed: int
    open: dict[int, bool]
    """By day: does some package meet both mandates?"""
    narrowest: float
    """Over the days, the least of what both could have beyond their mandates, as a share of the
    way from their worst package to their best (below 0: no zone)."""


def felt_frontier(model: TalksModel) -> Frontier:
    """The exact frontier of what both leaders feel today."""
    return exact_frontier(model.scenario.world, model.state.felt[:2])


def follow(scenario: Scenario, run: int) -> Followed:
    model = TalksModel(scenario=scenario, run=run, rng=SEED, collect=False)
    state = model.state
    fronts: dict[tuple[float, ...], Frontier] = {}
    days: dict[int, bool] = {}
    narrowest = np.inf
    while model.running:
        today = state.day
        model.step()
        felt = tuple(state.salience)  # what leaders feel changes with it alone
        if felt not in fronts:
            fronts[felt] = felt_frontier(model)
        days[today] = bool(zopa(fronts[felt], state.mandate))
        reach = np.subtract(state.best, state.worst)
        spare = (fronts[felt].values - np.array(state.mandate)) / reach
        narrowest = min(narrowest, float(spare.min(axis=1).max()))
    return Followed(state.ending == AGREEMENT, state.agreement_day, days, narrowest)


def test_linked_issues_are_counted_as_the_model_counts_them():
    model = TalksModel(scenario=variant(BASELINE), run=0, rng=SEED, collect=False)
    assert len(model.scenario.world.link_side) > 0
    front = felt_frontier(model)
    best = [float(front.values[:, side].max()) for side in range(2)]
    np.testing.assert_allclose(best, model.state.best, rtol=0, atol=1e-9)


def test_a_deal_is_signed_only_on_a_day_with_a_zone():
    """In the baseline as it is: some histories have no zone on any day, and none of them agrees."""
    found = [follow(variant(BASELINE), run) for run in range(60)]
    never = [history for history in found if not any(history.open.values())]
    deals = [history for history in found if history.agreed]
    told("baseline: histories with no zone on any day", wilson(len(never), len(found)))
    assert never
    assert deals
    assert not any(history.agreed for history in never)
    assert all(history.open[history.signed] for history in deals)


def test_without_a_zone_on_any_day_there_is_never_a_deal():
    """What each could just live with lies far apart, and no pressure moves either."""
    far: dict[str, object] = {
        "sides.us.reference.auto_tariff": 25,
        "sides.us.reference.reciprocal_tariff": 24,
        "sides.japan.reference.auto_tariff": 0,
        "sides.japan.reference.reciprocal_tariff": 0,
    }
    far |= {f"sides.us.reference.{give}": number(1, "share") for give in GIVES}
    far |= {f"sides.japan.reference.{give}": number(0, "share") for give in GIVES}
    far |= {f"sides.{s}.mandate.{k}": 0 for s in ("japan", "us") for k in ("threat", "losses")}
    found = [follow(variant(BASELINE, NO_VETO | far), run) for run in range(25)]
    assert not any(any(history.open.values()) for history in found)
    assert max(history.narrowest for history in found) < -0.1
    assert not any(history.agreed for history in found)


def test_two_that_want_too_much_never_agree_in_the_bare_world():
    greedy = {"sides.east.reference.timber": 0.95, "sides.west.reference.grain": 0.95}
    found = [follow(variant(BARE, greedy), run) for run in range(60)]
    assert not any(any(history.open.values()) for history in found)
    assert not any(history.agreed for history in found)


WIDE: dict[str, object] = NO_VETO | {
    "sides.us.cost_ratio": 0.5,
    "sides.us.reference.auto_tariff": 17.5,
    "sides.us.reference.reciprocal_tariff": 10,
    "sides.japan.reference.auto_tariff": 22.5,
    **{f"sides.us.reference.{give}": number(0.2, "share") for give in GIVES},
    **{f"sides.japan.reference.{give}": number(0.8, "share") for give in GIVES},
}
"""Modest wants on both sides, and nobody behind the ministers who could say no."""


def test_a_wide_zone_without_veto_almost_always_brings_a_deal():
    """With a firm date; where the date keeps moving, some hold out beyond the horizon."""
    zones = [follow(variant(BASELINE, WIDE), run) for run in range(15)]
    assert all(all(history.open.values()) for history in zones)
    assert np.median([history.narrowest for history in zones]) > 0.15

    runs = 200
    firm = ensemble(variant(BASELINE, WIDE | {"deadlines.pause_end.softness": 0}), runs)
    share = wilson(int(agreed(firm).sum()), runs)
    told("wide zone, no veto, firm date: share with a deal", share)
    assert share.low > 0.97

    soft = ensemble(variant(BASELINE, WIDE), runs)
    share = wilson(int(agreed(soft).sum()), runs)
    told("wide zone, no veto, the baseline's date: share with a deal by 31 December", share)
    assert share.low > 0.8
    # What fails, fails for want of time: nobody is refused anything.
    assert set(soft["reason"][~agreed(soft)]) <= {"no_text", "time"}
