"""Why a side moved: one history's mandate, taken apart day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from experiments.analysis.wording import date, opening, possessive, the
from experiments.figures import style
from experiments.figures.calendar import Calendar, calendar, date_axis
from experiments.figures.landmarks import ROW_POINTS, mark_days, rows_of_labels
from experiments.figures.material import Material
from experiments.figures.spec import Figure, Width
from experiments.speech import clauses, joined, phrase, say

EVENTS = {
    "text": ("o", style.GREEN, phrase("text agreed")),
    "leaders": ("s", style.VERMILLION, phrase("leaders decide")),
    "home": ("D", style.PURPLE, phrase("home decides")),
    "interim": ("^", style.SKY, phrase("interim accord")),
    "deadline": ("v", style.INK, phrase("deadline passes or moves")),
    "threat": ("X", style.ORANGE, phrase("new threat")),
    "others": ("P", style.BLUE, phrase("another country’s deal")),
    "court": ("*", style.QUIET, phrase("court decides")),
    "break": ("_", style.INK, phrase("talks broken off")),
}
"""Marker, colour and words for the diary's entries of each kind."""


PRESSURES = {
    "threat": (
        phrase("pressure of threat"),
        phrase("{whose} goes from {first} to {last} points, moved most by the threat."),
        "#f3d9c4",
        style.VERMILLION,
        "////",
    ),
    "losses": (
        phrase("pressure of losses"),
        phrase("{whose} goes from {first} to {last} points, moved most by its losses."),
        "#cfd3d8",
        "#cfd3d8",
        "",
    ),
    "stress": (
        phrase("pressure of market stress"),
        phrase("{whose} goes from {first} to {last} points, moved most by market stress."),
        "#e7d3e0",
        style.PURPLE,
        "....",
    ),
    "majority": (
        phrase("pressure of lost majority"),
        phrase("{whose} goes from {first} to {last} points, moved most by its lost majority."),
        "#d5e6f2",
        style.BLUE,
        "xxxx",
    ),
}
"""For each term that moves a mandate off its reference: its words in the key, a sentence where it
moved most, fill, hatch colour and hatch."""


@dataclass(frozen=True)
class Data:
    """One side's daily series, each of shape (days,), in points (0 worst package, 100 best).

    `bands` has each pressure's upper and lower edge, the first starting from `reference`, each
    next from where the one before ends (a pressure that stiffens a side rises). The mandate is
    the greater of the last edge and `outside`, what no deal is worth. `events` are (day, kind);
    `key` has the pressures that the figure's key explains, those that either side feels.
    """

    side: int
    label: str
    reference: NDArray[np.float64]
    bands: tuple[tuple[str, NDArray[np.float64], NDArray[np.float64]], ...]
    outside: NDArray[np.float64]
    mandate: NDArray[np.float64]
    days: Calendar
    events: tuple[tuple[int, str], ...]
    run: int
    key: tuple[str, ...] = ()

    @property
    def pressed(self) -> NDArray[np.float64]:
        """What is left of the reference under all pressures."""
        return self.bands[-1][2] if self.bands else self.reference

    @property
    def felt(self) -> tuple[str, ...]:
        """Pressures that move the mandate by half a point on some day."""
        return tuple(
            term for term, above, below in self.bands if np.abs(above - below).max() >= 0.5
        )


def prepare(material: Material) -> tuple[Data, ...] | None:
    """One panel a side, up to the history's last day; None where no history was told."""
    told = material.told
    if told is None:
        return None
    scenario = material.scenario
    last = len(told.daily[f"mandate_{scenario.sides[0]}"]) - 1
    whole = calendar(scenario)
    days = Calendar(whole.start, last, tuple(mark for mark in whole.marks if mark[0] <= last))
    panels = []
    for number, (side, label) in enumerate(zip(scenario.sides, scenario.side_labels, strict=True)):

        def daily(term: str, side: str = side) -> NDArray[np.float64]:
            return np.asarray(told.daily[f"{term}_{side}"], dtype=float)

        def points(values: NDArray[np.float64], number: int = number) -> NDArray[np.float64]:
            return np.array([told.points(number, float(value)) for value in values])

        edge = daily("reference")
        bands = []
        for term in PRESSURES:
            if f"{term}_{side}" in told.daily:
                bands.append((term, points(edge), points(edge - daily(term))))
                edge = edge - daily(term)
        panels.append(
            Data(
                side=number,
                label=label,
                reference=points(daily("reference")),
                bands=tuple(bands),
                outside=points(daily("outside")),
                mandate=points(daily("mandate")),
                days=days,
                events=tuple((e.day, e.kind) for e in told.entries if e.kind in EVENTS),
                run=told.run,
            )
        )
    key = tuple(term for term in PRESSURES if any(term in panel.felt for panel in panels))
    return tuple(replace(panel, key=key) for panel in panels)


def draw(data: Data, ax: Axes) -> None:
    """The reference value as the roof; what hangs from it is pressure; what is left is signed."""
    day = np.arange(len(data.mandate))
    for term, above, below in data.bands:
        *_, fill, edge, hatch = PRESSURES[term]
        if term in data.felt:
            ax.fill_between(
                day,
                below,
                above,
                step="post",
                facecolor=fill,
                edgecolor=edge,
                hatch=hatch,
                linewidth=0,
            )
    ax.step(
        day,
        data.reference,
        where="post",
        color=style.QUIET,
        linewidth=style.lines(0.9),
        label=say("without pressure"),
    )
    ax.step(
        day,
        data.outside,
        where="post",
        color=style.BLUE,
        linestyle=(0, (1, 1.2)),
        linewidth=style.lines(1.5),
        label=say("no deal"),
    )
    ax.step(
        day,
        data.mandate,
        where="post",
        color=style.INK,
        linewidth=style.lines(2.2),
        label=say("mandate"),
    )
    values = np.concatenate([data.reference, data.pressed, data.outside, data.mandate])
    span = max(10.0, float(np.ptp(values)))
    ax.set_ylim(values.min() - 0.08 * span, values.max() + 0.34 * span)
    _mark_events(data, ax, float(values.max() + 0.1 * span), 0.11 * span)
    date_axis(ax, data.days)
    mark_days(ax, data.days, labels=style.first(ax))
    ax.set_ylabel(say("Points"))
    rows = rows_of_labels(data.days, is_narrow=style.narrow(ax)) if style.first(ax) else 0
    ax.set_title(data.label, pad=style.points(8 + ROW_POINTS * rows))
    _explain(data, ax)


def _explain(data: Data, ax: Axes) -> None:
    """Add the bands to the key, once for both panels, and write it beneath the last."""
    for term, (words, _, fill, edge, hatch) in PRESSURES.items():
        if term in data.key:
            ax.fill_between([], [], [], fc=fill, ec=edge, hatch=hatch, lw=0, label=say(words))
    if style.last(ax):
        style.legend_below(ax, 2 if style.narrow(ax) else 4)


def _mark_events(data: Data, ax: Axes, lowest: float, step: float) -> None:
    """Markers above the curves; those of one day stand on each other."""
    taken: dict[int, int] = {}
    for kind, (marker, color, label) in EVENTS.items():
        days = sorted({day for day, of_kind in data.events if of_kind == kind})
        if days:
            ax.plot(
                days,
                [lowest + step * taken.get(day, 0) for day in days],
                linestyle="none",
                marker=marker,
                color=color,
                markersize=style.lines(8 if marker == "*" else 5.5),
                # What is a mere stroke would be drawn in the colour of its edge, and not be seen.
                markeredgecolor=color if marker == "_" else style.PAPER,
                markeredgewidth=style.lines(1.6 if marker == "_" else 0.6),
                label=say(label),
                clip_on=False,
            )
        taken |= {day: taken.get(day, 0) + 1 for day in days}


def heading(panels: Sequence[Data]) -> str:
    """The finding: whose mandate moved most, in this history."""
    moved = max(panels, key=lambda panel: abs(panel.mandate[-1] - panel.mandate[0]))
    change = moved.mandate[-1] - moved.mandate[0]
    values = {
        "side": the(moved.label),
        "whose": possessive(moved.label),
        "points": f"{abs(change):.0f}",
    }
    if abs(change) < 1 and len(panels) > 1:
        return say("In this history neither side’s mandate moves much")
    if abs(change) < 1:
        return say("In this history {whose} mandate hardly moves", **values)
    if len(panels) == 1 and change < 0:
        return say("In this history {side} softens by {points} points", **values)
    if len(panels) == 1:
        return say("In this history {side} hardens by {points} points", **values)
    if change < 0:
        return say("In this history {side} softens most, by {points} points", **values)
    return say("In this history {side} hardens most, by {points} points", **values)


def caption(panels: Sequence[Data]) -> str:
    """How to read the bands, and what pressed each side."""
    return joined(
        say(
            "Run {run}, taken apart. The thick line is the mandate: the least that a leader would "
            "sign that day (0 = the worst package for that side, 100 = the best). It starts from "
            "what the leader would accept without pressure (grey line, which other countries’ "
            "deals may shift); each band is what one pressure takes off it or adds. The mandate "
            "never falls below the dotted line, the worth of no deal: nobody signs what is worse "
            "than waiting. Markers show what happened.",
            run=panels[0].run,
        ),
        *(_move(panel) for panel in panels),
    )


def _move(panel: Data) -> str:
    """Where a mandate went, and which pressure took off most by the last day."""
    first, last = panel.mandate[0], panel.mandate[-1]
    values = {
        "whose": opening(possessive(panel.label)),
        "first": f"{first:.0f}",
        "last": f"{last:.0f}",
    }
    if abs(last - first) < 1:
        return say("{whose} stays at about {last} points.", **values)
    if last <= panel.outside[-1]:
        return say(
            "{whose} goes from {first} to {last} points; it can go no lower, for no deal is worth "
            "as much.",
            **values,
        )
    pulls = {PRESSURES[term][1]: above[-1] - below[-1] for term, above, below in panel.bands}
    pulls[STANDARD] = panel.reference[0] - panel.reference[-1]
    strongest = max(pulls, key=lambda words: float(pulls[words]))
    if last > first or pulls[strongest] < 1:
        return say("{whose} goes from {first} to {last} points.", **values)
    return say(strongest, **values)


STANDARD = phrase(
    "{whose} goes from {first} to {last} points, moved most by a lower standard (the grey line)."
)


def alt(panels: Sequence[Data]) -> str:
    """First, lowest and last value of each mandate."""
    parts = [
        say(
            "{side}: {first} points on the first day, {lowest} at its lowest on {date}, {last} on "
            "the last",
            side=p.label,
            first=f"{p.mandate[0]:.0f}",
            lowest=f"{p.mandate.min():.0f}",
            date=date(p.days.date(int(np.argmin(p.mandate)))),
            last=f"{p.mandate[-1]:.0f}",
        )
        for p in panels
    ]
    return say(
        "The mandate of each side over time in run {run}. {mandates}.",
        run=panels[0].run,
        mandates=clauses(parts),
    )


def height(data: Data, width: Width) -> float:
    """The first panel also carries the labels of the calendar, the last one the key."""
    key = (1.35 if width == "column" else 0.55) * data.side
    rows = rows_of_labels(data.days, is_narrow=width == "column") if data.side == 0 else 0
    return 2.1 + 0.16 * rows + key


FIGURE = Figure(
    name="mandate",
    place=60,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
    needs=("told",),
)
