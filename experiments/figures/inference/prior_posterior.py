"""What was held likely of a parameter before some summaries were observed, and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, NullFormatter, NullLocator, StrMethodFormatter
from numpy.typing import NDArray

from experiments.analysis.wording import number
from experiments.figures import style
from experiments.figures.inference.titles import entitle
from experiments.figures.spec import Figure, Width
from experiments.speech import listing, say

Floats = NDArray[np.float64]

BARS = 18


@dataclass(frozen=True)
class Panel:
    """One parameter: draws of its prior, and the weighted sample of its posterior.

    `low` and `high` are the borders of its support, infinite where there are none; `logarithmic`
    says that its prior is even on a logarithmic scale. `before` and `after` are the 5%, 50% and
    95% quantiles.
    """

    label: str
    unit: str
    prior: Floats
    values: Floats
    weights: Floats
    low: float
    high: float
    logarithmic: bool
    before: tuple[float, float, float]
    after: tuple[float, float, float]


def prepare(panels: Sequence[Panel]) -> Sequence[Panel]:
    """The panels as they are."""
    return panels


def draw(data: Panel, ax: Axes) -> None:
    """The prior as a grey shape, the posterior as a line over it, both intervals beneath."""
    edges = _edges(data)
    before = np.histogram(data.prior, edges)[0] / len(data.prior)
    after = np.histogram(data.values, edges, weights=data.weights)[0]
    top = 1.12 * float(max(before.max(), after.max()))
    ax.stairs(before, edges, fill=True, color="#c5c8cc", label=say("before: the prior"))
    ax.stairs(
        after,
        edges,
        color=style.BLUE,
        linewidth=style.lines(1.6),
        label=say("after: the posterior"),
    )
    ax.set_ylim(-0.3 * top, top)
    for at, (low, middle, high), color in (
        (-0.1 * top, data.before, style.QUIET),
        (-0.21 * top, data.after, style.BLUE),
    ):
        ax.plot([low, high], [at, at], color=color, linewidth=style.lines(1.6))
        ax.plot(
            middle,
            at,
            marker="|",
            color=color,
            markersize=style.lines(7),
            markeredgewidth=style.lines(1.8),
        )
    ax.axhline(0, color=style.QUIET, linewidth=style.lines(0.7))
    ax.spines["left"].set_visible(False)
    ax.set_yticks([])
    if data.logarithmic:
        ax.set_xscale("log")
        ax.xaxis.set_major_locator(_round_numbers(float(edges[0]), float(edges[-1])))
        ax.xaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
        ax.xaxis.set_minor_locator(NullLocator())
        ax.xaxis.set_minor_formatter(NullFormatter())
    ax.set_xlim(edges[0], edges[-1])
    entitle(ax, data.label)
    ax.set_xlabel(data.unit)
    if style.last(ax):
        style.legend_below(ax, 1 if style.narrow(ax) else 2)


def _edges(data: Panel) -> Floats:
    """Borders of equal bars over the support, or over nearly all draws where it has no end."""
    both = np.concatenate([data.prior, data.values])
    low = data.low if np.isfinite(data.low) else float(np.quantile(both, 0.002))
    high = data.high if np.isfinite(data.high) else float(np.quantile(both, 0.998))
    if data.logarithmic:
        return np.geomspace(low, high, BARS + 1)
    return np.linspace(low, high, BARS + 1)


def _round_numbers(low: float, high: float) -> FixedLocator:
    decades = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    every = [step * 10.0**decade for decade in decades for step in (1, 2, 5)]
    return FixedLocator([one for one in every if low <= one <= high])


def heading(panels: Sequence[Panel]) -> str:
    """The finding: which parameter was narrowed most."""
    best = max(panels, key=_narrowed)
    if _narrowed(best) < 0.1:
        return say("The observed summaries say little of these priors")
    return say("Most is learnt of {parameter}", parameter=best.label)


def caption(panels: Sequence[Panel]) -> str:
    """How to read it."""
    return say(
        "Grey: what the prior holds likely. Line: what is left of it once the summaries are known. "
        "Beneath, from the 5% to the 95% quantile of each, with the median marked. Where the two "
        "shapes are alike, the summaries say nothing."
    )


def alt(panels: Sequence[Panel]) -> str:
    """Every interval in words."""
    told = [
        say(
            "{parameter}: {low} to {high} before, {lower} to {upper} after",
            parameter=one.label,
            low=number(one.before[0]),
            high=number(one.before[2]),
            lower=number(one.after[0]),
            upper=number(one.after[2]),
        )
        for one in panels
    ]
    return say("Central 90% of each parameter. {parameters}.", parameters=listing(told))


def _narrowed(panel: Panel) -> float:
    return 1 - (panel.after[2] - panel.after[0]) / (panel.before[2] - panel.before[0])


def height(data: Panel, width: Width) -> float:
    """Room for one parameter."""
    return 1.75 if width == "page" else 1.9


FIGURE = Figure(
    name="prior_posterior",
    place=10,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
)
