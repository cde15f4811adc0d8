"""Pattern 3: agreements crowd before a date that is believed; that it is real does not matter.

The hazard of a day is the share of histories still without an agreement that sign on it the
text which later takes effect. Roth, Murnighan and Schoumaker (roth1988) found the crowding in the
laboratory; that a movable date need not bring it is Yildiz (yildiz2004).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import numpy as np

from experiments.analysis.intervals import Interval
from experiments.patterns.ensembles import (
    BASELINE,
    Column,
    Ensemble,
    bootstrap,
    ensemble,
    paired_mean,
    scaled,
    variant,
)
from experiments.patterns.finding import Finding, above, exactly, finding
from experiments.patterns.worlds import FIRM, pause

RUNS = 1000
DATE = 22
"""The day on which the pause ends (9 July); ministers meet for the last time on the day before."""
LAST = (17, 21)
EARLIER = (0, 16)
SOFT = 0.3
"""A belief that the date is real: what the baseline's prior makes of it."""
BOTH = ("roth1988", "yildiz2004")


def findings(factor: float = 1.0) -> tuple[Finding, ...]:
    """Return all that the pattern claims, on ``factor`` times the usual number of histories."""
    return (*crowding(factor), *belief_and_truth(factor), *insight(factor))


def talks(runs: int, belief: float, softness: float, insight: float = 0.0) -> Ensemble:
    """The baseline to the week after the vote, with what the pause is and is taken to be."""
    settings = {
        "end.date": datetime.date(2025, 7, 25),  # later days change nothing before them
        "escalations": {},
        **pause(belief, softness, insight),
    }
    return ensemble(variant(BASELINE, settings), runs)


def hazard(days: Column, span: tuple[int, int]) -> float:
    """Agreements a day among the histories that have none yet (``days``: -1 for never)."""
    first, last = span
    signed = (days >= first) & (days <= last)
    length = last - first + 1
    at_risk = np.where(days < 0, length, np.clip(days - first + 1, 0, length))
    return float(signed.sum() / at_risk.sum())


def rise(days: Column) -> float:
    """How much higher the hazard is in the last five days than before them."""
    return hazard(days, LAST) - hazard(days, EARLIER)


def at_most(days: Column) -> float:
    """The hazard of the last days had half a history more signed in them: never 0."""
    return hazard(days, LAST) + 0.5 / (len(days) * (LAST[1] - LAST[0] + 1))


def over_runs(statistic: Callable[..., float], *samples: Column) -> Interval:
    """A statistic of agreement days, one array an arm, with its interval."""
    return bootstrap(lambda pick: statistic(*(days[pick] for days in samples)), len(samples[0]))


def crowding(factor: float = 1.0) -> tuple[Finding, ...]:
    """The daily hazard rises towards a believed date by a multiple of what it does for a soft."""
    runs = scaled(RUNS, factor)
    firm = talks(runs, belief=FIRM, softness=0)["agreement_day"]
    soft = talks(runs, belief=SOFT, softness=1)["agreement_day"]
    hard, loose = "date real and believed", "date soft and hardly believed"
    return (
        finding(
            "3-rise",
            "Firm, believed date: the hazard rises in the last five days",
            over_runs(rise, firm),
            unit="share a day",
            source=("roth1988",),
            criterion=above(0),
            arms=(hard,),
            runs=runs,
        ),
        finding(
            "3-times",
            "Firm, believed date: it becomes a multiple of what it was",
            over_runs(lambda d: hazard(d, LAST) / hazard(d, EARLIER), firm),
            unit="times",
            source=("roth1988",),
            criterion=above(1),
            arms=(hard,),
            runs=runs,
        ),
        finding(
            "3-rise-soft",
            "Soft date: rise of the hazard in the last five days",
            over_runs(rise, soft),
            unit="share a day",
            source=("yildiz2004",),
            arms=(loose,),
            runs=runs,
        ),
        finding(
            "3-more-than-soft",
            "The hazard rises more towards a firm date than towards a soft one",
            over_runs(lambda one, other: rise(one) - rise(other), firm, soft),
            unit="share a day",
            source=BOTH,
            criterion=above(0),
            arms=(hard, loose),
            runs=runs,
        ),
        finding(
            "3-times-soft",
            "Last five days: a multiple of the hazard before a soft date",
            over_runs(lambda one, other: hazard(one, LAST) / at_most(other), firm, soft),
            unit="times, at least",
            source=BOTH,
            criterion=above(1),
            arms=(hard, loose),
            runs=runs,
            note="Half a history is added to the soft arm, so that nothing is divided by zero.",
        ),
    )


def before(outcomes: Ensemble) -> Column:
    """Which histories have signed their agreement before the date."""
    days = outcomes["agreement_day"]
    return (days >= 0) & (days < DATE)


def belief_and_truth(factor: float = 1.0) -> tuple[Finding, ...]:
    """What the date really is shows on the day itself, in what happens to those without a deal."""
    runs = scaled(RUNS, factor)
    found = []
    for word, belief in (("believed", FIRM), ("doubted", SOFT)):
        hard, soft = (talks(runs, belief=belief, softness=s) for s in (0, 1))
        early, late = before(hard), before(soft)
        differ = (early != late) | (early & (hard["agreement_day"] != soft["agreement_day"]))
        back = [(arm["snap_back_day"] == DATE).astype(float) for arm in (hard, soft)]
        arms = (f"date real and {word}", f"date hollow and {word}")
        found += [
            finding(
                f"3-belief-{word}",
                f"{word.capitalize()} date: whether it is real changes nothing before it",
                float(differ.mean()),
                unit="share of histories that differ",
                source=("yildiz2004",),
                criterion=exactly(0),
                arms=arms,
                runs=runs,
            ),
            finding(
                f"3-truth-{word}",
                f"{word.capitalize()} date: if it is real, the tariff comes back on it",
                paired_mean(back[0] - back[1]),
                unit="share of histories",
                criterion=above(0),
                arms=arms,
                runs=runs,
            ),
        ]
    return tuple(found)


def insight(factor: float = 1.0) -> tuple[Finding, ...]:
    """With insight, Washington knows its own date to be hollow; Tokyo still believes it."""
    runs = scaled(RUNS, factor)
    guessed = before(talks(runs, belief=FIRM, softness=1)).astype(float)
    known = before(talks(runs, belief=FIRM, softness=1, insight=1)).astype(float)
    return (
        finding(
            "3-insight",
            "Where Washington knows its date is hollow, fewer agree before it",
            paired_mean(guessed - known),
            unit="share of histories",
            source=("yildiz2004",),
            criterion=above(0),
            arms=("nobody knows", "Washington knows"),
            runs=runs,
        ),
    )
