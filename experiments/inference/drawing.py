"""The two pictures of an inference, as files: prior beside posterior, and ranks of known truths."""

from __future__ import annotations

from pathlib import Path

from experiments.analysis.unknowns import describe
from experiments.durable import explained
from experiments.figures.inference import prior_posterior, ranks
from experiments.inference.calibration import DRAWS
from experiments.inference.infer import Inference
from experiments.inference.record import of, prior
from experiments.shown import save


def draw(inference: Inference, folder: Path) -> tuple[Path, ...]:
    """Write the figures at two widths, as PNG and SVG; return the wide PNGs.

    Raises:
        FolderUnwritable: the folder can't be written.
    """
    with explained(folder):
        save(prior_posterior.FIGURE, posterior_panels(inference), folder)
        save(ranks.FIGURE, rank_panels(inference), folder)
    return tuple(folder / f"{one.FIGURE.name}.png" for one in (prior_posterior, ranks))


def posterior_panels(inference: Inference) -> tuple[prior_posterior.Panel, ...]:
    """Return one panel a parameter."""
    found = []
    for at, key in enumerate(inference.problem.config.parameters):
        support = inference.supports[at]
        before, after = prior(inference, at), of(inference.found, at)
        found.append(
            prior_posterior.Panel(
                label=describe(key, inference.problem.scenario.config),
                unit=support.unit,
                prior=inference.table.parameters[:, at],
                values=inference.found.values[:, at],
                weights=inference.found.weights,
                low=support.low,
                high=support.high,
                logarithmic=support.law == "loguniform",
                before=(before.quantiles[0], before.quantiles[2], before.quantiles[4]),
                after=(after.quantiles[0], after.quantiles[2], after.quantiles[4]),
            )
        )
    return tuple(found)


def rank_panels(inference: Inference) -> tuple[ranks.Panel, ...]:
    """Return one panel a parameter."""
    return tuple(
        ranks.Panel(
            describe(key, inference.problem.scenario.config), one.counts, one.low, one.high, DRAWS
        )
        for key, one in zip(inference.problem.config.parameters, inference.calibration, strict=True)
    )
