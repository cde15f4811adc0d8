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
from experiments.speech import listing

BAR, MARKS = 0.2, 0.3
"""Inches of a bar, and of a bar with the whisker beneath it."""

FACTORS, PRIORS, CHANCE = (frozenset([one]) for one in ("factors", "priors", "chance"))

SEGMENTS: tuple[tuple[str, tuple[Part, ...], str, str], ...] = (
    ("factors alone", (FACTORS,), style.BLUE, ""),
    (
        "factors with priors or chance",
        tuple(part for part in PARTS if part > FACTORS),
        style.SKY,
        "////",
    ),
    ("priors alone", (PRIORS,), style.ORANGE, ""),
    ("priors with chance", (PRIORS | CHANCE,), "#f0c869", "\\\\\\\\"),
    ("chance alone", (CHANCE,), "#c5c8cc", ""),
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
    inches = 3.0 if style.narrow(ax) else 6.5
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
                label=words if first else None,
            )
            if width * inches > 0.34:
                ax.text(
                    left + width / 2,
                    row.middle - 0.04,
                    share(value),
                    ha="center",
                    va="center_baseline",
                    fontsize=7.5,
                    color=style.PAPER if color == style.BLUE else style.INK,
                    bbox={"facecolor": color, "edgecolor": "none", "pad": 0.6} if hatch else None,
                )
            left += width
        if bar.factors is not None:
            low, high = max(0.0, bar.factors.low), min(1.0, bar.factors.high)
            whisker(ax, row.middle + 0.4 * MARKS, Interval(0.0, low, high), style.INK)
    style.percent_axis(ax, "x", 1.0)
    ax.grid(visible=False)
    ax.set_xlabel("Share of the variance of one history’s outcome")
    style.legend_below(ax, 1 if style.narrow(ax) else 3)


def heading(panels: Sequence[Data]) -> str:
    """The finding: what the factors explain of one history, or what chance does."""
    (data,) = panels
    known = [bar.factors.value for bar in data.bars if bar.factors is not None]
    who, found = (
        ("The factors", known) if known else ("Chance", [b.chance.value for b in data.bars])
    )
    low, high = share(min(found)), share(max(found))
    span = low if low == high else f"{low[:-1]} to {high}"
    return f"{who} alone account for {span} of what one history may bring".replace(
        "Chance alone account", "Chance alone accounts"
    )


def caption(panels: Sequence[Data]) -> str:
    """What the segments mean."""
    text = (
        "Each bar is the whole variance of a single history’s outcome. Priors are what a history "
        "draws before its first day from what nobody knows; chance is everything else on its "
        "tape: whether a deadline is put off, what a court says, how markets move."
    )
    if panels[0].bars[0].factors is None:
        return (
            f"{text} Each does something alone and something that depends on the other. The "
            "factors stand at the centre here; what each would add is in the table."
        )
    return (
        f"{text} Factors stand anywhere in their ranges. Hatched is what two or three of them do "
        "together and none does alone. The thin line is the 95% interval of the factors’ own "
        "share; the other intervals are in the table."
    )


def alt(panels: Sequence[Data]) -> str:
    """Every share in words."""
    (data,) = panels
    told = []
    for bar in data.bars:
        each = [f"{w} {share(one)}" for w, one in zip(data.words, bar.shares, strict=True)]
        known = f" (factors alone {share_in_range(bar.factors)})" if bar.factors else ""
        told.append(f"{bar.label}: {listing(each)}{known}")
    return f"Shares of the variance of one history’s outcome. {'; '.join(told)}."


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
