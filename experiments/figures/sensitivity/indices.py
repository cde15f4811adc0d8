"""Sobol' indices: which share of the variance between means is whose."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from experiments.figures import style
from experiments.figures.sensitivity.one_outcome import Data, heading, prepare, rest
from experiments.figures.sensitivity.one_outcome import height_of as height_of_rows
from experiments.figures.sensitivity.rows import MARKS, lay_out, of_luck, whisker
from experiments.figures.spec import Figure, Width
from experiments.sensitivity.wording import share_in_range
from experiments.speech import clauses, joined, say


def draw(data: Data, ax: Axes) -> None:
    """A dot for what a factor does alone, a square for what it does with all its interplay."""
    placed = lay_out(ax, data.labels, [effect.clear for effect in data.shown])
    for row, effect in zip(placed, data.shown, strict=True):
        of_luck(ax, row, effect.idle)
        for name, color, mark, shift, words in (
            ("first", style.BLUE, "o", -0.2, say("alone (first)")),
            ("total", style.VERMILLION, "s", 0.2, say("with all its interplay (total)")),
        ):
            at = row.middle + shift * MARKS
            whisker(ax, at, effect.numbers[name], color)
            label = words if row is placed[0] else None
            value = effect.numbers[name].value
            size = style.lines(4.5)
            ax.plot(value, at, mark, color=color, markersize=size, label=label, linestyle="none")
    ends = [one for effect in data.shown for one in effect.numbers.values()]
    style.percent_axis(ax, "x", max(0.1, *(one.high for one in ends)) * 1.03)
    lowest = min(one.low for one in ends)
    ax.set_xlim(left=lowest - 0.01 if lowest < 0 else 0.0)
    ax.set_xlabel(say("Share of the variance between means"))
    style.legend_below(ax, 1 if style.narrow(ax) else 2)


def caption(panels: Sequence[Data]) -> str:
    """How to read the marks, and how much is interplay."""
    (data,) = panels
    alone = sum(effect.numbers["first"].value for effect in data.found.effects)
    text = say(
        "Over the factors’ ranges the mean outcome varies. Dots are the shares of that variance "
        "which each factor accounts for alone; squares are what would be left if only that factor "
        "stayed unknown. Alone, all together account for {alone}; the rest is interplay. Lines "
        "are 95% intervals. The grey bar is the part of a total that is luck.",
        alone=f"{100 * alone:.0f}%",
    )
    return joined(text, rest(panels))


def alt(panels: Sequence[Data]) -> str:
    """All indices in words."""
    (data,) = panels
    told = [
        say(
            "{factor} alone {first}, in total {total}",
            factor=effect.label,
            first=share_in_range(effect.numbers["first"]),
            total=share_in_range(effect.numbers["total"]),
        )
        for effect in data.shown
    ]
    return say("Shares of the variance between means: {shares}.", shares=clauses(told))


def height_of(data: Data, width: Width) -> float:
    """Rows, the axis and the legend."""
    return height_of_rows(data, width) + (0.4 if width == "column" else 0.22)


FIGURE = Figure(
    name="indices",
    place=20,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height_of,
)
