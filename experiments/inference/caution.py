"""What has to be said with a posterior: what it hangs on, and where it should not be trusted."""

from __future__ import annotations

from experiments.analysis.unknowns import describe
from experiments.analysis.wording import number, percent
from experiments.inference.infer import Inference
from experiments.inference.predictive import RARE
from experiments.speech import listing

FEW = 100
"""Effective values below which the ends of an interval are mostly luck."""


def cautions(inference: Inference) -> tuple[str, ...]:
    """Return the sentences that belong beneath a posterior, most urgent first."""
    problem = inference.problem
    found = []
    outside = [
        f"“{summary.label}” ({number(summary.observed)}, and nine draws in ten lie from "
        f"{number(place.low)} to {number(place.high)})"
        for summary, place in zip(problem.config.summaries.values(), inference.places, strict=True)
        if place.outside
    ]
    if outside:
        found.append(
            f"Outside what the priors give: {listing(outside)}. Hardly a draw comes near, so the "
            "posterior is extrapolated. Before using it, ask whether the scenario can produce "
            "what was observed at all."
        )
    elif inference.surprise < RARE:
        found.append(
            "Each summary is within what the priors give, but all of them together hardly ever: "
            f"of {problem.config.truths:,} known truths, {percent(inference.surprise)} had to be "
            "sought as far. The posterior is extrapolated."
        )
    amiss = [
        describe(key, problem.scenario.config)
        for key, one in zip(problem.config.parameters, inference.calibration, strict=True)
        if not one.holds
    ]
    if amiss:
        found.append(
            f"Known truths are not found as often as claimed: {listing(amiss)}. Don’t trust these "
            "intervals; try more draws, a smaller share accepted, or other summaries."
        )
    if inference.found.effective < FEW:
        found.append(
            f"Only {inference.found.effective:.0f} effective values: the ends of the intervals are "
            "rough. More draws help."
        )
    found.append(
        "The posterior is conditional on the scenario, on its other priors, and on the summaries "
        "chosen: what they leave out of the cases, nobody looked at. It says what these "
        "observations would mean if the model were right, not whether it is."
    )
    return tuple(found)
