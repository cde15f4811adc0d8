"""Pattern 5, the other half: where the salience is 1 throughout, a campaign does nothing."""

from __future__ import annotations

from experiments.patterns.campaign_effects import SOURCE
from experiments.patterns.campaign_texts import COOL, FARMING, HOT, POLLING, settings_of, talks
from experiments.patterns.ensembles import (
    BASELINE,
    SEED,
    ensemble,
    scaled,
    share_of_differences,
    variant,
)
from experiments.patterns.finding import Finding, exactly, finding
from experiments.patterns.worlds import Settings
from sim.model import TalksModel
from sim.scenario import Scenario

FEW, MANY = 12, 500
"""Histories that are compared field by field, and by their outcomes."""

WITHOUT: Settings = {"sides.japan.election": None, "sides.japan.mandate.majority": None}
INERT: Settings = {
    "sides.japan.election.result.bar_after_loss": 0,
    "sides.japan.mandate.majority": 0,
}


def no_campaign(factor: float = 1.0) -> tuple[Finding, ...]:
    """With m = 1 each day is, to the bit, what it is without an election, until the vote."""
    cool = talks(COOL, FARMING)
    plain = variant(BASELINE, settings_of(COOL, FARMING) | WITHOUT)
    runs, many = scaled(FEW, factor), scaled(MANY, factor)
    inert = variant(BASELINE, settings_of(COOL, FARMING) | INERT)
    one, other = ensemble(inert, many), ensemble(plain, many)
    shared = {
        name
        for name in set(one) & set(other)
        if name != "majority_lost_japan" and not name.startswith("drawn_")
    }
    arms = ("m = 1 in the campaign", "no election")
    return (
        finding(
            "5-cool",
            "Cool campaign: every day before the vote as without an election",
            days_that_differ(cool, plain, runs),
            unit="share of days that differ",
            source=SOURCE,
            criterion=exactly(0),
            arms=arms,
            runs=runs,
            note="Every field of the history is compared; where m is "
            f"{HOT:g}, {days_that_differ(talks(HOT, FARMING), plain, 1):.0%} of the days until "
            "the vote differ in the first history.",
        ),
        finding(
            "5-inert",
            "Cool campaign, result without consequence: as no election",
            share_of_differences(
                {name: one[name] for name in shared}, {name: other[name] for name in shared}
            ),
            unit="share of outcomes that differ",
            source=SOURCE,
            criterion=exactly(0),
            arms=(f"{arms[0]}, the result without consequence", arms[1]),
            runs=many,
        ),
    )


def days_that_differ(one: Scenario, other: Scenario, runs: int) -> float:
    """The share of days before the vote on which two worlds' histories are not the same."""
    differ, of = 0, 0
    for run in range(runs):
        first, second = (TalksModel(world, run, SEED, collect=False) for world in (one, other))
        while first.running and second.running and first.day < POLLING:
            first.step()
            second.step()
            differ += without_numbers(first) != without_numbers(second)
            of += 1
    return differ / of


def without_numbers(model: TalksModel) -> dict[str, object]:
    """Everything that a history holds today, but the priors' draws: one world has more of them."""
    return {
        name: value
        for name, value in vars(model.state).items()
        if name not in ("number", "happened")
    }
