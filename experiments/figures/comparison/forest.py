"""Changes with their intervals, one below the other: the panels of several figures."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes

from experiments.analysis.change_words import change_in_words
from experiments.analysis.intervals import Interval
from experiments.analysis.wording import MINUS
from experiments.compare import Compared
from experiments.figures import style
from experiments.figures.comparison.material import MOST_ARMS, Sides
from experiments.figures.spec import Figure, Width
from experiments.speech import joined, listing, say

ROW_INCHES = {"page": 0.25, "column": 0.42}
"""Height of a row with one change; each further one adds a little."""

MORE_INCHES = 0.09
PITCH = {"page": 1.0, "column": 1.7}


@dataclass(frozen=True)
class Row:
    """One measure: a change for each arm but the first, in the panel's unit.

    Where there is only one, `told` has it in numbers and `said` with its own unit.
    """

    label: str
    changes: tuple[Interval, ...]
    told: str
    said: str

    @property
    def clear(self) -> bool:
        """Whether the only change, or the first of several, can be told from none."""
        return not self.changes[0].low <= 0 <= self.changes[0].high


@dataclass(frozen=True)
class Panel:
    """Rows on one axis.

    `series` are the arms but the first, `first` is what they are set against (empty if `series`
    tells it of each), run by run if `paired`; `unseen` says what the figure leaves out. The `last`
    panel has room for a key.
    """

    title: str
    unit: str
    rows: tuple[Row, ...]
    series: tuple[str, ...]
    first: str
    unseen: str
    paired: bool
    last: bool = False


def figure(
    name: str,
    place: int,
    prepare: Callable[[Sides], tuple[Panel, ...] | None],
    heading: Callable[[Sequence[Panel]], str],
    reading: Callable[[Sequence[Panel]], str],
) -> Figure:
    """A figure of such panels; `reading` says how to read its marks."""

    def caption(panels: Sequence[Panel]) -> str:
        return joined(reading(panels), panels[0].unseen)

    return Figure(
        name=name,
        place=place,
        prepare=prepare,
        draw=draw,
        heading=heading,
        caption=caption,
        alt=alt,
        height=height,
        axes_height=axes_height,
    )


def panel(
    title: str, unit: str, rows: Sequence[tuple[str, Compared, float]], sides: Sides
) -> Panel | None:
    """A panel of measures with the label and the factor of each; None without any known change."""
    found = []
    for label, compared, factor in rows:
        differences = compared.differences[: MOST_ARMS - 1]
        changes = tuple(Interval(*(factor * end for end in d.change)) for d in differences)
        if not any(math.isfinite(change.low) for change in changes):
            continue
        words = ("", "")
        if len(changes) == 1:
            words = (
                change_in_words(differences[0].change, compared.measure),
                change_in_words(differences[0].change, compared.measure, unit=True),
            )
        found.append(Row(label, changes, *words))
    if not found:
        return None
    return Panel(
        title,
        unit,
        tuple(found),
        sides.labels[1:],
        sides.labels[0],
        sides.unseen,
        sides.comparison.paired,
    )


def panels(found: Sequence[Panel | None]) -> tuple[Panel, ...] | None:
    """Those that have something to show; None if none has."""
    known = [one for one in found if one is not None]
    return (*known[:-1], replace(known[-1], last=True)) if known else None


def draw(data: Panel, ax: Axes) -> None:
    """A dot with a whisker for each change; hollow where the interval takes in 0."""
    is_narrow = style.narrow(ax)
    pitch = PITCH["column" if is_narrow else "page"]
    count = len(data.series)
    width = min(0.62, 0.2 * (count - 1))
    ax.axvline(0, color=style.QUIET, linewidth=style.lines(0.9), zorder=1)
    for place, row in enumerate(data.rows):
        for index, change in enumerate(row.changes):
            if math.isfinite(change.low):
                shift = width * (index / (count - 1) - 0.5) if count > 1 else 0.0
                _mark(ax, change, pitch * place + shift, index)
        if is_narrow:
            _label(ax, row.label, pitch * place - width / 2)
    ends = [end for row in data.rows for c in row.changes if math.isfinite(c.low) for end in c]
    low, high = min(0.0, *ends), max(0.0, *ends)
    air = 0.06 * (high - low or 1.0)
    ax.set_xlim(low - air, high + air)
    ax.set_ylim(pitch * (len(data.rows) - 1) + 0.6, -1.05 if is_narrow else -0.6)
    places = [pitch * place for place in range(len(data.rows))]
    ax.set_yticks(places, ["" if is_narrow else row.label for row in data.rows])
    if count == 1:
        _numbers_beside(ax, data.rows, places)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    ax.set_title(data.title)
    ax.set_xlabel(data.unit)
    if count > 1 and style.last(ax):
        for index, label in enumerate(data.series):
            _mark(ax, Interval(math.nan, math.nan, math.nan), 0, index, label)
        title = say("Change from “{first}” to", first=data.first) if data.first else say("Change")
        style.legend_below(ax, 1 if is_narrow else 3, title)


def _mark(ax: Axes, change: Interval, place: float, index: int, label: str = "") -> None:
    color, _, marker = style.SERIES[index + 1]  # the first is the reference's
    clear = not change.low <= 0 <= change.high
    ax.plot(
        (change.low, change.high), (place, place), color=color, linewidth=style.lines(1.5), zorder=2
    )
    ax.plot(
        [change.value],
        [place],
        marker=marker,
        markersize=style.lines(5.5),
        color=color,
        markerfacecolor=color if clear else style.PAPER,
        markeredgewidth=1.2,
        linestyle="none",
        label=label or None,
        zorder=3,
    )


def _label(ax: Axes, text: str, top: float) -> None:
    """A row's label above its highest mark, where there is no room beside it."""
    ax.annotate(
        text,
        xy=(0, top),
        xycoords=("axes fraction", "data"),
        xytext=(0, style.points(5)),
        textcoords="offset points",
        va="bottom",
        fontsize=style.points(7.5),
        # Lines of the grid stop before the words, marks stand over them.
        bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.8},
        zorder=1.5,
        annotation_clip=False,
    )


def _numbers_beside(ax: Axes, rows: Sequence[Row], places: Sequence[float]) -> None:
    """Each row's numbers right of it, as labels of a second axis, so that room is made for them."""
    beside = ax.secondary_yaxis("right")
    beside.set_yticks(places, [row.told for row in rows])
    beside.tick_params(axis="y", length=0, labelsize=style.points(6.8 if style.narrow(ax) else 7.5))
    beside.spines["right"].set_visible(False)
    # Letters run wider in fine print than on a coarse screen: lay out as it will be saved.
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.set_dpi(style.DPI)


def axes_height(data: Panel, width: Width) -> float:
    """A strip a row."""
    return (ROW_INCHES[width] + MORE_INCHES * (len(data.series) - 1)) * len(data.rows)


def height(data: Panel, width: Width) -> float:
    """The axes, and room for title, axis and legend."""
    per_row = 3 if width == "page" else 1
    rows = math.ceil(len(data.series) / per_row)
    legend = 0.2 + 0.17 * rows if data.last and len(data.series) > 1 else 0.0
    return axes_height(data, width) + 0.78 + legend


def alt(panels: Sequence[Panel]) -> str:
    """All changes in words, for those who can't see them."""
    told = "; ".join(
        say(
            "{title} ({unit}): {changes}",
            title=one.title,
            unit=one.unit,
            changes=say(", ").join(
                say(
                    "{measure} {changes}",
                    measure=row.label,
                    changes=listing([_numbers(change) for change in row.changes]),
                )
                for row in one.rows
            ),
        )
        for one in panels
    )
    return say(
        "Changes from {first}, with 95% intervals. {told}.", first=panels[0].first, told=told
    )


def _numbers(change: Interval) -> str:
    if not math.isfinite(change.low):
        return say("unknown")
    value, low, high = (f"{end:.3g}".replace("-", MINUS) for end in change)
    return say("{value} ({low} to {high})", value=value, low=low, high=high)
