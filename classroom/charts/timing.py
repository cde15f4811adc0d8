"""When each table settled, against the calendar and against simulated histories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from classroom.charts.chart import Chart, Key, chart, filled, lined, marked
from classroom.charts.frame import Box, Mark, calendar, dates, frame, lanes
from classroom.charts.marks import circle, cross
from classroom.charts.scale import Scale
from classroom.charts.svg import drawing, line, tag, text
from experiments.tongue import Tongue
from sim.scenario import Scenario


class Run(NamedTuple):
    """One table on the calendar.

    ``end`` is the day of its agreement, or its last day; ``effect`` the day from which the
    agreement takes effect; ``put_off`` the days to which deadlines were put off.
    """

    words: str
    short: str
    end: int
    agreed: bool
    effect: int | None
    put_off: tuple[int, ...]
    own: bool = False


@dataclass(frozen=True)
class Timing:
    """What the chart shows; ``simulated`` has the days on which agents agreed."""

    scenario: Scenario
    runs: Sequence[Run]
    marks: Sequence[Mark]
    simulated: Sequence[int] = ()


ROW = 22.0
STRIP = 46.0


def timing(data: Timing, tongue: Tongue, name: str = "timing") -> Chart:
    """Return the chart: a row a table, and above them when agents agreed."""
    say = tongue.say
    return chart(
        name,
        say("When the tables settled"),
        _words(data, tongue),
        lambda width, own: _draw(data, tongue, width, own),
        _key(data, tongue),
        (say("Table"), say("Agreement"), say("Takes effect"), say("Deadline put off to")),
        [_row(data, run, tongue) for run in data.runs],
    )


def _row(data: Timing, run: Run, tongue: Tongue) -> tuple[str, str, str, str]:
    def day(number: int | None) -> str:
        return "–" if number is None else tongue.day(data.scenario.date_of(number))

    return (
        run.words,
        day(run.end) if run.agreed else tongue.say("none"),
        day(run.effect),
        ", ".join(map(day, run.put_off)) or "–",
    )


def _words(data: Timing, tongue: Tongue) -> str:
    say = tongue.say
    agreed = sorted(run.end for run in data.runs if run.agreed)
    parts = [
        say(
            "{agreed} of {all} tables came to an agreement.",
            agreed=len(agreed),
            all=len(data.runs),
        )
    ]
    if agreed:
        parts.append(
            say(
                "The first was signed on {first}, the last on {last}.",
                first=tongue.day(data.scenario.date_of(agreed[0])),
                last=tongue.day(data.scenario.date_of(agreed[-1])),
            )
        )
    return " ".join(parts)


def _key(data: Timing, tongue: Tongue) -> list[Key]:
    say = tongue.say
    found = []
    if any(run.agreed for run in data.runs):
        found.append(marked("circle", "chart-dot", say("agreement signed")))
    if any(run.effect is not None for run in data.runs):
        found.append(lined("chart-effect", say("in effect")))
    if any(not run.agreed for run in data.runs):
        found.append(marked("cross", "chart-none", say("ended without agreement")))
    if any(run.put_off for run in data.runs):
        found.append(lined("chart-put-off", say("deadline put off to this day")))
    if any(run.own for run in data.runs):
        found.append(marked("circle", "chart-own", say("your table")))
    if data.simulated:
        found.append(filled("chart-bar", say("when simulated histories agreed")))
    return found


def _draw(data: Timing, tongue: Tongue, width: float, name: str) -> Markup:
    left, right = 44.0, width - 12
    last = data.scenario.horizon
    across = Scale(0, last, left, right)
    placed = lanes(data.marks, across, Box(left, 0, right, 0))
    top = 20.0 + 16 * (1 + max((lane for _, lane, _ in placed), default=-1))
    strip = STRIP if data.simulated else 0.0
    box = Box(left, top, right, top + strip + ROW * len(data.runs) + 8)
    parts = [
        *calendar(placed, across, box, labels=True),
        *_strip(data, across, Box(left, top, right, top + strip - 6)),
        frame(box),
        *dates(box, across, data.scenario.start, tongue.day),
    ]
    for place, run in enumerate(data.runs):
        parts += _run(run, box.top + strip + ROW * (place + 0.5) + 4, across, box)
    return drawing(
        name,
        (width, box.bottom + 24),
        tongue.say("When the tables settled"),
        _words(data, tongue),
        parts,
        "chart-svg",
    )


def _run(run: Run, y: float, across: Scale, box: Box) -> list[Markup]:
    end = across.at(run.end)
    found = [
        text((box.left - 8, y + 5), run.short, "chart-number", "end"),
        line((box.left, y), (end, y), "chart-talks"),
    ]
    if run.effect is not None and run.effect <= across.high:
        found.append(line((across.at(run.effect), y), (box.right, y), "chart-effect"))
    found += [
        line((across.at(day), y - 7), (across.at(day), y + 7), "chart-put-off")
        for day in run.put_off
        if day <= across.high
    ]
    if run.own:
        found.append(circle((end, y), 10, "chart-own"))
    mark = circle if run.agreed else cross
    found.append(mark((end, y), 5, "chart-dot" if run.agreed else "chart-none"))
    return found


def _strip(data: Timing, across: Scale, box: Box) -> list[Markup]:
    """Columns for the weeks in which simulated histories agreed."""
    if not data.simulated:
        return []
    weeks = Counter(day // 7 for day in data.simulated)
    most = max(weeks.values())
    found = []
    for week, count in sorted(weeks.items()):
        start, end = across.at(7 * week), across.at(min(7 * week + 7, across.high))
        height = max(1.5, (box.bottom - box.top) * count / most)
        found.append(
            tag(
                "rect",
                x=start + 0.5,
                y=box.bottom - height,
                width=max(1.0, end - start - 1),
                height=height,
                class_="chart-bar",
            )
        )
    return found
