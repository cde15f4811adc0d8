"""Pattern 4: whose home asks for more gets more abroad, if there is a deal, and fewer deals.

Tied hands can be strength (schelling1960), and a small win-set brings better terms and a higher
risk of failure (putnam1988). Where the other side does not know of the constraint talks fail
more (iida1993), and with both sides bound it need not pay (tarar2001). Here a bar is known to the
side that has it and to nobody else. It is felt in the offers: a minister takes back the steps
that would lose the vote at home. What is accepted is only measured against what would be offered.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

import numpy as np

from agents.strategies import REGISTRY
from agents.views import Move, View
from experiments.patterns.ensembles import (
    BASELINE,
    SEED,
    Column,
    Ensemble,
    agreed,
    ensemble,
    over_own_deals,
    paired_mean,
    scaled,
    variant,
)
from experiments.patterns.finding import Finding, above, below, exactly, finding
from experiments.patterns.worlds import FIRM, PLACE, pause
from sim.model import TalksModel
from sim.outcomes import row
from sim.scenario import Scenario

RUNS = 1000
FEW = 120
"""Histories with a mistaken negotiator: one made in Python, so they go through the glass door."""
LOW = {"japan": -0.2, "us": -0.3}
HIGH = {"japan": 0.1, "us": 0.4}
"""Thresholds, in support. Low: the least that the baseline's priors hold possible, where next to
no text is refused. High: in Tokyo the most that they hold possible; the texts signed under the
low bar have a median support of 0.04 there, so it binds. In Washington the prior ends at 0, below
the support of every text signed (0.2 to 0.6), so its top would bind nobody: high is 0.4, about
their median. Chosen from these supports, before any outcome under a high bar was seen."""

OTHER = {"japan": "us", "us": "japan"}
BOUND = ("schelling1960", "putnam1988")


def findings(factor: float = 1.0) -> tuple[Finding, ...]:
    """Return all that the pattern claims, on ``factor`` times the usual number of histories."""
    return (
        *(row for side in sorted(PLACE) for row in terms(side, factor)),
        *(row for side in sorted(PLACE) for row in deals_and_score(side, factor)),
        *mistaken(factor),
    )


def talks(japan: float, us: float) -> Scenario:
    """The baseline with a date that is real and believed, so that many sign.

    No vote in parliament, so that the threshold is the bar (but for approval and a majority).
    """
    settings = {
        "escalations": {},
        **pause(belief=FIRM, softness=0),
        "sides.japan.ratification.vote": None,
        "sides.japan.ratification.threshold": japan,
        "sides.us.ratification.threshold": us,
    }
    return variant(BASELINE, settings)


class Arms(NamedTuple):
    """The ensembles with a low and a high bar on one side, the other's being low."""

    low: Ensemble
    high: Ensemble

    def change(self, column: str) -> Column:
        """High less low, run by run."""
        difference: Column = self.high[column] - self.low[column]
        return difference

    @property
    def agree(self) -> Column:
        """Which runs agree under either bar."""
        return agreed(self.low) & agreed(self.high)


def with_bar(side: str, runs: int) -> Arms:
    """Play both arms."""
    high = talks(**(LOW | {side: HIGH[side]}))
    return Arms(ensemble(talks(**LOW), runs), ensemble(high, runs))


def arms_of(place: str) -> tuple[str, str]:
    """What the arms are called: the first less the second is the effect."""
    return f"high bar in {place}", "low bar"


def terms(side: str, factor: float = 1.0) -> tuple[Finding, ...]:
    """A higher bar brings better terms, and the other side pays for them; it holds on both sides.

    The first two effects are of the bar on the text, in the runs that agree either way. The
    third compares each arm's own deals, so it also counts which deals are left: with a high bar
    the poor ones are not.
    """
    runs = scaled(RUNS, factor)
    arms, place, other = with_bar(side, runs), PLACE[side], OTHER[side]
    made = functools.partial(finding, unit="points", source=BOUND, arms=arms_of(place), runs=runs)
    agree = arms.agree
    return (
        made(
            f"4-{side}-terms",
            f"Higher bar in {place}: better terms for {place}, if a deal",
            paired_mean(arms.change(f"points_{side}")[agree]),
            criterion=above(0),
            pairs=int(agree.sum()),
        ),
        made(
            f"4-{side}-paid",
            f"Higher bar in {place}: worse terms for {PLACE[other]}, if a deal",
            paired_mean(arms.change(f"points_{other}")[agree]),
            criterion=below(0),
            pairs=int(agree.sum()),
        ),
        made(
            f"4-{side}-own-deals",
            f"Higher bar in {place}: better terms over each arm's own deals",
            over_own_deals(arms.high, arms.low, f"points_{side}"),
            criterion=above(0),
            pairs=int(agreed(arms.high).sum()),
        ),
    )


def deals_and_score(side: str, factor: float = 1.0) -> tuple[Finding, ...]:
    """Fewer deals (putnam1988, iida1993), so that the expected score need not gain (tarar2001).

    Even in the histories that agree either way it hardly moves, for there the deal comes a month
    later. Washington's bar shows more in refusals: its offers keep to it, but two in five of the
    texts that it accepts lie below, since accepting asks what a text is worth and not whether home
    would carry it.
    """
    runs = scaled(RUNS, factor)
    arms, place, other = with_bar(side, runs), PLACE[side], OTHER[side]
    made = functools.partial(finding, arms=arms_of(place), runs=runs)
    agree = arms.agree
    later = float(arms.change("agreement_day")[agree].mean()) if agree.any() else float("nan")
    return (
        made(
            f"4-{side}-deals",
            f"Higher bar in {place}: fewer deals",
            paired_mean(agreed(arms.high).astype(float) - agreed(arms.low)),
            unit="share of histories",
            source=("putnam1988", "iida1993"),
            criterion=below(0),
        ),
        made(
            f"4-{side}-refusals",
            f"Higher bar in {place}: texts that home refuses",
            paired_mean(arms.change("refusals")),
            unit="texts a history",
            source=("putnam1988",),
        ),
        made(
            f"4-{side}-score",
            f"Higher bar in {place}: a higher expected score for {place}",
            paired_mean(arms.change(f"score_points_{side}")),
            unit="points",
            source=("schelling1960",),
            criterion=above(0),
            note="iida1993 and tarar2001 say that it need not: deals and time lost weigh more than "
            "better terms.",
        ),
        made(
            f"4-{side}-score-other",
            f"Higher bar in {place}: expected score of {PLACE[other]}",
            paired_mean(arms.change(f"score_points_{other}")),
            unit="points",
            source=("tarar2001",),
        ),
        made(
            f"4-{side}-score-deals",
            f"Higher bar in {place}: {place}'s score where both arms agree",
            paired_mean(arms.change(f"score_points_{side}")[agree]),
            unit="points",
            source=("tarar2001",),
            pairs=int(agree.sum()),
            note=f"The deal comes {later:.0f} days later, on average.",
        ),
    )


def unaware(scenario: Scenario, by: float, runs: int) -> Ensemble:
    """The scenario with a Tokyo that takes its bar to be lower than it is."""
    seat = "japan.negotiator"
    decide = REGISTRY[scenario.config.sides["japan"].ministers["negotiator"].strategy.name].decide

    def mistaken(view: View) -> Move:
        return decide(view._replace(home_bar=view.home_bar - by))

    rows = []
    for run in range(runs):
        model = TalksModel(scenario, run, SEED, collect=False, seats={seat: mistaken})
        rows.append(row(scenario, model.play_out().state))
    return {name: np.array([found[name] for found in rows]) for name in rows[0]}


def mistaken(factor: float = 1.0) -> tuple[Finding, ...]:
    """A bar that the negotiator does not know of is not felt abroad: it only refuses.

    With the high bar at home and the low one in mind, every text is the one that the low bar
    brings until home has spoken, and involuntary defection (putnam1988) takes the place of a
    better text. A minister who is mistaken tries again until home gives way once: as found, that
    brings more deals than knowing, on so much poorer terms that the score is about the same.
    """
    runs = scaled(FEW, factor)
    low, high = with_bar("japan", runs)
    blind = unaware(talks(**(LOW | {"japan": HIGH["japan"]})), HIGH["japan"] - LOW["japan"], runs)
    untried = agreed(low) & agreed(blind) & (blind["refusals"] == 0) & (low["refusals"] == 0)
    differ = (low["agreement_day"] != blind["agreement_day"]) | (
        low["points_japan"] != blind["points_japan"]
    )
    names = ("high bar, known", "high bar, not known to the negotiator")
    made = functools.partial(finding, arms=names, runs=runs)
    return (
        finding(
            "4-mistaken-same-texts",
            "A bar that Tokyo's negotiator doesn't know of changes no text",
            float(differ[untried].mean()) if untried.any() else float("nan"),
            unit="share of agreements that differ",
            source=("putnam1988",),
            criterion=exactly(0),
            arms=(names[1], "low bar"),
            runs=runs,
            pairs=int(untried.sum()),
            note="Agreements that home never refused a text before.",
        ),
        made(
            "4-mistaken-refusals",
            "Knowing its bar spares Tokyo refusals at home",
            paired_mean(high["refusals"] - blind["refusals"]),
            unit="texts a history",
            source=("putnam1988",),
            criterion=below(0),
        ),
        made(
            "4-mistaken-terms",
            "Knowing its bar brings Tokyo better terms, each arm's own deals",
            over_own_deals(high, blind, "points_japan"),
            unit="points",
            source=BOUND,
            criterion=above(0),
            pairs=int(agreed(high).sum()),
        ),
        made(
            "4-mistaken-deals",
            "Knowing its bar: Tokyo's share of deals",
            paired_mean(agreed(high).astype(float) - agreed(blind)),
            unit="share of histories",
            source=("putnam1988",),
            note="A minister who is mistaken tries again until home gives way once.",
        ),
        made(
            "4-mistaken-score",
            "Knowing its bar: Tokyo's expected score",
            paired_mean(high["score_points_japan"] - blind["score_points_japan"]),
            unit="points",
            source=("tarar2001",),
        ),
    )
