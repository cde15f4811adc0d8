"""What the factors of an experiment do: agreement and scores, setting by setting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.analysis.arms import ArmOutcomes
from experiments.analysis.intervals import Interval
from experiments.analysis.wording import inside, percent, percent_with_range
from experiments.figures import style
from experiments.figures.lettering import wrapped
from experiments.figures.material import Material
from experiments.figures.spec import Figure, Width
from experiments.speech import joined, listing, say

NAME_EMS = 11.0
"""Width of the longest line of an arm's name, as a multiple of the size of its type."""


@dataclass(frozen=True)
class Data:
    """One measure over the levels of the first factor, a series for every other combination.

    `points[series][level]` is None where the experiment has no such arm. Arms that are `named` one
    by one are the levels of a single series, each in a row of its own.
    """

    title: str
    share: bool
    factor: str
    levels: tuple[str, ...]
    series: tuple[str, ...]
    points: tuple[tuple[Interval | None, ...], ...]
    legend: str
    last: bool
    named: bool = False


def prepare(material: Material) -> tuple[Data, ...] | None:
    """Agreement and each side's mean score; None for an experiment that varies nothing."""
    arms = [arm for arm in material.arms if arm.settings]
    if len(arms) < 2:
        return None
    levels = tuple(dict.fromkeys(arm.settings[0].word for arm in arms))
    series = tuple(dict.fromkeys(_rest(arm) for arm in arms))
    others = arms[0].settings[1:]
    # With one other factor the legend's title names it, so that entries need only its values.
    legend = others[0].label if len(others) == 1 else ""
    labels = material.scenario.side_labels

    def panel(title: str, share: bool, values: Sequence[Interval], last: bool) -> Data:
        at = {
            (_rest(arm), arm.settings[0].word): value
            for arm, value in zip(arms, values, strict=True)
        }
        return Data(
            title=title,
            share=share,
            factor=arms[0].settings[0].label,
            levels=levels,
            series=series,
            points=tuple(tuple(at.get((name, level)) for level in levels) for name in series),
            legend=legend,
            last=last,
            named=arms[0].settings[0].named,
        )

    panels = [panel(say("Agreement"), True, [a.summary.agreement.interval for a in arms], False)]
    for side, label in enumerate(labels):
        scores = [a.summary.sides[side].score for a in arms]
        title = say("Score, {side}", side=label)
        panels.append(panel(title, False, scores, side == len(labels) - 1))
    return tuple(panels)


def _rest(arm: ArmOutcomes) -> str:
    others = arm.settings[1:]
    if len(others) == 1:
        return others[0].word
    return say(", ").join(
        say("{factor} {value}", factor=setting.label, value=setting.word) for setting in others
    )


def draw(data: Data, ax: Axes) -> None:
    """Dots with whiskers, side by side at each level and joined within a series.

    Of arms that are named one by one, a row for each.
    """
    if data.named:
        _draw_rows(data, ax)
        return
    count = len(data.series)
    width = min(0.6, 0.16 * (count - 1))
    shown = []
    for index, row in enumerate(data.points):
        color, line, marker = style.SERIES[index % len(style.SERIES)]
        shift = width * (index / (count - 1) - 0.5) if count > 1 else 0.0
        known = [(at + shift, point) for at, point in enumerate(row) if point is not None]
        shown += [point for _, point in known]
        ax.plot(
            [at for at, _ in known],
            [point.value for _, point in known],
            color=color,
            linestyle=line,
            marker=marker,
            markersize=style.lines(4.5),
            linewidth=style.lines(1.1),
            label=data.series[index],
        )
        for at, point in known:
            ax.plot((at, at), (point.low, point.high), color=color, linewidth=style.lines(1.4))
    ax.set_xticks(range(len(data.levels)), list(data.levels))
    ax.set_xlim(-0.5, len(data.levels) - 0.5)
    ax.set_title(style.fitting(ax, data.title, 1.1 * 9.5))
    ax.set_xlabel(style.fitting(ax, data.factor, 8.5))
    ax.grid(axis="y")
    if data.share:
        style.percent_axis(ax, "y", style.headroom(max(point.high for point in shown)))
        ax.set_ylabel(say("Share of histories"))
    else:
        ax.set_ylabel(say("Mean, 0–100 points"))
    if data.last and count > 1:
        style.legend_below(ax, 2 if style.narrow(ax) else 4, data.legend or None)


def _draw_rows(data: Data, ax: Axes) -> None:
    """A dot and a whisker in each row; the rows' names stand once where panels share a row."""
    (row,) = data.points
    color, _, marker = style.SERIES[0]
    for at, point in enumerate(row):
        if point is not None:
            whisker = (point.low, point.high)
            ax.plot(whisker, (at, at), color=color, linewidth=style.lines(1.4))
            ax.plot(point.value, at, marker=marker, color=color, markersize=style.lines(4.5))
    ax.set_title(style.fitting(ax, data.title, 1.1 * 9.5))
    ax.grid(axis="x")
    if data.share:
        most = max(point.high for point in row if point is not None)
        style.percent_axis(ax, "x", style.headroom(most))
        ax.set_xlabel(style.fitting(ax, say("Share of histories"), 8.5))
    else:
        ax.xaxis.set_major_locator(MaxNLocator(nbins=4))
        ax.set_xlabel(style.fitting(ax, say("Mean, 0–100 points"), 8.5))
    named = style.first(ax) or style.narrow(ax)
    names = [wrapped(name, NAME_EMS) if named else "" for name in data.levels]
    ax.set_yticks(range(len(names)), names)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(names) - 0.5, -0.5)


def heading(panels: Sequence[Data]) -> str:
    """The finding: how far agreement moves between the settings."""
    known = [point.value for row in panels[0].points for point in row if point is not None]
    return say(
        "Agreement ranges from {low} to {high}", low=percent(min(known)), high=percent(max(known))
    )


def caption(panels: Sequence[Data]) -> str:
    """How to read the dots, and where agreement is likeliest."""
    panel = panels[0]
    best, where = max(
        (
            (point, _where(panel, s, i))
            for s, row in enumerate(panel.points)
            for i, point in enumerate(row)
            if point is not None
        ),
        key=lambda found: found[0].value,
    )
    return joined(
        say(
            "Each dot is one setting, with its 95% interval as a line. All settings share the "
            "same chance events, run by run, so dots differ less by luck than their intervals "
            "suggest. A score is what a side has over a whole year, on a scale where 0 is its "
            "worst package in force all year and 100 its best."
        ),
        say(
            "Agreement is likeliest with {setting}: {share}.",
            setting=where,
            share=percent_with_range(best),
        ),
    )


def _where(panel: Data, series: int, level: int) -> str:
    if panel.named:
        return say("“{label}”", label=panel.levels[level])
    text = say("{factor} at {value}", factor=inside(panel.factor), value=panel.levels[level])
    other = panel.series[series]
    if panel.legend:
        return listing([text, say("{factor} at {value}", factor=inside(panel.legend), value=other)])
    return say(", ").join([text, other]) if other else text


def alt(panels: Sequence[Data]) -> str:
    """The agreement share in every setting."""
    panel = panels[0]
    parts = [
        say("{share} with {setting}", share=percent_with_range(point), setting=_where(panel, s, i))
        for s, row in enumerate(panel.points)
        for i, point in enumerate(row)
        if point is not None
    ]
    return say("Agreement shares by setting: {shares}.", shares=listing(parts))


def height(data: Data, width: Width) -> float:
    """Room for the legend beneath, or for a row each."""
    if data.named:
        return 0.9 + 0.36 * len(data.levels)
    rows = (len(data.series) + 1) // 2 if len(data.series) > 1 else 0
    return 2.6 + 0.2 * rows


FIGURE = Figure(
    name="grid",
    place=5,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
    beside=True,
)
