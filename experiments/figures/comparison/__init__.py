"""The figures of a comparison, one a file; any module here that names a FIGURE is among them."""

from __future__ import annotations

import importlib
import pkgutil

from experiments.figures.spec import Figure


def comparison_figures() -> tuple[Figure, ...]:
    """Every figure, in the order of its place on the page."""
    found: list[Figure] = []
    for module in pkgutil.iter_modules(__path__):
        figure = getattr(importlib.import_module(f"{__name__}.{module.name}"), "FIGURE", None)
        if isinstance(figure, Figure):
            found.append(figure)
    return tuple(sorted(found, key=lambda figure: (figure.place, figure.name)))
