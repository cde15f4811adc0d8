"""An inference as plain data, ready to be written as JSON."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.inference.calibration import DRAWS
from experiments.inference.caution import cautions
from experiments.inference.infer import Inference
from experiments.inference.posterior import QUANTILES, Posterior, Spread, spread
from experiments.speech import say


def record(inference: Inference) -> dict[str, Any]:
    """Return an inference with all that is needed to understand it.

    Question, labels, units and cautions are in the tongue of the moment.
    """
    config, scenario = inference.problem.config, inference.problem.scenario
    return {
        "name": config.name,
        "question": say(config.question),
        "scenario": {
            "name": scenario.name,
            "version": scenario.config.version,
            "hash": scenario.hash,
        },
        "seed": config.seed,
        "draws": len(inference.table),
        "cases": config.cases,
        "accepted": len(inference.found.weights),
        "adjusted": config.adjust,
        "effective": inference.found.effective,
        "radius": inference.found.radius,
        "surprise": inference.surprise,
        "parameters": [
            {
                "key": key,
                "label": label,
                "law": inference.supports[at].law,
                "unit": say(inference.supports[at].unit),
                "prior": _told(prior(inference, at)),
                "posterior": _told(of(inference.found, at)),
                "unadjusted": _told(of(inference.unadjusted, at)),
                "calibration": _calibration(inference, at),
            }
            for at, (key, label) in enumerate(
                zip(config.parameters, inference.problem.labels, strict=True)
            )
        ],
        "summaries": [
            {
                "name": name,
                "label": say(summary.label),
                "says": summary.says,
                "over": summary.over,
                "observed": summary.observed,
                "prior": {"q05": place.low, "q95": place.high},
                "at_or_below": place.below,
                "at_or_above": place.above,
                "outside": place.outside,
            }
            for (name, summary), place in zip(
                config.summaries.items(), inference.places, strict=True
            )
        ],
        "cautions": list(cautions(inference)),
    }


def prior(inference: Inference, at: int) -> Spread:
    """Return the spread of a parameter's draws, before anything is known."""
    draws = inference.table.parameters[:, at]
    return spread(draws, np.full(len(draws), 1 / len(draws)))


def of(found: Posterior, at: int) -> Spread:
    """Return the spread of a parameter in a posterior."""
    return spread(found.values[:, at], found.weights)


def _told(one: Spread) -> dict[str, float]:
    quantiles = {
        f"q{round(100 * share):02d}": value
        for share, value in zip(QUANTILES, one.quantiles, strict=True)
    }
    return {"mean": one.mean, "deviation": one.deviation, **quantiles}


def _calibration(inference: Inference, at: int) -> dict[str, Any]:
    one = inference.calibration[at]
    return {
        "truths": int(one.counts.sum()),
        "ranks": f"0 to {DRAWS}",
        "counts": one.counts.tolist(),
        "band": [one.low, one.high],
        "holds": one.holds,
        "p_uniform": one.uniform,
        "covered_90": one.covered._asdict(),
        "learnt": one.learnt,
    }
