"""Pattern 7: the better one knows what the other wants, the less is left on the table.

A package on the frontier cannot be bettered for one side but at the other's cost (raiffa1982); to
find one, a negotiator has to know where the other gains most for what he gives (faratin2002).
Three degrees of knowledge: mean weights and straight lines, mean weights and the right curves,
the other leader's own table. Distances are to the exact frontier, found outside the run, in
points: 0 for a side's worst package, 100 for its best.
"""

from __future__ import annotations

import functools

import numpy as np

from experiments.patterns.deals_reached import DEALS, Seated, deals, misjudged
from experiments.patterns.ensembles import BASELINE, Column, paired_mean, scaled, variant
from experiments.patterns.finding import Criterion, Finding, above, finding
from experiments.patterns.offers_made import OFFERS, bend, offers
from experiments.patterns.worlds import PLACE

SOURCE = ("raiffa1982", "faratin2002")
LEARNING = {"trade_off": "krimpen2013", "trade_off_bayes": "hindriks2008"}
"""The two strategies that learn weights, each with its source."""
KNOWN = {
    "linear": "mean weights and straight lines",
    "shaped": "mean weights and the right curves",
    "truth": "the other leader's own table",
}
BETTER = {"shaped": "Right curves, not straight lines", "truth": "Truth, not mean weights"}


def findings(factor: float = 1.0) -> tuple[Finding, ...]:
    """Return all that the pattern claims, on ``factor`` times the usual number of histories."""
    return (*truth(factor), *curves(factor), *agreements(factor), *learning(factor))


def truth(factor: float = 1.0) -> tuple[Finding, ...]:
    """In the baseline, at equal demands, whatever comes of the offers: no selection at all.

    What is left with the truth is the ladder's coarseness: it takes whole steps, in one order.
    """
    found = []
    for side, place in PLACE.items():
        shaped, true = (offers(k, scaled(OFFERS, factor))[side] for k in ("shaped", "truth"))
        made = functools.partial(finding, unit="points", source=SOURCE, runs=len(true))
        found += [
            made(
                f"7-{side}-truth",
                f"Truth, not mean weights: {place}'s offers waste less",
                paired_mean(shaped - true),
                criterion=above(0),
                arms=(KNOWN["shaped"], KNOWN["truth"]),
            ),
            made(
                f"7-{side}-left",
                f"Truth: what {place}'s offers still waste",
                paired_mean(true),
                arms=(KNOWN["truth"],),
                note="Offers climb in whole steps, in one order.",
            ),
        ]
    return tuple(found)


def curves(factor: float = 1.0) -> tuple[Finding, ...]:
    """Found: the right curves bring Washington's offers nearer to the frontier, not Tokyo's.

    The curves of what Tokyo wants bend twice as much as Washington's: what Japan gives hurts
    more with each step, while Washington gains about alike from each and its revenue is nearly
    straight in the rate. It is not that Tokyo lacks the weights, which are drawn from flat
    priors: with these fixed at their means its offers gain no more from curves.
    """
    runs = scaled(OFFERS, factor)
    scenario = variant(BASELINE)
    bends = {side: bend(scenario, number) for number, side in enumerate(scenario.sides)}
    note = (
        f"How far a side's curves are from straight, as a share of what its issues weigh: Tokyo's "
        f"{bends['japan']:.3f}, Washington's {bends['us']:.3f}. A side's offers need the other's."
    )
    return tuple(
        finding(
            f"7-{side}-curves",
            f"Right curves, not straight lines: {place}'s offers waste less",
            paired_mean(offers("linear", runs)[side] - offers("shaped", runs)[side]),
            unit="points",
            source=SOURCE,
            criterion=above(0),
            arms=(KNOWN["linear"], KNOWN["shaped"]),
            runs=runs,
            note=note,
        )
        for side, place in PLACE.items()
    )


def agreements(factor: float = 1.0) -> tuple[Finding, ...]:
    """Agreements come nearer to the frontier with each degree of knowledge."""
    runs = scaled(DEALS, factor)
    reached = {known: deals(Seated(known), runs) for known in KNOWN}
    distance = {known: found.distance for known, found in reached.items()}
    joint = {known: found.joint_gain for known, found in reached.items()}
    return (
        *_nearer("distance", "deals nearer to the frontier", distance),
        *_nearer("joint-gain", "deals leave less joint gain", joint),
    )


def _nearer(word: str, name: str, left: dict[str, Column]) -> list[Finding]:
    means = ", ".join(f"{known} {np.nanmean(values):.3f}" for known, values in left.items())
    return [
        _paired(
            f"7-{word}-{more}",
            f"{BETTER[more]}: {name}",
            left[less] - left[more],
            (KNOWN[less], KNOWN[more]),
            SOURCE,
            above(0),
            note=f"Means: {means} points.",
        )
        for less, more in (("linear", "shaped"), ("shaped", "truth"))
    ]


def learning(factor: float = 1.0) -> tuple[Finding, ...]:
    """Whether learning helps is a finding; as found, neither way beats the shaped prior here.

    From some five sessions there is next to nothing to learn: when they sign, those who learn
    misjudge nearly as much of the other's weights as those who do not. Such models (baarslag2016
    has a survey) were made for talks of many more offers.
    """
    runs = scaled(DEALS, factor)
    prior = Seated("shaped")
    wrong = misjudged(prior, runs)
    found = []
    for strategy, source in LEARNING.items():
        arms = ("no learning", strategy)
        learnt = Seated("shaped", strategy)
        found += [
            _paired(
                f"7-{strategy.replace('_', '-')}-closer",
                f"Learning ({strategy}): deals nearer to the frontier",
                deals(prior, runs).distance - deals(learnt, runs).distance,
                arms,
                (source,),
                above(0),
            ),
            _paired(
                f"7-{strategy.replace('_', '-')}-misjudged",
                f"Learning ({strategy}): weight put right by the end",
                wrong - misjudged(learnt, runs),
                arms,
                (source, "baarslag2016"),
                note=f"Without learning {wrong.mean():.1%} of the weight lies on wrong issues.",
                unit="share of the weight",
            ),
        ]
    return tuple(found)


def _paired(
    id: str,
    name: str,
    values: Column,
    arms: tuple[str, ...],
    source: tuple[str, ...],
    criterion: Criterion | None = None,
    note: str = "",
    unit: str = "points",
) -> Finding:
    there = values[~np.isnan(values)]
    return finding(
        id,
        name,
        paired_mean(there),
        unit=unit,
        source=source,
        criterion=criterion,
        arms=arms,
        runs=len(values),
        pairs=len(there),
        note=note,
    )
