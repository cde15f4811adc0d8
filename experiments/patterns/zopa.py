"""Pattern 2: without a zone of possible agreement never a deal; with a wide one almost always.

The zone (raiffa1982) is found outside the run, day by day, by the exact frontier of both leaders'
tables as they feel them that day, with every term of the mandate counted.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from experiments.analysis.intervals import wilson
from experiments.patterns.ensembles import (
    BARE,
    BASELINE,
    SEED,
    agreed,
    bootstrap,
    ensemble,
    number,
    scaled,
    variant,
)
from experiments.patterns.exact_frontier import exact_frontier
from experiments.patterns.finding import Finding, above, exactly, finding
from experiments.patterns.worlds import FIRM_DATE, GIVES, NO_VETO, WIDE, Settings
from sim.frontier import Frontier
from sim.model import TalksModel
from sim.scenario import Scenario
from sim.solutions import zopa
from sim.state import AGREEMENT

SOURCE = ("raiffa1982",)
AS_IT_IS, APART, IN_BARE, WIDE_ZONES, RUNS = 60, 25, 60, 15, 1000
NEARLY_ALWAYS = 0.97
"""What the share of deals has to exceed, all of its interval."""

FAR_APART: Settings = {
    "sides.us.reference.auto_tariff": 25,
    "sides.us.reference.reciprocal_tariff": 24,
    "sides.japan.reference.auto_tariff": 0,
    "sides.japan.reference.reciprocal_tariff": 0,
    **{f"sides.us.reference.{give}": number(1, "share") for give in GIVES},
    **{f"sides.japan.reference.{give}": number(0, "share") for give in GIVES},
    **{f"sides.{s}.mandate.{k}": 0 for s in ("japan", "us") for k in ("threat", "losses")},
}
"""What each could just live with lies far apart, and no pressure moves either."""
GREEDY: Settings = {"sides.east.reference.timber": 0.95, "sides.west.reference.grain": 0.95}


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
    """Play one history and look for a zone on each of its days."""
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


def findings(factor: float = 1.0) -> tuple[Finding, ...]:
    """Return all that the pattern claims, on ``factor`` times the usual number of histories."""
    return (*in_the_baseline(factor), *far_apart(factor), *in_the_bare_world(factor), *wide(factor))


def in_the_baseline(factor: float = 1.0) -> tuple[Finding, ...]:
    """Some histories have no zone on any day, and none of them agrees."""
    found = [follow(variant(BASELINE), run) for run in range(scaled(AS_IT_IS, factor))]
    never = [history for history in found if not any(history.open.values())]
    deals = [history for history in found if history.agreed]
    return (
        finding(
            "2-no-zone",
            "Baseline: histories without a zone of agreement on any day",
            wilson(len(never), len(found)),
            unit="share of histories",
            source=SOURCE,
            arms=("the baseline",),
            runs=len(found),
        ),
        finding(
            "2-no-zone-no-deal",
            "Baseline: without a zone on any day there is no deal",
            _share([history.agreed for history in never]),
            unit="share with a deal",
            source=SOURCE,
            criterion=exactly(0),
            arms=("the baseline, histories without a zone",),
            runs=len(found),
            pairs=len(never),
        ),
        finding(
            "2-signed-in-a-zone",
            "Baseline: no deal is signed on a day without a zone",
            _share([not history.open[history.signed] for history in deals]),
            unit="share of deals",
            source=SOURCE,
            criterion=exactly(0),
            arms=("the baseline, histories with a deal",),
            runs=len(found),
            pairs=len(deals),
        ),
    )


def far_apart(factor: float = 1.0) -> tuple[Finding, ...]:
    """Where the zone is empty on every day, whatever the chance, nobody ever agrees."""
    scenario = variant(BASELINE, NO_VETO | FAR_APART)
    return _never(
        "2-far-apart",
        "Wants far apart",
        [follow(scenario, run) for run in range(scaled(APART, factor))],
        "the baseline without vetoes, wants far apart",
    )


def in_the_bare_world(factor: float = 1.0) -> tuple[Finding, ...]:
    """Two that want too much, with a firm last day."""
    scenario = variant(BARE, GREEDY)
    return _never(
        "2-greedy",
        "Bare world, both greedy",
        [follow(scenario, run) for run in range(scaled(IN_BARE, factor))],
        "the bare world, both greedy",
    )


def wide(factor: float = 1.0) -> tuple[Finding, ...]:
    """Where the zone is wide on every day and nobody vetoes."""
    looked_at = [follow(variant(BASELINE, WIDE), run) for run in range(scaled(WIDE_ZONES, factor))]
    runs = scaled(RUNS, factor)
    firm = ensemble(variant(BASELINE, WIDE | FIRM_DATE), runs)
    soft = ensemble(variant(BASELINE, WIDE), runs)
    reasons = ", ".join(sorted(set(soft["reason"][~agreed(soft)])))
    movable = "wide zone, no veto, the baseline's date"
    return (
        finding(
            "2-wide-zone",
            "Modest wants: every day has a zone (check of the design)",
            _open_days(looked_at),
            unit="share of days with a zone",
            source=SOURCE,
            criterion=exactly(1),
            arms=(movable,),
            runs=len(looked_at),
        ),
        finding(
            "2-wide-room",
            "Modest wants: room beyond both mandates on the narrowest day",
            bootstrap(
                lambda pick: float(np.median([looked_at[run].narrowest for run in pick])),
                len(looked_at),
            ),
            unit="share of the way from worst to best, median",
            source=SOURCE,
            arms=(movable,),
            runs=len(looked_at),
        ),
        finding(
            "2-wide-firm",
            "Modest wants, no veto, firm date: almost always a deal",
            wilson(int(agreed(firm).sum()), runs),
            unit="share of histories with a deal",
            source=SOURCE,
            criterion=above(NEARLY_ALWAYS),
            arms=("wide zone, no veto, firm date",),
            runs=runs,
        ),
        finding(
            "2-wide-movable",
            "Modest wants, no veto, movable date: almost always a deal",
            wilson(int(agreed(soft).sum()), runs),
            unit="share of histories with a deal",
            source=SOURCE,
            criterion=above(NEARLY_ALWAYS),
            arms=(movable,),
            runs=runs,
            note="Where the date keeps moving, some hold out beyond the horizon: what fails, fails "
            f"for want of time, and nobody is refused anything (reasons: {reasons}).",
        ),
    )


def _never(id: str, case: str, found: list[Followed], arm: str) -> tuple[Finding, ...]:
    return (
        finding(
            f"{id}-zone",
            f"{case}: no day has a zone (check of the design)",
            _open_days(found),
            unit="share of days with a zone",
            source=SOURCE,
            criterion=exactly(0),
            arms=(arm,),
            runs=len(found),
        ),
        finding(
            id,
            f"{case}: never a deal",
            _share([history.agreed for history in found]),
            unit="share with a deal",
            source=SOURCE,
            criterion=exactly(0),
            arms=(arm,),
            runs=len(found),
        ),
    )


def _open_days(found: list[Followed]) -> float:
    return _share([is_open for history in found for is_open in history.open.values()])


def _share(of: list[bool]) -> float:
    return sum(of) / len(of) if of else float("nan")
