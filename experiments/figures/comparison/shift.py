"""How the timing of endings shifts: cumulative incidence less that of the first world."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.analysis.change_words import signed
from experiments.analysis.endings import ENDINGS, label
from experiments.figures.calendar import calendar
from experiments.figures.comparison.curves import Panel, at_the_end, draw, height
from experiments.figures.comparison.material import MOST_ARMS, Sides
from experiments.figures.spec import Figure
from experiments.speech import joined, listing, say


def prepare(material: Sides) -> tuple[Panel, ...] | None:
    """A panel for each ending that occurs; None where nothing was dated, or nothing ends."""
    timing = material.timing
    if timing is None or not timing.endings:
        return None
    days = calendar(timing.scenario)
    return tuple(
        Panel(
            title=label(ENDINGS, name),
            unit=say("percentage points"),
            series=material.labels[1:],
            curves=tuple(changes[name] for changes in timing.changes[: MOST_ARMS - 1]),
            start=1,
            days=days,
            relative=True,
            unseen=material.unseen,
            first=material.labels[0],
        )
        for name in timing.endings
    )


def heading(panels: Sequence[Panel]) -> str:
    """The finding: when the gap in agreements is widest."""
    first = panels[0]
    curve = first.curves[0]
    if len(first.series) > 1:
        return say("How the timing shifts against {first}", first=first.first)
    day = int(abs(curve.value).argmax())
    if curve.low[day] <= 0 <= curve.high[day]:
        return say("{ending}: the timing hardly shifts", ending=first.title)
    return say(
        "{ending}: the gap is widest on {date}, at {points} percentage points",
        ending=first.title,
        date=first.days.short(day),
        points=signed(100 * float(curve.value[day]), 0),
    )


def caption(panels: Sequence[Panel]) -> str:
    """How to read the curves."""
    return joined(
        say(
            "The share of histories that have ended in that way by each day, less the same share "
            "in {first}, with a pointwise 95% interval of its own: of pairs, where the worlds "
            "share their luck. Above 0 it has come more often by that day. A line that goes up and "
            "comes back means sooner, not more often.",
            first=panels[0].first,
        ),
        panels[0].unseen,
    )


def alt(panels: Sequence[Panel]) -> str:
    """Every curve's last value."""
    told = [
        say(
            "{ending} {changes}",
            ending=title,
            changes=listing([_told(*end) for end in ends]),
        )
        for title, ends in at_the_end(panels)
    ]
    return say(
        "Curves of the change in the share that has ended, against {first}, by date. By the last "
        "day, in percentage points: {told}.",
        first=panels[0].first,
        told="; ".join(told),
    )


def _told(value: float, low: float, high: float) -> str:
    return say(
        "{value} ({low} to {high})",
        value=signed(100 * value, 1),
        low=signed(100 * low, 1),
        high=signed(100 * high, 1),
    )


FIGURE = Figure(
    name="shift",
    place=40,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
    beside=True,
    in_a_row=2,
)
