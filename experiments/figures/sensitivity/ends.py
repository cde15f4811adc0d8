"""Tornado: each factor at its ends, against the scenario as it stands."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from experiments.analysis.intervals import Interval
from experiments.figures import style
from experiments.figures.sensitivity.one_outcome import (
    AROUND,
    Data,
    heading,
    prepare,
    rest,
    said_of_tables,
)
from experiments.figures.sensitivity.rows import height, lay_out, whisker
from experiments.figures.spec import Figure, Width
from experiments.sensitivity.tables import ends_in_words
from experiments.sensitivity.wording import scaled, unit_of_change, value_in_words
from experiments.speech import joined, listing, say

FILLS = ((style.BLUE, ""), (style.ORANGE, "////"), (style.GREEN, "...."))
"""Fill and hatch of a factor's first, second and third end, and so on again."""

MARKS = 0.34
"""Inches of a row's bars."""

AIR = 0.34
"""Share of the axis left free on either side, for the values at the bars' ends."""


def draw(data: Data, ax: Axes) -> None:
    """Bars from the centre to what each end of a factor changes, with the end's value beside."""
    scale = scaled(data.found.measure)
    placed = lay_out(ax, data.labels, [effect.clear for effect in data.shown], MARKS)
    reach = 0.0
    for row, effect in zip(placed, data.shown, strict=True):
        many = len(effect.ends)
        for number, end in enumerate(effect.ends):
            color, hatch = FILLS[number % len(FILLS)]
            change = Interval(*(scale * one for one in end.change))
            # Ends on the same side of the centre would hide each other on one line.
            at = row.middle + (number - (many - 1) / 2) * 0.8 * MARKS / many
            ax.barh(
                at,
                change.value,
                height=0.68 * MARKS / many,
                color=color,
                hatch=hatch,
                linewidth=0,
            )
            whisker(ax, at, change, style.INK)
            right = change.value >= 0
            ax.annotate(
                value_in_words(end.value, effect.unit),
                xy=(max(change.high, 0.0) if right else min(change.low, 0.0), at),
                xytext=(style.points(4 if right else -4), 0),
                textcoords="offset points",
                ha="left" if right else "right",
                va="center_baseline",
                fontsize=style.points(6.5),
            )
            reach = max(reach, abs(change.low), abs(change.high))
    if data.title:
        ax.set_title(data.title)
    ax.axvline(0, color=style.INK, linewidth=style.lines(0.8))
    side = (1 + AIR) * (reach or 1.0)  # nothing may have changed at all
    ax.set_xlim(-side, side)
    unit = unit_of_change(data.found.measure)
    ax.set_xlabel(say("Change against the centre, {unit}", unit=unit))


def caption(panels: Sequence[Data]) -> str:
    """How to read the bars."""
    text = say(
        "Each bar is what changes when one number of the scenario is set to the value beside the "
        "bar and all else stays as it is; the thin line is its 95% interval, from the same "
        "histories played both ways. Plain bars are the lower end, hatched ones the upper."
    )
    return joined(text, said_of_tables(panels), rest(panels))


def alt(panels: Sequence[Data]) -> str:
    """What each end changes, in words."""
    measure = panels[0].found.measure
    shown = [effect for data in panels for effect in data.shown]
    told = [
        say("{factor} ({ends})", factor=effect.label, ends=ends_in_words(effect, measure))
        for effect in shown
    ]
    return say(
        "Changes against the centre, {unit}: {changes}.",
        unit=unit_of_change(measure),
        changes=listing(told),
    )


def rows_of(data: Data, width: Width) -> float:
    """The rows alone: how high the axes are."""
    return height(data.labels, width, MARKS)


def height_of(data: Data, width: Width) -> float:
    """Rows, a title if there is one, and the axis."""
    return rows_of(data, width) + AROUND + (0.25 if data.title else 0.0)


FIGURE = Figure(
    name="tornado",
    place=20,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height_of,
    axes_height=rows_of,
)
