"""What has to be said with a posterior: what it hangs on, and where it should not be trusted."""

from __future__ import annotations

from experiments.analysis.wording import number, percent
from experiments.inference.infer import Inference
from experiments.inference.predictive import RARE
from experiments.speech import listing, say

FEW = 100
"""Effective values below which the ends of an interval are mostly luck."""


def cautions(inference: Inference) -> tuple[str, ...]:
    """Return the sentences that belong beneath a posterior, most urgent first."""
    problem = inference.problem
    found = []
    outside = [
        say(
            "“{summary}” ({observed}, and nine draws in ten lie from {low} to {high})",
            summary=say(summary.label),
            observed=number(summary.observed),
            low=number(place.low),
            high=number(place.high),
        )
        for summary, place in zip(problem.config.summaries.values(), inference.places, strict=True)
        if place.outside
    ]
    if outside:
        found.append(
            say(
                "Outside what the priors give: {summaries}. Hardly a draw comes near, so the "
                "posterior is extrapolated. Before using it, ask whether the scenario can produce "
                "what was observed at all.",
                summaries=listing(outside),
            )
        )
    elif inference.surprise < RARE:
        found.append(
            say(
                "Each summary is within what the priors give, but all of them together hardly "
                "ever: of {truths:,} known truths, {share} had to be sought as far. The posterior "
                "is extrapolated.",
                truths=problem.config.truths,
                share=percent(inference.surprise),
            )
        )
    amiss = [
        label
        for label, one in zip(problem.labels, inference.calibration, strict=True)
        if not one.holds
    ]
    if amiss:
        found.append(
            say(
                "Known truths are not found as often as claimed: {parameters}. Don’t trust these "
                "intervals; try more draws, a smaller share accepted, or other summaries.",
                parameters=listing(amiss),
            )
        )
    if inference.found.effective < FEW:
        found.append(
            say(
                "Only {effective:.0f} effective values: the ends of the intervals are rough. More "
                "draws help.",
                effective=inference.found.effective,
            )
        )
    found.append(
        say(
            "The posterior is conditional on the scenario, on its other priors, and on the "
            "summaries chosen: what they leave out of the cases, nobody looked at. It says what "
            "these observations would mean if the model were right, not whether it is."
        )
    )
    return tuple(found)
