"""The Pareto plane: what tables got, against the best that any package gives to both sides."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markupsafe import Markup

from classroom.charts.chart import SQUARE, Chart, Key, chart, filled, lined, marked
from classroom.charts.frame import Box, columns, frame, rows
from classroom.charts.labels import place
from classroom.charts.marks import SHAPES, circle, cross
from classroom.charts.scale import Scale, window
from classroom.charts.svg import Point, clipped, drawing, group, line, path, text
from classroom.debrief.revealed import Pair, Revealed
from experiments.tongue import Tongue
from sim.frontier import Frontier

IDEAS = {
    "nash": ("star", "chart-nash"),
    "kalai_smorodinsky": ("diamond", "chart-kalai"),
    "egalitarian": ("square", "chart-egalitarian"),
    "utilitarian": ("triangle", "chart-utilitarian"),
}
"""Shape and class of each idea of a fair split."""

Placing = Callable[[Pair], Point]

CELL = 2.0
"""Points; simulated agreements within a square of this side share a circle."""


class Dot(NamedTuple):
    """A table on the plane."""

    words: str
    short: str
    """What stands beside its mark."""
    at: Pair
    agreed: bool
    own: bool = False


@dataclass(frozen=True)
class Plane:
    """All that the plane shows; what is left empty is left out.

    Attributes:
        world: the plane's world.
        labels: names of the two sides, in the reader's language.
        dots: the tables.
        mandates: points that the leaders asked for later, on a plane of one table.
        last: whether that was the last day; otherwise it is the day that is looked at.
        paths: what each side offered, oldest first.
        cloud: where simulated histories agreed, with how many did.
        agents: where strategies ended in the same world.
        title: what the chart is called, in the reader's language; empty: as for a class.
    """

    world: Revealed
    labels: tuple[str, str]
    dots: Sequence[Dot]
    mandates: Pair | None = None
    last: bool = True
    paths: tuple[Sequence[Pair], Sequence[Pair]] = ((), ())
    cloud: Mapping[Pair, int] = field(default_factory=dict)
    agents: Sequence[Pair] = ()
    title: str = ""


def plane(data: Plane, tongue: Tongue, name: str = "plane") -> Chart:
    """Return the plane as a chart."""
    say = tongue.say
    one, two = data.labels
    return chart(
        name,
        _title(data, tongue),
        _words(data, tongue),
        lambda width, own: _draw(data, tongue, width, own),
        _key(data, tongue),
        (
            say("Point of the plane"),
            say("{side}, points", side=one),
            say("{side}, points", side=two),
        ),
        _numbers(data, tongue),
        SQUARE,
    )


def _title(data: Plane, tongue: Tongue) -> str:
    return data.title or tongue.say("What the tables got, and what they could have got")


def ideas(tongue: Tongue) -> dict[str, str]:
    """Return the names of the ideas of a fair split."""
    say = tongue.say
    return {
        "nash": say("Nash: the largest product of gains"),
        "kalai_smorodinsky": say("Kalai–Smorodinsky: equal shares of the best possible gain"),
        "egalitarian": say("Egalitarian: equal gains"),
        "utilitarian": say("Utilitarian: the largest sum of gains"),
    }


def _words(data: Plane, tongue: Tongue) -> str:
    say, (one, two) = tongue.say, data.labels
    parts = [
        say(
            "Further right is better for {one}, further up for {two}; 0 is a side's worst package, "
            "100 its best. No package lies beyond the frontier.",
            one=one,
            two=two,
        )
    ]
    for dot in data.dots:
        parts.append(
            say(
                "{table}: {a} and {b}.",
                table=dot.words,
                a=f"{dot.at[0]:.0f}",
                b=f"{dot.at[1]:.0f}",
            )
        )
    return " ".join(parts)


def _numbers(data: Plane, tongue: Tongue) -> list[tuple[str, str, str]]:
    say, names = tongue.say, ideas(tongue)
    found = [(_dot_name(dot, tongue), dot.at) for dot in data.dots]
    found.append((say("What the leaders asked for on the first day"), data.world.mandate))
    if data.mandates is not None:
        later = say("What the leaders asked for on the last day")
        if not data.last:
            later = say("What the leaders asked for on this day")
        found.append((later, data.mandates))
    found.append((say("The first day's world"), data.world.today))
    for name, spot in data.world.solutions.items():
        if spot is not None:
            found.append((names[name], spot.points))
    return [(words, f"{a:.0f}", f"{b:.0f}") for words, (a, b) in found]


def _dot_name(dot: Dot, tongue: Tongue) -> str:
    if dot.agreed:
        return dot.words
    return tongue.say("{table}: no agreement, the world at the end", table=dot.words)


def _key(data: Plane, tongue: Tongue) -> list[Key]:
    say, names = tongue.say, ideas(tongue)
    one, two = data.labels
    found = []
    if any(dot.agreed for dot in data.dots):
        found.append(marked("circle", "chart-dot", say("agreement")))
    if any(not dot.agreed for dot in data.dots):
        found.append(marked("cross", "chart-none", say("no agreement: the world at the end")))
    if any(dot.own for dot in data.dots):
        found.append(marked("circle", "chart-own", say("your table")))
    found.append(lined("chart-frontier", say("frontier: nothing is better for both")))
    found.append(lined("chart-floor-0", say("least for {side} on the first day", side=one)))
    found.append(lined("chart-floor-1", say("least for {side} on the first day", side=two)))
    if data.mandates is not None:
        for side, label in enumerate(data.labels):
            words = say("least for {side} on the last day", side=label)
            if not data.last:
                words = say("least for {side} on this day", side=label)
            found.append(lined(f"chart-floor-end-{side}", words))
    if len(data.world.bargaining_zone(data.world.mandate)):
        found.append(filled("chart-zone", say("both leaders could sign on the first day")))
    found.append(marked("cross", "chart-today", say("the first day's world")))
    found += [
        marked(*IDEAS[name], names[name])
        for name, spot in data.world.solutions.items()
        if spot is not None
    ]
    for side, mark in ((0, "circle"), (1, "square")):
        if data.paths[side]:
            words = say("offers of {side}", side=data.labels[side])
            found.append(lined(f"chart-line-{side}", words, mark, f"chart-offer-{side}"))
    if data.cloud:
        found.append(marked("circle", "chart-cloud", say("agreements of simulated histories")))
    if data.agents:
        found.append(marked("triangle", "chart-agent", say("agents in the same world")))
    return found


def _draw(data: Plane, tongue: Tongue, width: float, name: str) -> Markup:
    say = tongue.say
    box = Box(44, 12, width - 12, 0)
    box = box._replace(bottom=box.top + (box.right - box.left))
    across, up = _scales(data, box)

    def at(point: Pair) -> Point:
        return across.at(point[0]), up.at(point[1])

    small = 3.0 if width < 500 else 4.0
    frontier = _staircase(_pairs(data.world.frontier), at)
    inside = [
        *_zone(data, at),
        *_cloud(data, at, 2.6 * small),
        *_floors(data, box, across, up),
        path(frontier, "chart-frontier"),
    ]
    parts = [
        *columns(box, across),
        *rows(box, up),
        frame(box),
        clipped(inside, f"{name}-inside", (box.left, box.top), (box.right, box.bottom)),
    ]
    parts += [SHAPES["triangle"](at(point), small, "chart-agent") for point in data.agents]
    for side, shape in ((0, "circle"), (1, "square")):
        points = [at(point) for point in data.paths[side]]
        if len(points) > 1:
            parts.append(path(points, f"chart-line-{side}"))
        marks = [SHAPES[shape](point, 0.8 * small, f"chart-offer-{side}") for point in points]
        parts.append(group(marks))
    parts.append(cross(at(data.world.today), 1.4 * small, "chart-today"))
    for idea, spot in data.world.solutions.items():
        if spot is not None:
            shape, class_ = IDEAS[idea]
            parts.append(SHAPES[shape](at(spot.points), 2.4 * small, class_))
    for dot in data.dots:
        point = at(dot.at)
        if dot.own:
            parts.append(circle(point, 2.8 * small, "chart-own"))
        draw, class_ = (circle, "chart-dot") if dot.agreed else (cross, "chart-none")
        parts.append(draw(point, 1.5 * small, class_))
    parts += _labels(data, at, box)
    middle = (box.left + box.right) / 2
    below = say("Points for {side}", side=data.labels[0])
    beside = say("Points for {side}", side=data.labels[1])
    parts.append(text((middle, box.bottom + 34), below, "chart-label", "middle"))
    turned = text((0, 0), beside, "chart-label", "middle")
    parts.append(
        group([turned], transform=f"translate(13 {(box.top + box.bottom) / 2:.0f}) rotate(-90)")
    )
    return drawing(
        name,
        (width, box.bottom + 42),
        _title(data, tongue),
        _words(data, tongue),
        parts,
        "chart-svg chart-square",
    )


def _scales(data: Plane, box: Box) -> tuple[Scale, Scale]:
    """Scales alike for both sides, about what happened: half of the plane is often empty."""
    world = data.world
    shown = [world.mandate, world.today, *(dot.at for dot in data.dots), *data.agents]
    shown += [*data.cloud, *data.paths[0], *data.paths[1]]
    shown += [spot.points for spot in world.solutions.values() if spot is not None]
    if data.mandates is not None:
        shown.append(data.mandates)
    zone = _pairs(world.bargaining_zone(world.mandate))
    shown += [*zone[:1], *zone[-1:]]
    windows = [window([point[side] for point in shown]) for side in (0, 1)]
    span = max(high - low for low, high in windows)
    scales = []
    for (low, high), ends in zip(
        windows, ((box.left, box.right), (box.bottom, box.top)), strict=True
    ):
        low = min(low, max(0.0, high - span)) if high > 100.0 - span else low
        scales.append(Scale(low, low + span, *ends))
    return scales[0], scales[1]


def _staircase(points: Sequence[Pair], at: Placing) -> list[Point]:
    """Return packages as steps: between two of them, the better one is as good as it gets."""
    found: list[Point] = []
    for number, (a, b) in enumerate(points):
        corner = [(points[number - 1][0], b)] if number else []
        for point in (*map(at, corner), at((a, b))):
            # Steps too small to see would only make the page heavy.
            if not found or math.dist(found[-1], point) > 0.4:
                found.append(point)
    return found


def _zone(data: Plane, at: Placing) -> list[Markup]:
    """What both leaders could have signed on the first day."""
    floor = data.world.mandate
    zone = _pairs(data.world.bargaining_zone(floor))
    if not zone:
        return []
    edge = _staircase(zone, at)
    start, end = at((floor[0], zone[0][1])), at((zone[-1][0], floor[1]))
    return [path([at(floor), start, *edge, end], "chart-zone", closed=True)]


def _cloud(data: Plane, at: Placing, largest: float) -> list[Markup]:
    """Simulated agreements gathered in squares, as circles by their number."""
    cells: dict[tuple[int, int], list[float]] = {}
    for (a, b), count in data.cloud.items():
        cell = cells.setdefault((round(a / CELL), round(b / CELL)), [0.0, 0.0, 0.0])
        cell[0] += count
        cell[1] += count * a
        cell[2] += count * b
    most = max((cell[0] for cell in cells.values()), default=1.0)
    return [
        circle(
            at((a / count, b / count)), max(1.6, largest * math.sqrt(count / most)), "chart-cloud"
        )
        for count, a, b in sorted(map(tuple, cells.values()), reverse=True)
    ]


def _floors(data: Plane, box: Box, across: Scale, up: Scale) -> list[Markup]:
    """The least that each leader asked for, on the first day and on the last."""
    found = []
    for mandates, ending in ((data.world.mandate, ""), (data.mandates, "-end")):
        if mandates is not None:
            x, y = across.at(mandates[0]), up.at(mandates[1])
            found.append(line((x, box.top), (x, box.bottom), f"chart-floor{ending}-0"))
            found.append(line((box.left, y), (box.right, y), f"chart-floor{ending}-1"))
    return found


def _labels(data: Plane, at: Placing, box: Box) -> list[Markup]:
    """The tables' numbers; those of tables at one point stand together."""
    together: dict[tuple[int, int], list[Dot]] = {}
    for dot in data.dots:
        if dot.short:
            x, y = at(dot.at)
            together.setdefault((round(x / 3), round(y / 3)), []).append(dot)
    wanted = [(", ".join(dot.short for dot in dots), at(dots[0].at)) for dots in together.values()]
    marks = [at(dot.at) for dot in data.dots]
    found = []
    for label in place(wanted, marks, (box.left, box.top), (box.right, box.bottom)):
        if label.far:
            found.append(line(label.point, label.middle, "chart-leader"))
        x, y = label.middle
        found.append(text((x, y + 5), label.words, "chart-number", "middle"))
    return found


def _pairs(front: Frontier) -> list[Pair]:
    return [(a, b) for a, b in front.values.tolist()]
