"""When histories end, and how: cumulative incidence of each ending, world by world."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.analysis.endings import ENDINGS, label
from experiments.analysis.wording import percent_with_range
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
            unit=say("of all histories"),
            series=material.labels,
            curves=tuple(curves[name] for curves in timing.curves[:MOST_ARMS]),
            start=0,
            days=days,
            relative=False,
            unseen=material.unseen,
            first=material.labels[0],
        )
        for name in timing.endings
    )


def heading(panels: Sequence[Panel]) -> str:
    """What is shown."""
    return say("When histories end, and how")


def caption(panels: Sequence[Panel]) -> str:
    """How to read the curves, and what each ending's day is."""
    return joined(
        say(
            "Each line is the share of all histories that have ended in that way by each day, the "
            "shading its pointwise 95% interval. Every history is followed to the last day and "
            "ends in one way at most, so on any day the lines of one world add up to the share "
            "that has ended."
        ),
        say(
            "The day is that of the leaders’ signature, of the last interim accord, of the "
            "threat’s taking effect, or of the break that was not over on the last day (a curve "
            "that can rise only late). What came and passed before an ending doesn’t count."
        ),
        say("Vertical lines mark the calendar: deadlines solid, votes dashed, other dates dotted."),
        panels[0].unseen,
    )


def alt(panels: Sequence[Panel]) -> str:
    """Every curve's last value."""
    told = [
        say(
            "{ending}: {shares}",
            ending=title,
            shares=listing(
                [
                    say("{share} in {arm}", share=percent_with_range(end), arm=arm)
                    for arm, end in zip(panels[0].series, ends, strict=True)
                ]
            ),
        )
        for title, ends in at_the_end(panels)
    ]
    return say(
        "Curves of the share that has ended, by date. By the last day: {told}.",
        told="; ".join(told),
    )


FIGURE = Figure(
    name="incidence",
    place=30,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
    beside=True,
    in_a_row=2,
)
