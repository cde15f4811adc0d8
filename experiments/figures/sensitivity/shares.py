"""Whose the variance of one history's outcome is: the factors', the priors' or chance's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from experiments.analysis.intervals import Interval
from experiments.figures import style
from experiments.figures.sensitivity.rows import height, lay_out, whisker
from experiments.figures.spec import Figure, Width
from experiments.sensitivity.findings import Found
from experiments.sensitivity.variance import PARTS, Part
from experiments.sensitivity.wording import share, share_in_range
from experiments.speech import clauses, joined, listing, phrase, say

BAR, MARKS = 0.2, 0.3
"""Inches of a bar, and of a bar with the whisker beneath it."""

FACTORS, PRIORS, CHANCE = (frozenset([one]) for one in ("factors", "priors", "chance"))

SEGMENTS: tuple[tuple[str, tuple[Part, ...], str, str], ...] = (
    (phrase("factors alone"), (FACTORS,), style.BLUE, ""),
    (
        phrase("factors with priors or chance"),
        tuple(part for part in PARTS if part > FACTORS),
        style.SKY,
        "////",
    ),
    (phrase("priors alone"), (PRIORS,), style.ORANGE, ""),
    (phrase("priors with chance"), (PRIORS | CHANCE,), "#f0c869", "\\\\\\\\"),
    (phrase("chance alone"), (CHANCE,), "#c5c8cc", ""),
)
"""Words, parts of the variance, fill and hatch, from left to right."""


@dataclass(frozen=True)
class Bar:
    """One outcome: the shares of the segments, and that of the factors with its interval."""

    label: str
    shares: tuple[float, ...]
    factors: Interval | None
    chance: Interval


@dataclass(frozen=True)
class Data:
    """All outcomes, and the words for those segments that there are."""

    bars: tuple[Bar, ...]
    words: tuple[str, ...]


def prepare(everything: Sequence[Found]) -> tuple[Data] | None:
    """A bar for each outcome that varies at all."""
    varying = [found for found in everything if found.separation.variance > 0]
    if not varying:
        return None
    there = [s for s in SEGMENTS if any(part in varying[0].separation.shares for part in s[1])]
    bars = tuple(
        Bar(
            found.measure.label,
            tuple(found.separation.together(parts) for _, parts, *_ in there),
            found.separation.shares.get(FACTORS),
            found.separation.shares[CHANCE],
        )
        for found in varying
    )
    return (Data(bars, tuple(words for words, *_ in there)),)


def draw(data: Data, ax: Axes) -> None:
    """A bar an outcome, cut into segments, with the interval of the factors' own share."""
    looks = {words: (color, hatch) for words, _, color, hatch in SEGMENTS}
    placed = lay_out(ax, [bar.label for bar in data.bars], [True] * len(data.bars), MARKS)
    room = _inches(ax) / style.points(1)
    for row, bar in zip(placed, data.bars, strict=True):
        # Estimates a little below nought are drawn as nought, and the rest fills the bar.
        seen = [max(0.0, one) for one in bar.shares]
        left = 0.0
        for words, value in zip(data.words, seen, strict=True):
            color, hatch = looks[words]
            width = value / sum(seen)
            first = row is placed[0]
            ax.barh(
                row.middle - 0.04,
                width,
                left=left,
                height=BAR,
                color=color,
                hatch=hatch,
                edgecolor=style.PAPER,
                linewidth=0.8,
                label=say(words) if first else None,
            )
            if width * room > 0.34:
                ax.text(
                    left + width / 2,
                    row.middle - 0.04,
                    share(value),
                    ha="center",
                    va="center_baseline",
                    fontsize=style.points(7.5),
                    color=style.PAPER if color == style.BLUE else style.INK,
                    bbox={"facecolor": color, "edgecolor": "none", "pad": 0.6} if hatch else None,
                )
            left += width
        if bar.factors is not None:
            low, high = max(0.0, bar.factors.low), min(1.0, bar.factors.high)
            whisker(ax, row.middle + 0.4 * MARKS, Interval(0.0, low, high), style.INK)
    style.percent_axis(ax, "x", 1.0)
    ax.grid(visible=False)
    ax.set_xlabel(say("Share of the variance of one history’s outcome"))
    style.legend_below(ax, 1 if style.narrow(ax) else 3)


def _inches(ax: Axes) -> float:
    """About how long a whole bar is."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    return 3.0 if style.narrow(ax) else figure.get_figwidth() * 6.5 / 7


def heading(panels: Sequence[Data]) -> str:
    """The finding: what the factors explain of one history, or what chance does."""
    (data,) = panels
    known = [bar.factors.value for bar in data.bars if bar.factors is not None]
    found = known or [bar.chance.value for bar in data.bars]
    low, high = share(min(found)), share(max(found))
    span = low if low == high else say("{low} to {high}", low=low[:-1], high=high)
    if known:
        return say(
            "The factors alone account for {share} of what one history may bring", share=span
        )
    return say("Chance alone accounts for {share} of what one history may bring", share=span)


def caption(panels: Sequence[Data]) -> str:
    """What the segments mean."""
    text = say(
        "Each bar is the whole variance of a single history’s outcome. Priors are what a history "
        "draws before its first day from what nobody knows; chance is everything else on its "
        "tape: whether a deadline is put off, what a court says, how markets move."
    )
    if panels[0].bars[0].factors is None:
        alone = say(
            "Each does something alone and something that depends on the other. The factors "
            "stand at the centre here; what each would add is in the table."
        )
        return joined(text, alone)
    hatched = say(
        "Factors stand anywhere in their ranges. Hatched is what two or three of them do "
        "together and none does alone. The thin line is the 95% interval of the factors’ own "
        "share; the other intervals are in the table."
    )
    return joined(text, hatched)


def alt(panels: Sequence[Data]) -> str:
    """Every share in words."""
    (data,) = panels
    told = clauses([_told(bar, data.words) for bar in data.bars])
    return say("Shares of the variance of one history’s outcome. {shares}.", shares=told)


def _told(bar: Bar, words: Sequence[str]) -> str:
    """One outcome's shares in words."""
    each = [
        say("{part} {share}", part=say(one), share=share(value))
        for one, value in zip(words, bar.shares, strict=True)
    ]
    told = say("{outcome}: {shares}", outcome=bar.label, shares=listing(each))
    if bar.factors is None:
        return told
    return say(
        "{shares} (factors alone {factors})", shares=told, factors=share_in_range(bar.factors)
    )


def height_of(data: Data, width: Width) -> float:
    """Rows, the axis, and the legend beneath."""
    legend = 0.17 * (len(data.words) if width == "column" else -(-len(data.words) // 3))
    return height([bar.label for bar in data.bars], width, MARKS) + 0.62 + legend


FIGURE = Figure(
    name="shares",
    place=10,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height_of,
)
