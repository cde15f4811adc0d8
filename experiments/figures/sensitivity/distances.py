"""PAWN: how far knowing a factor moves the whole distribution of an outcome."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from experiments.figures import style
from experiments.figures.sensitivity.one_outcome import Data, heading, height_of, prepare, rest
from experiments.figures.sensitivity.rows import lay_out, of_luck, whisker
from experiments.figures.spec import Figure
from experiments.speech import joined, listing, say


def draw(data: Data, ax: Axes) -> None:
    """A dot for the median distance with its interval, a ring for the greatest."""
    placed = lay_out(ax, data.labels, [effect.clear for effect in data.shown])
    for row, effect in zip(placed, data.shown, strict=True):
        median, greatest = effect.numbers["median"], effect.numbers["maximum"]
        of_luck(ax, row, effect.idle)
        whisker(ax, row.middle, median, style.BLUE)
        ax.plot(median.value, row.middle, "o", color=style.BLUE, markersize=style.lines(5))
        ax.plot(
            greatest.value,
            row.middle,
            "D",
            markerfacecolor="none",
            markeredgecolor=style.VERMILLION,
            markersize=style.lines(4.5),
        )
    ax.set_xlim(left=0)
    ax.set_xlabel(say("Distance between distributions (0 the same, 1 apart)"))


def caption(panels: Sequence[Data]) -> str:
    """How to read the marks."""
    text = say(
        "Knowing in which tenth of its range a factor stands moves the distribution of single "
        "histories: by the dot in the median tenth, with its 95% interval, and by the diamond in "
        "the tenth where it moves most. The grey bar is what a factor that does nothing would "
        "show, 19 times in 20."
    )
    return joined(text, rest(panels))


def alt(panels: Sequence[Data]) -> str:
    """The distances in words."""
    (data,) = panels
    told = [
        say(
            "{factor} {median} (at most {maximum})",
            factor=effect.label,
            median=f"{effect.numbers['median'].value:.2f}",
            maximum=f"{effect.numbers['maximum'].value:.2f}",
        )
        for effect in data.shown
    ]
    return say(
        "Median distances, where {idle} is luck: {distances}.",
        idle=f"{data.shown[0].idle:.2f}",
        distances=listing(told),
    )


FIGURE = Figure(
    name="distances",
    place=20,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height_of,
)
