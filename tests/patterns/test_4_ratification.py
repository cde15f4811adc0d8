"""Pattern 4: whose home asks for more gets more abroad, if there is a deal, and fewer deals.

Tied hands can be strength (schelling1960), and a small win-set brings better terms and a higher
risk of failure (putnam1988). Where the other side does not know of the constraint talks fail
more (iida1993), and with both sides bound it need not pay (tarar2001). Here a bar is known to the
side that has it and to nobody else. It is felt in the offers: a minister takes back the steps
that would lose the vote at home. What is accepted is only measured against what would be offered.
"""

from __future__ import annotations

import numpy as np
import pytest

from agents.strategies import REGISTRY
from agents.views import Move, View
from experiments.analysis.intervals import Interval
from sim.model import TalksModel
from sim.outcomes import row
from sim.scenario import Scenario
from tests.patterns.ensembles import (
    BASELINE,
    SEED,
    Column,
    Ensemble,
    agreed,
    bootstrap,
    ensemble,
    number,
    told,
    variant,
    written,
)

RUNS = 120
LOW = {"japan": -0.2, "us": -0.3}
HIGH = {"japan": 0.1, "us": 0.4}
"""Thresholds, in support. Low: the least that the baseline's priors hold possible, where next to
no text is refused. High: in Tokyo the most that they hold possible; the texts signed under the
low bar have a median support of 0.04 there, so it binds. In Washington the prior ends at 0, below
the support of every text signed (0.2 to 0.6), so its top would bind nobody: high is 0.4, about
their median. Chosen from these supports, before any outcome under a high bar was seen."""
NOT_FELT = -1e9


def talks(japan: float, us: float) -> Scenario:
    """The baseline with a date that is real and believed, so that many sign.

    No vote in parliament, so that the threshold is the bar (but for approval and a majority).
    """
    pause = written(BASELINE, "deadlines.pause_end") | {
        "softness": number(0, "probability"),
        "belief": number(0.95, "probability"),
        "insight": number(0, "share"),
    }
    settings = {
        "escalations": {},
        "deadlines.pause_end": pause,
        "sides.japan.ratification.vote": None,
        "sides.japan.ratification.threshold": japan,
        "sides.us.ratification.threshold": us,
    }
    return variant(BASELINE, settings)


def with_bar(side: str) -> tuple[Ensemble, Ensemble]:
    """The ensembles with a low and with a high bar for ``side``, the other's being low."""
    high = talks(**(LOW | {side: HIGH[side]}))
    return ensemble(talks(**LOW), RUNS), ensemble(high, RUNS)


def mean(label: str, values: Column, unit: str = "") -> Interval:
    found = bootstrap(lambda pick: float(values[pick].mean()), len(values))
    told(label, found, unit)
    return found


def of_own_deals(label: str, one: Ensemble, other: Ensemble, column: str) -> Interval:
    """The mean over the deals of one arm less that over the deals of the other."""
    values = [np.where(agreed(arm), arm[column], np.nan) for arm in (one, other)]
    found = bootstrap(
        lambda pick: float(np.nanmean(values[0][pick]) - np.nanmean(values[1][pick])), RUNS
    )
    told(label, found, "points")
    return found


def change(low: Ensemble, high: Ensemble, column: str) -> Column:
    difference: Column = high[column] - low[column]
    return difference


@pytest.mark.parametrize(("side", "other"), [("japan", "us"), ("us", "japan")])
def test_a_higher_bar_brings_better_terms_and_the_other_side_pays_for_them(side, other):
    """Schelling (schelling1960), Putnam (putnam1988): it holds on both sides.

    The first two effects are of the bar on the text, in the runs that agree either way. The
    third compares each arm's own deals, so it also counts which deals are left: with a high bar
    the poor ones are not.
    """
    low, high = with_bar(side)
    both = agreed(low) & agreed(high)
    label = f"high bar in {side}"
    terms = mean(
        f"{label}: its terms, deals in both arms",
        change(low, high, f"points_{side}")[both],
        "points",
    )
    paid = mean(
        f"{label}: terms of {other}, deals in both arms",
        change(low, high, f"points_{other}")[both],
        "points",
    )
    own = of_own_deals(f"{label}: its terms, each arm's deals", high, low, f"points_{side}")
    assert both.sum() >= 20
    assert terms.low > 0
    assert paid.value < 0
    assert own.value > 0


@pytest.mark.parametrize("side", ["japan", "us"])
def test_a_higher_bar_costs_deals_and_more_than_its_terms_bring(side):
    """Fewer deals (putnam1988, iida1993), so that the expected score need not gain (tarar2001).

    Found: it falls, for the side that is bound as for the other. Even in the histories that
    agree either way it hardly moves, for there the deal comes a month later. Washington's bar
    shows more in refusals: its offers keep to it, but two in five of the texts that it accepts
    lie below, since accepting asks what a text is worth and not whether home would carry it.
    """
    low, high = with_bar(side)
    label = f"high bar in {side}"
    both = agreed(low) & agreed(high)
    deals = mean(f"{label}: share of deals", agreed(high).astype(float) - agreed(low))
    mean(f"{label}: texts refused at home, a history", change(low, high, "refusals"))
    mean(
        f"{label}: its score, deals in both arms",
        change(low, high, f"score_points_{side}")[both],
        "points",
    )
    scores = {
        of: mean(
            f"{label}: score of {of}, all runs", change(low, high, f"score_points_{of}"), "points"
        )
        for of in ("japan", "us")
    }
    assert deals.high < -0.05
    assert scores["japan"].high < 0
    assert scores["us"].high < 0


def unaware(scenario: Scenario, by: float) -> Ensemble:
    """The scenario with a Tokyo that takes its bar to be lower than it is."""
    seat = "japan.negotiator"
    decide = REGISTRY[scenario.config.sides["japan"].ministers["negotiator"].strategy.name].decide

    def mistaken(view: View) -> Move:
        return decide(view._replace(home_bar=view.home_bar - by))

    rows = []
    for run in range(RUNS):
        model = TalksModel(scenario, run, SEED, collect=False, seats={seat: mistaken})
        rows.append(row(scenario, model.play_out().state))
    return {name: np.array([found[name] for found in rows]) for name in rows[0]}


def test_the_better_terms_come_through_the_offers_alone():
    """A bar that the negotiator does not know of is not felt abroad: it only refuses.

    With the high bar at home and the low one in mind, every text is the one that the low bar
    brings until home has spoken, and involuntary defection (putnam1988) takes the place of a
    better text. A minister who is mistaken tries again until home gives way once: as found, that
    brings more deals than knowing, on so much poorer terms that the score is about the same.
    """
    low, high = with_bar("japan")
    blind = unaware(talks(**(LOW | {"japan": HIGH["japan"]})), HIGH["japan"] - LOW["japan"])
    untried = agreed(low) & agreed(blind) & (blind["refusals"] == 0) & (low["refusals"] == 0)
    assert untried.sum() >= 10
    assert (low["agreement_day"][untried] == blind["agreement_day"][untried]).all()
    assert (low["points_japan"][untried] == blind["points_japan"][untried]).all()
    spared = mean("knowing one's bar: texts refused, a history", change(blind, high, "refusals"))
    mean("knowing one's bar: share of deals", agreed(high).astype(float) - agreed(blind))
    mean("knowing one's bar: score of japan", change(blind, high, "score_points_japan"), "points")
    of_own_deals("knowing one's bar: terms of japan, each arm's deals", high, blind, "points_japan")
    assert spared.high < 0
