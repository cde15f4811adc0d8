"""What agreements say on tariffs: the rates agreed, with today's and the threatened rate."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.analysis.summary import IssueTerm
from experiments.analysis.tariffs import threatened, today
from experiments.analysis.wording import inside, number, percent, quantity
from experiments.figures import style
from experiments.figures.material import Material
from experiments.figures.spec import Figure, Width
from experiments.speech import clauses, listing, say


@dataclass(frozen=True)
class Data:
    """One tariff: shares of agreements at each rate, today's rate and the threatened one."""

    term: IssueTerm
    today: float
    threatened: float | None
    agreements: int
    first: bool


def prepare(material: Material) -> tuple[Data, ...] | None:
    """One panel a tariff issue; None without tariffs or without agreements."""
    agreements = material.arm.summary.agreement.runs
    terms = [t for t in material.arm.summary.terms if t.issue.tariff]
    if not agreements or not terms:
        return None
    scenario = material.scenario
    return tuple(
        Data(
            term=term,
            today=today(scenario, term.issue),
            threatened=threatened(scenario, term.issue),
            agreements=agreements,
            first=index == 0,
        )
        for index, term in enumerate(terms)
    )


def draw(data: Data, ax: Axes) -> None:
    """A column at each rate, its share above it; today's rate and the threat as marked lines."""
    levels, shares = data.term.issue.levels, data.term.shares
    reach = max(*levels, data.today, data.threatened or 0.0)
    gap = min(abs(a - b) for a, b in itertools.pairwise(levels))
    width = min(gap * 0.7, reach / 22)
    tallest = max(shares)
    ax.bar(levels, shares, width=width, color=style.BLUE, linewidth=0)
    for level, share in zip(levels, shares, strict=True):
        if share >= 0.03:
            ax.annotate(
                f"{100 * share:.0f}%",
                xy=(level, share),
                xytext=(0, style.points(2)),
                textcoords="offset points",
                ha="center",
                fontsize=style.points(7.5),
                bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.6},
            )
    # Room for the words on the lines above the numbers on the columns.
    ax.set_ylim(0, (2.2 if style.look().sparse else 1.7) * tallest)
    ax.set_xlim(-0.04 * reach, 1.08 * reach)
    now = say("in force {rate}", rate=quantity(data.today, "percent"))
    _mark(ax, data.today, now, style.INK, "solid")
    if data.threatened is not None and data.threatened != data.today:
        threat = say("threatened {rate}", rate=quantity(data.threatened, "percent"))
        _mark(ax, data.threatened, threat, style.VERMILLION, (0, (4, 2)))
    ax.set_title(data.term.issue.label)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.xaxis.set_major_locator(
        MaxNLocator(nbins=5 if style.look().sparse else 6, steps=[1, 2, 2.5, 5, 10])
    )
    ax.xaxis.set_major_formatter(FuncFormatter(lambda rate, _: f"{number(rate)}%"))


def _mark(ax: Axes, rate: float, words: str, color: str, line: object) -> None:
    ax.axvline(rate, color=color, linestyle=line, linewidth=style.lines(1.1), zorder=0.5)
    right = rate < 0.75 * ax.get_xlim()[1]
    ax.annotate(
        words,
        xy=(rate, 1),
        xycoords=("data", "axes fraction"),
        xytext=(style.points(4 if right else -4), style.points(-8)),
        textcoords="offset points",
        ha="left" if right else "right",
        fontsize=style.points(7.5),
        color=color,
    )


def heading(panels: Sequence[Data]) -> str:
    """The finding: the median rate of the first tariff against today's."""
    lead = panels[0]
    median, now = lead.term.median.value, lead.today
    values = {
        "tariff": lead.term.issue.label,
        "rate": quantity(median, "percent"),
        "now": quantity(now, "percent"),
    }
    if median == now:
        return say("{tariff}: typically unchanged at {now}", **values)
    if median < now:
        return say("{tariff}: typically {rate}, down from {now}", **values)
    return say("{tariff}: typically {rate}, up from {now}", **values)


def caption(panels: Sequence[Data]) -> str:
    """How to read the columns, and each tariff's usual rate."""
    usual = [
        say(
            "{rate} on the {tariff} ({share} of agreements)",
            rate=quantity(p.term.issue.levels[p.term.usual], "percent"),
            tariff=inside(p.term.issue.label),
            share=percent(p.term.usual_share),
        )
        for p in panels
    ]
    return say(
        "Columns show in how many agreements in a hundred each rate is written down; further "
        "left is a lower tariff. The solid line is the rate in force on the first day, the dashed "
        "one the rate that comes back if a deadline passes. Commonest: {rates}.",
        rates=listing(usual),
    )


def alt(panels: Sequence[Data]) -> str:
    """Every rate with its share."""
    parts = []
    for panel in panels:
        shares = [
            say("{term} in {share}", term=quantity(level, "percent"), share=percent(share))
            for level, share in zip(panel.term.issue.levels, panel.term.shares, strict=True)
            if share > 0
        ]
        parts.append(say("{issue}: {terms}", issue=panel.term.issue.label, terms=listing(shares)))
    return say("Rates agreed, as shares of all agreements. {rates}.", rates=clauses(parts))


def height(data: Data, width: Width) -> float:
    """The same for each tariff."""
    return 1.45 if width == "page" else 1.35


FIGURE = Figure(
    name="terms",
    place=30,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
)
