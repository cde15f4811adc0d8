"""Figures of a sensitivity study: whose the variance is, and what each factor does.

Apart from those of the report, which are found in the folder above.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from experiments.figures.sensitivity import distances, ends, indices, shares, walks
from experiments.figures.spec import Figure

SHARES = shares.FIGURE
"""Of all outcomes: ``prepare`` takes a sequence of ``experiments.sensitivity.findings.Found``."""

EFFECTS: Mapping[str, Figure] = {
    "morris": walks.FIGURE,
    "sobol": indices.FIGURE,
    "pawn": distances.FIGURE,
    "tornado": ends.FIGURE,
}
"""Of one outcome, by method: ``prepare`` takes one ``Found``."""


def effects_figure(method: str, outcome: str) -> Figure:
    """Return the figure of a method for one outcome, with a name of its own."""
    figure = EFFECTS[method]
    return replace(figure, name=f"{figure.name}-{outcome}")
