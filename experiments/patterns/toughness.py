"""Pattern 6: who holds out gets better terms and fewer deals; two who hold out fail most.

Boulware and Conceder are those of Faratin, Sierra and Jennings (faratin1998), with their usual
exponents (0.2 and 2), the three seats otherwise as the baseline has them. Terms are the points of
the agreed package, compared in the runs that end in agreement both ways; the score also counts
when it comes and the histories without one. Terms and score may part: both are told.
"""

from __future__ import annotations

import functools

from experiments.patterns.ensembles import (
    BARE,
    BASELINE,
    Ensemble,
    agreed,
    bootstrap,
    ensemble,
    paired_mean,
    scaled,
    variant,
)
from experiments.patterns.finding import Finding, above, below, exactly, finding
from experiments.patterns.worlds import PLACE, SEATS, Settings

RUNS = 1000
IN_BARE = 300
TOUGH, SOFT = "boulware", "conceder"
SOURCE = ("faratin1998",)
SAID = {TOUGH: "Boulware", SOFT: "Conceder"}


def findings(factor: float = 1.0) -> tuple[Finding, ...]:
    """Return all that the pattern claims, on ``factor`` times the usual number of histories."""
    return (
        *(
            row
            for side in sorted(PLACE)
            for other in (TOUGH, SOFT)
            for row in holding_out(side, other, factor)
        ),
        *two_who_hold_out(factor),
        *firm_last_day(factor),
    )


def strategy(name: str) -> Settings:
    """A strategy with its usual parameters."""
    return {"name": name, "parameters": {}, "knowledge": "shaped"}


def seated(japan: str, us: str, factor: float) -> Ensemble:
    """The baseline with one strategy in Tokyo's chair and one in both of Washington's."""
    names = {"japan": japan, "us": us}
    settings = {
        f"{seat}.strategy": strategy(names[side]) for side, seats in SEATS.items() for seat in seats
    }
    return ensemble(variant(BASELINE, settings), scaled(RUNS, factor))


def both_ways(side: str, other: str, factor: float) -> tuple[Ensemble, Ensemble]:
    """The ensembles of ``side`` holding out and giving early, against the same strategy."""
    if side == "japan":
        return seated(TOUGH, other, factor), seated(SOFT, other, factor)
    return seated(other, TOUGH, factor), seated(other, SOFT, factor)


def holding_out(side: str, other: str, factor: float = 1.0) -> tuple[Finding, ...]:
    """One side holds out rather than giving early, against a given strategy on the other side."""
    tough, soft = both_ways(side, other, factor)
    runs, deals = scaled(RUNS, factor), agreed(tough) & agreed(soft)
    better = (tough[f"points_{side}"] - soft[f"points_{side}"])[deals]
    place, against = PLACE[side], f"a {SAID[other]}"
    arms = (f"{place} {SAID[TOUGH]} against {against}", f"{place} {SAID[SOFT]} against {against}")
    made = functools.partial(finding, source=SOURCE, arms=arms, runs=runs)
    return (
        made(
            f"6-{side}-{other}-terms",
            f"{place} holds out against {against}: better terms, if a deal",
            paired_mean(better),
            unit="points",
            criterion=above(0),
            pairs=len(better),
        ),
        made(
            f"6-{side}-{other}-deals",
            f"{place} holds out against {against}: fewer deals",
            paired_mean(agreed(tough).astype(float) - agreed(soft)),
            unit="share of histories",
            criterion=below(0),
        ),
        made(
            f"6-{side}-{other}-score",
            f"{place} holds out against {against}: expected score",
            paired_mean(tough[f"score_points_{side}"] - soft[f"score_points_{side}"]),
            unit="points",
        ),
    )


def two_who_hold_out(factor: float = 1.0) -> tuple[Finding, ...]:
    """Deals are fewest between two who hold out, and most between two who give early."""
    pairs = [(japan, us) for japan in (TOUGH, SOFT) for us in (TOUGH, SOFT)]
    deals = {pair: agreed(seated(*pair, factor)).astype(float) for pair in pairs}
    runs = scaled(RUNS, factor)
    tough, soft = deals[TOUGH, TOUGH], deals[SOFT, SOFT]
    others = [found for pair, found in deals.items() if pair != (TOUGH, TOUGH)]
    less = [found for pair, found in deals.items() if pair != (SOFT, SOFT)]
    shares = "; ".join(
        f"{SAID[japan]} and {SAID[us]} {found.mean():.1%}" for (japan, us), found in deals.items()
    )
    made = functools.partial(finding, unit="share of histories", source=SOURCE, runs=runs)
    return (
        made(
            "6-two-tough",
            "Two Boulwares agree less often than two Conceders",
            paired_mean(tough - soft),
            criterion=below(0),
            arms=("two Boulwares", "two Conceders"),
            note=f"Share of deals, Tokyo and Washington: {shares}.",
        ),
        made(
            "6-fail-most",
            "Two Boulwares agree less often than any other pair",
            bootstrap(
                lambda pick: float(
                    tough[pick].mean() - min(found[pick].mean() for found in others)
                ),
                runs,
            ),
            criterion=below(0),
            arms=("two Boulwares", "the pair that agrees least of the other three"),
        ),
        made(
            "6-agree-most",
            "Two Conceders agree more often than any other pair",
            bootstrap(
                lambda pick: float(soft[pick].mean() - max(found[pick].mean() for found in less)),
                runs,
            ),
            criterion=above(0),
            arms=("two Conceders", "the pair that agrees most of the other three"),
        ),
    )


def firm_last_day(factor: float = 1.0) -> tuple[Finding, ...]:
    """In the bare world the last day is sure, so holding out costs no deal; it still pays."""
    runs = scaled(IN_BARE, factor)
    found: dict[tuple[str, str], Ensemble] = {}
    for east in (TOUGH, SOFT):
        for west in (TOUGH, SOFT):
            chairs: Settings = {
                "sides.east.ministers.envoy.strategy": strategy(east),
                "sides.west.ministers.envoy.strategy": strategy(west),
            }
            found[east, west] = ensemble(variant(BARE, chairs), runs)
    without = max(float((~agreed(outcomes)).mean()) for outcomes in found.values())
    return (
        finding(
            "6-bare-deals",
            "Firm last day: everybody agrees, whoever holds out",
            without,
            unit="share without a deal, the most of four pairs",
            source=SOURCE,
            criterion=exactly(0),
            arms=("the bare world, every pair of strategies",),
            runs=runs,
        ),
        *(
            finding(
                f"6-bare-{west}-terms",
                f"Firm last day: holding out against a {SAID[west]} improves terms",
                paired_mean(found[TOUGH, west]["points_east"] - found[SOFT, west]["points_east"]),
                unit="points",
                source=SOURCE,
                criterion=above(0),
                arms=(
                    f"the bare world, East {SAID[TOUGH]} against a {SAID[west]}",
                    f"East {SAID[SOFT]} against a {SAID[west]}",
                ),
                runs=runs,
            )
            for west in (SOFT, TOUGH)
        ),
    )
