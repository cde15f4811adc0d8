"""Why a side moved: both mandates taken apart, day by day."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from classroom.charts.chart import Chart, Key, chart, filled, lined
from classroom.charts.frame import Box, Mark, calendar, dates, frame, lanes, rows
from classroom.charts.scale import Scale, window
from classroom.charts.svg import Point, drawing, path, stairs, steps, tag, text
from classroom.debrief.days import PULLS, Daily, Series
from classroom.debrief.words import pulls
from experiments.tongue import Tongue
from sim.scenario import Scenario

FELT = 0.5
"""Points that a pressure must take off on some day to have a band."""


@dataclass(frozen=True)
class Mandates:
    """What the chart shows: both sides' days, and the calendar."""

    scenario: Scenario
    labels: tuple[str, str]
    days: tuple[Daily, Daily]
    marks: Sequence[Mark]


def mandates(data: Mandates, tongue: Tongue, name: str = "mandates") -> Chart:
    """Return the chart: a panel a side, bands for what presses it."""
    say = tongue.say
    return chart(
        name,
        say("What each leader asked for, and why it changed"),
        _words(data, tongue),
        lambda width, own: _draw(data, tongue, width, own),
        _key(data, tongue),
        (
            say("Day"),
            *(
                say("{side}: {what}", side=label, what=what)
                for label in data.labels
                for what in (say("the mandate"), say("no deal"), *_names(data, tongue).values())
            ),
        ),
        _numbers(data, tongue),
    )


def _names(data: Mandates, tongue: Tongue) -> dict[str, str]:
    """The pressures that either side feels, with their names."""
    names = pulls(tongue)
    return {
        pull: names[pull]
        for pull in PULLS
        if any(max(map(abs, daily.pulls[pull]), default=0.0) >= FELT for daily in data.days)
    }


def _numbers(data: Mandates, tongue: Tongue) -> list[tuple[str, ...]]:
    """Every day on which either mandate has moved by a point, the first and the last."""
    first, second = data.days
    last = len(first.mandate) - 1
    found = []
    before: tuple[float, float] | None = None
    for day in range(last + 1):
        now = (first.mandate[day], second.mandate[day])
        if before is not None and day < last and max(abs(now[s] - before[s]) for s in (0, 1)) < 1:
            continue
        before = now
        cells = [
            f"{series[day] * sign:.0f}".replace("-0", "0").replace("-", "−")
            for daily in data.days
            for series, sign in (
                (daily.mandate, 1.0),
                (daily.outside, 1.0),
                *((daily.pulls[pull], -1.0) for pull in _names(data, tongue)),
            )
        ]
        found.append((tongue.day(data.scenario.date_of(day)), *cells))
    return found


def _words(data: Mandates, tongue: Tongue) -> str:
    say = tongue.say
    parts = [
        say(
            "The thick line is the mandate: the least that a leader would sign that day. It starts "
            "from what the leader would ask for without pressure; each band is what one pressure "
            "takes off it or adds. It never falls below the dotted line, the worth of no deal."
        )
    ]
    for label, daily in zip(data.labels, data.days, strict=True):
        parts.append(
            say(
                "{side}: {first} points on the first day, {low} at the lowest, {last} on the last.",
                side=label,
                first=f"{daily.mandate[0]:.0f}",
                low=f"{min(daily.mandate):.0f}",
                last=f"{daily.mandate[-1]:.0f}",
            )
        )
    return " ".join(parts)


def _key(data: Mandates, tongue: Tongue) -> list[Key]:
    say = tongue.say
    return [
        lined("chart-mandate", say("the mandate")),
        lined("chart-reference", say("without pressure")),
        lined("chart-outside", say("worth of no deal")),
        *(filled(f"chart-pull-{pull}", words) for pull, words in _names(data, tongue).items()),
    ]


def _draw(data: Mandates, tongue: Tongue, width: float, name: str) -> Markup:
    height = 190.0 if width < 500 else 220.0
    last = max(len(data.days[0].mandate) - 1, 1)
    left, right = 34.0, width - 10
    across = Scale(0, last, left, right)
    inside = [mark for mark in data.marks if mark.day <= last]
    placed = lanes(inside, across, Box(left, 0, right, 0))
    room = 16.0 * (1 + max((lane for _, lane, _ in placed), default=-1))
    parts = [_hatches(name)]
    top = room + 34
    for side in (0, 1):
        box = Box(left, top, right, top + height)
        raised = room + 20 if side == 0 else 12
        parts.append(text((8, box.top - raised), data.labels[side], "chart-head"))
        parts += _panel(data.days[side], data, tongue, box, across, name)
        parts += calendar(placed, across, box, labels=side == 0)
        top = box.bottom + 56
    return drawing(
        name,
        (width, top - 30),
        tongue.say("What each leader asked for, and why it changed"),
        _words(data, tongue),
        parts,
        "chart-svg",
    )


def _panel(
    daily: Daily, data: Mandates, tongue: Tongue, box: Box, across: Scale, name: str
) -> list[Markup]:
    edges = [daily.reference]
    pulls = list(_names(data, tongue))
    for pull in pulls:
        edges.append(
            tuple(above - off for above, off in zip(edges[-1], daily.pulls[pull], strict=True))
        )
    every = [*daily.mandate, *daily.outside, *(value for edge in edges for value in edge)]
    points = Scale(*window(every), box.bottom, box.top)

    def drawn(series: Series) -> list[Point]:
        return stairs([(across.at(day), points.at(value)) for day, value in _corners(series)])

    parts = [
        *rows(box, points, 5),
        frame(box),
        *dates(box, across, data.scenario.start, tongue.day),
    ]
    for pull, (above, below) in zip(pulls, itertools.pairwise(edges), strict=True):
        if max(map(abs, daily.pulls[pull])) >= FELT:
            area = [*drawn(above), *reversed(drawn(below))]
            parts.append(path(area, f"chart-pull-{pull}", closed=True))
            if pull in HATCHES:
                # A hatch is a paint of its own, and lies over the band's colour.
                parts.append(tag("path", d=steps(area, True), fill=f"url(#{name}-{pull})"))
    parts.append(path(drawn(daily.reference), "chart-reference"))
    parts.append(path(drawn(daily.outside), "chart-outside"))
    parts.append(path(drawn(daily.mandate), "chart-mandate"))
    return parts


HATCHES = {
    "threat": "M0 6L6 0M-1 1L1 -1M5 7L7 5",
    "stress": "M3 3h1",
    "majority": "M0 0L6 6M0 6L6 0",
}
"""A stroke that fills each band, so that it is known without its colour."""


def _hatches(name: str) -> Markup:
    return tag(
        "defs",
        *(
            tag(
                "pattern",
                tag("path", d=stroke, class_=f"chart-hatch-{pull}"),
                id=f"{name}-{pull}",
                width=6,
                height=6,
                patternUnits="userSpaceOnUse",
            )
            for pull, stroke in HATCHES.items()
        ),
    )


def _corners(series: Series) -> list[tuple[float, float]]:
    """A daily series without the days on which nothing can be seen to change."""
    found = [(0.0, series[0])]
    for day, value in enumerate(series[1:], 1):
        if abs(value - found[-1][1]) >= 0.2 or day == len(series) - 1:
            found.append((float(day), value))
    return found
