"""Pattern 9: one divisible issue and known discounting bring Rubinstein's split, at once.

Rubinstein (rubinstein1982): who proposes first gets (1 - d2) / (1 - d1 d2) of what there
is to divide, d1 and d2 being what a turn's delay leaves to each, and the first offer is taken.

In this model nobody signs what is worse than no agreement, so there must be something to gain:
a good that West has and East wants, worth 1 to East and 0 to West. What is divided is its price,
the one issue that the two see differently; the good itself is handed over or not.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from agents.views import ACCEPT, OFFER
from experiments.patterns.ensembles import BARE, SEED, ensemble, number, scaled, variant
from experiments.patterns.finding import Finding, above, at_most, exactly, finding
from experiments.patterns.worlds import Settings
from sim.model import TalksModel
from sim.scenario import Scenario

STEP = 0.001
GRID = STEP + 1e-9
"""How far a split may lie from the closed form: the grid of prices has steps of this size."""
RUNS, MANY = 12, 60
DISCOUNTS = ((0.5, 0.5), (0.9, 0.9), (0.2, 0.8), (0.8, 0.2), (0.95, 0.6), (0.0, 0.7), (0.99, 0.999))
"""What a turn's delay leaves to East and to West."""
EQUAL = (0.1, 0.5, 0.9, 0.99, 0.999, 0.99999)
PATIENCE = (0.1, 0.5, 0.8, 0.95)
SOURCE = ("rubinstein1982",)
OTHER = {"east": "west", "west": "east"}


def findings(factor: float = 1.0) -> tuple[Finding, ...]:
    """Return all that the pattern claims, on ``factor`` times the usual number of histories."""
    return (*split(factor), *at_once(factor), *patience(factor), *alike())


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


def motive(issue: str, word: str) -> Settings:
    """One want or one cost, of one issue."""
    weight = number(1, "weight")
    spread = {"unit": "share", "values": {issue: 1}, "source": "setting"}
    return {issue: {"label": issue, "weight": weight, word: spread}}


def sale(east: float, west: float) -> Scenario:
    """East pays in grain for West's timber; each knows how impatient both are."""
    settings: Settings = {
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
    """Play one history and listen to it."""
    model = TalksModel(scenario=scenario, run=run, rng=SEED, collect=False)
    said: list[tuple[str, int]] = []

    def listen(model: TalksModel) -> None:
        if model.last_move is not None:
            seat, move = model.last_move
            said.append((seat.split(".")[0], move.kind))

    model.listeners.append(listen)
    model.play_out()
    price = scenario.issues[0].levels[model.state.text[0]]
    return Followed(said[0][0], [kind for _, kind in said], {"east": 1.0 - price, "west": price})


def split(factor: float = 1.0) -> tuple[Finding, ...]:
    """The split is the closed form, whoever speaks first, and the first offer is taken.

    What the grid leaves goes to the other: nobody gets more than theory gives.
    """
    runs = scaled(RUNS, factor)
    off, over, later, firsts = [], [], 0, []
    for east, west in DISCOUNTS:
        discount = {"east": east, "west": west}
        found = [follow(sale(east, west), run) for run in range(runs)]
        firsts.append(len({history.first for history in found}))
        for history in found:
            first = history.first
            expected = share_of_first(discount[first], discount[OTHER[first]])
            off.append(abs(history.share[first] - expected))
            over.append(history.share[first] - expected)
            later += history.moves != [OFFER, ACCEPT]
    arms = tuple(f"discount factors {east:g} and {west:g}" for east, west in DISCOUNTS)
    return (
        finding(
            "9-split",
            "Who speaks first gets the share that theory gives",
            max(off),
            unit="share, the furthest from theory",
            source=SOURCE,
            criterion=at_most(GRID),
            arms=arms,
            runs=runs,
            pairs=len(off),
            note=f"Both sides come to speak first under {firsts.count(2)} of the {len(arms)} pairs "
            "of discount factors.",
        ),
        finding(
            "9-no-more",
            "Nobody gets more than theory gives",
            max(over),
            unit="share, the most beyond theory",
            source=SOURCE,
            criterion=at_most(1e-9),
            arms=arms,
            runs=runs,
            pairs=len(over),
        ),
        finding(
            "9-first-offer",
            "The first offer is taken",
            later / len(off),
            unit="share of histories with more moves",
            source=SOURCE,
            criterion=exactly(0),
            arms=arms,
            runs=runs,
            pairs=len(off),
        ),
    )


def at_once(factor: float = 1.0) -> tuple[Finding, ...]:
    """Agreement is reached on the first day of every history, and the good is handed over."""
    runs = scaled(MANY, factor)
    outcomes = ensemble(sale(0.9, 0.8), runs)
    there = (
        (outcomes["ending"] == "agreement")
        & (outcomes["agreement_day"] == 0)
        & (outcomes["level_timber"] == 1)
    )
    return (
        finding(
            "9-at-once",
            "Agreement is reached on the first day, always",
            float((~there).mean()),
            unit="share of histories without",
            source=SOURCE,
            criterion=exactly(0),
            arms=("discount factors 0.9 and 0.8",),
            runs=runs,
        ),
    )


def patience(factor: float = 1.0) -> tuple[Finding, ...]:
    """East's share rises with its own patience; by the mean over who speaks first."""
    runs = scaled(RUNS, factor)
    shares = [
        float(np.mean([follow(sale(east, 0.8), run).share["east"] for run in range(runs)]))
        for east in PATIENCE
    ]
    told = ", ".join(f"{share:.3f}" for share in shares)
    return (
        finding(
            "9-patience",
            "East's share rises with its own patience, at each step",
            float(np.diff(shares).min()),
            unit="share, the smallest rise",
            source=SOURCE,
            criterion=above(0),
            arms=tuple(f"East's discount factor {east:g}, West's 0.8" for east in PATIENCE),
            runs=runs,
            note=f"East's share: {told}.",
        ),
    )


def alike() -> tuple[Finding, ...]:
    """Who speaks first has 1 / (1 + d): half, once a turn's delay costs nothing."""
    firsts = []
    for discount in EQUAL:
        found = follow(sale(discount, discount), 0)
        firsts.append(found.share[found.first])
    off = [abs(share - 1 / (1 + d)) for share, d in zip(firsts, EQUAL, strict=True)]
    told = ", ".join(f"{share:.3f}" for share in firsts)
    arms = tuple(f"discount factor {discount:g} for both" for discount in EQUAL)
    return (
        finding(
            "9-alike",
            "Equally impatient: who speaks first gets 1 / (1 + d)",
            max(off),
            unit="share, the furthest from theory",
            source=SOURCE,
            criterion=at_most(GRID),
            arms=arms,
            runs=1,
            pairs=len(off),
            note=f"Share of who speaks first, as d goes to 1: {told}.",
        ),
        finding(
            "9-halves",
            "Impatience vanishing: the halves are equal",
            abs(firsts[-1] - 0.5),
            unit="share, away from a half",
            source=SOURCE,
            criterion=at_most(GRID),
            arms=arms[-1:],
            runs=1,
        ),
    )
