"""How histories end, and why those without an agreement have none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from experiments.analysis.summary import Share
from experiments.analysis.wording import percent, percent_range, percent_with_range
from experiments.figures import style
from experiments.figures.material import Material
from experiments.figures.spec import Figure, Width
from experiments.speech import joined, listing, say

REASON = ("#7b8ba3", "")


@dataclass(frozen=True)
class Data:
    """All endings and, of the reasons for no agreement, those that occur, commonest first."""

    endings: tuple[Share, ...]
    reasons: tuple[Share, ...]


def prepare(material: Material) -> tuple[Data]:
    """Endings and reasons of the arm shown; there is always something to draw."""
    summary = material.arm.summary
    reasons = sorted((share for share in summary.reasons if share.runs), key=lambda s: -s.runs)
    return (Data(summary.endings, tuple(reasons)),)


def draw(data: Data, ax: Axes) -> None:
    """A bar for each share, its interval as a whisker, its value beside it; reasons below.

    Labels stand left of the bars on a page and above them in a column.
    """
    is_narrow = style.narrow(ax)
    pitch = 1.75 if is_narrow else 1.0
    places = [pitch * at for at in range(len(data.endings))]
    ax.set_title(say("How histories end"))
    if data.reasons:
        below = places[-1] + 1.35
        title = say("Why there was no agreement")
        ax.text(0, below, title, fontweight=style.bold(), fontsize=style.points(9.5))
        places += [below + pitch * (at + 1) - 0.2 for at in range(len(data.reasons))]
    shares = (*data.endings, *data.reasons)
    for place, share in zip(places, shares, strict=True):
        _bar(ax, place, share)
        if is_narrow:
            ax.text(0, place - 0.42, share.label, va="bottom", fontsize=style.points(8))
    ax.set_yticks(places, ["" if is_narrow else share.label for share in shares])
    ax.set_ylim(places[-1] + 0.5, -1.1 if is_narrow else -0.5)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    # Room for the number beside the longest bar.
    reach = max(share.interval.high for share in shares)
    style.percent_axis(ax, "x", min(1.0, (1.25 if is_narrow else 1.12) * reach))
    ax.grid(axis="x")
    ax.set_xlabel(say("Share of all histories"))


def _bar(ax: Axes, place: float, share: Share) -> None:
    color, hatch = style.ENDINGS.get(share.name, REASON)
    at = share.interval
    ax.barh(place, at.value, height=0.62, color=color, hatch=hatch, linewidth=0)
    ax.plot((at.low, at.high), (place, place), color=style.INK, linewidth=style.lines(1.1))
    ax.plot((at.low, at.high), (place, place), "|", color=style.INK, markersize=style.lines(5))
    ax.annotate(
        percent(at.value),
        xy=(at.high, place),
        xytext=(style.points(5), 0),
        textcoords="offset points",
        va="center",
        fontweight=style.bold(),
        bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.8},
    )


def heading(panels: Sequence[Data]) -> str:
    """The finding: the commonest ending."""
    (data,) = panels
    common = max(data.endings, key=lambda share: share.runs)
    if common.runs == common.of:
        return say("Every history ends the same way: {ending}", ending=common.label.lower())
    return say(
        "{ending} is the commonest ending: {share}",
        ending=common.label,
        share=percent(common.interval.value),
    )


def caption(panels: Sequence[Data]) -> str:
    """How to read the bars, and what the commonest reason means."""
    (data,) = panels
    text = say(
        "Each bar is a share of all histories; every history ends in exactly one way. "
        "The thin line across a bar’s end is its 95% interval."
    )
    if not data.reasons:
        return joined(text, say("Every history ends in an agreement."))
    first = data.reasons[0]
    return joined(
        text,
        say(
            "The lower bars split the histories without an agreement by what stood in the way. "
            "First comes “{reason}”, in {share} of all histories ({range}): {meaning}.",
            reason=first.label.lower(),
            share=percent(first.interval.value),
            range=percent_range(first.interval),
            meaning=first.meaning,
        ),
    )


def alt(panels: Sequence[Data]) -> str:
    """All bars in words."""
    (data,) = panels

    def told(shares: tuple[Share, ...]) -> str:
        parts = [
            say("{label} {share}", label=s.label.lower(), share=percent_with_range(s.interval))
            for s in shares
        ]
        return listing(parts)

    return joined(
        say("Bars of shares of all histories: {shares}.", shares=told(data.endings)),
        say("Why there was no agreement: {shares}.", shares=told(data.reasons))
        if data.reasons
        else "",
    )


def height(data: Data, width: Width) -> float:
    """One row a bar, a heading for the reasons, and room for title and axis."""
    rows = len(data.endings) + len(data.reasons)
    each = 0.245 if width == "page" else 0.4
    return each * rows + (0.35 if data.reasons else 0) + 0.75


FIGURE = Figure(
    name="endings",
    place=20,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
)
