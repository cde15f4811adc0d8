"""Pattern 3: agreements crowd before a date that is believed; that it is real does not matter.

The hazard of a day is the share of histories still without an agreement that sign on it the
text which later takes effect. Roth, Murnighan and Schoumaker (1988) found the crowding in the
laboratory; that a movable date need not bring it is Yildiz (2004).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from experiments.analysis.intervals import Interval
from tests.patterns.ensembles import (
    BASELINE,
    Column,
    Ensemble,
    bootstrap,
    ensemble,
    number,
    told,
    variant,
    written,
)

RUNS = 300
DATE = 22
"""The day on which the pause ends (9 July); ministers meet for the last time on the day before."""
LAST = (17, 21)
EARLIER = (0, 16)
FIRM, SOFT = 0.95, 0.3
"""Beliefs that the date is real: nearly sure, and what the baseline's prior makes of it."""


def talks(belief: float, softness: float, insight: float = 0.0) -> Ensemble:
    """The baseline to the week after the vote, with what the pause is and is taken to be."""
    pause = written(BASELINE, "deadlines.pause_end") | {
        "softness": number(softness, "probability"),
        "belief": number(belief, "probability"),
        "insight": number(insight, "share"),
    }
    settings = {
        "end.date": datetime.date(2025, 7, 25),  # later days change nothing before them
        "escalations": {},
        "deadlines.pause_end": pause,
    }
    return ensemble(variant(BASELINE, settings), RUNS)


def hazard(days: Column, span: tuple[int, int]) -> float:
    """Agreements a day among the histories that have none yet (``days``: -1 for never)."""
    first, last = span
    signed = (days >= first) & (days <= last)
    at_risk = 0
    for day in range(first, last + 1):
        at_risk += int(((days < 0) | (days >= day)).sum())
    return float(signed.sum() / at_risk)


def rise(days: Column) -> float:
    return hazard(days, LAST) - hazard(days, EARLIER)


def over_runs(what: str, statistic: Callable[..., float], *samples: Column) -> Interval:
    found = bootstrap(lambda pick: statistic(*(days[pick] for days in samples)), RUNS)
    told(what, found)
    return found


def at_most(days: Column) -> float:
    """The hazard of the last days had half a history more signed in them: never 0."""
    return hazard(days, LAST) + 0.5 / (RUNS * (LAST[1] - LAST[0] + 1))


def test_the_hazard_rises_towards_a_believed_date_and_not_towards_a_soft_one():
    firm = talks(belief=FIRM, softness=0)["agreement_day"]
    soft = talks(belief=SOFT, softness=1)["agreement_day"]
    up_firm = over_runs("firm date: rise of the daily hazard in the last five days", rise, firm)
    up_soft = over_runs("soft date: the same", rise, soft)
    over_runs("soft date: hazard in the last five days", lambda d: hazard(d, LAST), soft)
    times = over_runs(
        "firm date: hazard of the last five days over that of the days before",
        lambda d: hazard(d, LAST) / hazard(d, EARLIER),
        firm,
    )
    multiple = over_runs(
        "hazard of the last five days, firm date over soft (at least)",
        lambda one, other: hazard(one, LAST) / at_most(other),
        firm,
        soft,
    )
    assert times.low > 1
    assert up_firm.low > 0
    assert multiple.low > 3
    assert up_soft.high < up_firm.low
    assert up_soft.value < up_firm.value / 10


def before(outcomes: Ensemble) -> Column:
    """Which histories have signed their agreement before the date."""
    days = outcomes["agreement_day"]
    return (days >= 0) & (days < DATE)


def test_belief_does_it_and_not_truth():
    """What the date really is shows on the day itself, in what happens to those without a deal."""
    for belief in (FIRM, SOFT):
        hard = talks(belief=belief, softness=0)
        soft = talks(belief=belief, softness=1)
        signed = before(hard)
        assert (signed == before(soft)).all()
        assert (hard["agreement_day"][signed] == soft["agreement_day"][signed]).all()
        open_on_the_date = (hard["snap_back_day"] == DATE).mean()
        assert open_on_the_date > 0.3
        assert not (soft["snap_back_day"] == DATE).any()


def test_truth_works_through_what_its_holder_knows():
    """With insight, Washington knows its own date to be hollow; Tokyo still believes it."""
    guessed = before(talks(belief=FIRM, softness=1))
    known = before(talks(belief=FIRM, softness=1, insight=1))
    fewer = over_runs(
        "hollow date: share agreed before it, less that where Washington knows",
        lambda one, other: float(one.mean() - other.mean()),
        guessed,
        known,
    )
    assert fewer.low > 0.05
