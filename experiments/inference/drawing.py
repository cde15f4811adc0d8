"""The two pictures of an inference, as files: prior beside posterior, and ranks of known truths."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.durable import explained
from experiments.figures import Figure, style
from experiments.figures.inference import prior_posterior, ranks
from experiments.gallery import hang
from experiments.inference.calibration import DRAWS
from experiments.inference.infer import Inference
from experiments.inference.record import of, prior
from experiments.shown import save
from experiments.speech import ENGLISH, say, spoken


def draw(inference: Inference, folder: Path) -> tuple[Path, ...]:
    """Write the figures at two widths, as PNG and SVG; return the wide PNGs.

    Another language than English has a folder of its own in `folder`.

    Raises:
        FolderUnwritable: the folder can't be written.
    """
    into = _beside(folder)
    with explained(into):
        for figure, panels in _figures(inference):
            save(figure, panels, into)
    return tuple(into / f"{figure.name}.png" for figure, _ in _figures(inference))


def write_figures(inference: Inference, folder: Path, *, theme: str) -> Path:
    """Draw the figures in a theme, with their captions beside them; return their folder.

    Args:
        inference: what was found.
        folder: theirs is in it, called by the theme, in one called by the language.
        theme: ``report``, ``paper`` or ``slides``.

    Raises:
        ResultError: there is no such theme.
        FolderUnwritable: the folder can't be written.
    """
    with style.themed(theme):
        into = _beside(folder) / theme
        hang(_figures(inference), into)
    return into


def _beside(folder: Path) -> Path:
    return folder if spoken() is ENGLISH else folder / spoken().code


def _figures(inference: Inference) -> tuple[tuple[Figure, Sequence[Any]], ...]:
    """Both figures, each with its panels."""
    return (
        (prior_posterior.FIGURE, posterior_panels(inference)),
        (ranks.FIGURE, rank_panels(inference)),
    )


def posterior_panels(inference: Inference) -> tuple[prior_posterior.Panel, ...]:
    """Return one panel a parameter."""
    found = []
    for at, label in enumerate(inference.problem.labels):
        support = inference.supports[at]
        before, after = prior(inference, at), of(inference.found, at)
        found.append(
            prior_posterior.Panel(
                label=label,
                unit=say(support.unit),
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
        ranks.Panel(label, one.counts, one.low, one.high, DRAWS)
        for label, one in zip(inference.problem.labels, inference.calibration, strict=True)
    )
