"""Morris screening: how much each factor moves an outcome over its range."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from experiments.analysis.intervals import Interval
from experiments.figures import style
from experiments.figures.sensitivity.one_outcome import Data, heading, height_of, prepare, rest
from experiments.figures.sensitivity.rows import lay_out, of_luck, whisker
from experiments.figures.spec import Figure
from experiments.sensitivity.wording import in_range, scaled, unit_of_change
from experiments.speech import joined, listing, say


def draw(data: Data, ax: Axes) -> None:
    """A dot for the size of the effect, with its interval; a ring for its spread."""
    measure = data.found.measure
    scale = scaled(measure)
    placed = lay_out(ax, data.labels, [effect.clear for effect in data.shown])
    for row, effect in zip(placed, data.shown, strict=True):
        size = Interval(*(scale * one for one in effect.numbers["mu_star"]))
        of_luck(ax, row, scale * effect.idle)
        whisker(ax, row.middle, size, style.BLUE)
        ax.plot(size.value, row.middle, "o", color=style.BLUE, markersize=style.lines(5))
        if "sigma" in effect.numbers:
            spread = scale * effect.numbers["sigma"].value
            ax.plot(
                spread,
                row.middle,
                "D",
                markerfacecolor="none",
                markeredgecolor=style.VERMILLION,
                markersize=style.lines(4.5),
            )
    ax.set_xlim(left=0)
    ax.set_xlabel(say("Change over the whole range, {unit}", unit=unit_of_change(measure)))


def caption(panels: Sequence[Data]) -> str:
    """How to read the marks."""
    (data,) = panels
    text = say(
        "Each dot is how far an outcome moves, on average, when one factor goes from one end of "
        "its range to the other while the rest stand anywhere (μ*), with its 95% interval. The "
        "grey bar is what luck alone would show."
    )
    diamond = ""
    if "sigma" in data.shown[0].numbers:
        diamond = say("The diamond is how much that effect depends on where the others stand (σ).")
    return joined(text, diamond, rest(panels))


def alt(panels: Sequence[Data]) -> str:
    """The sizes in words."""
    (data,) = panels
    measure = data.found.measure
    told = [
        say(
            "{factor} {size}",
            factor=effect.label,
            size=in_range(effect.numbers["mu_star"], measure, signed=False),
        )
        for effect in data.shown
    ]
    return say(
        "Sizes of effects, {unit}: {sizes}.", unit=unit_of_change(measure), sizes=listing(told)
    )


FIGURE = Figure(
    name="screening",
    place=20,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height_of,
)
