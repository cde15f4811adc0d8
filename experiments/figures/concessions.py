"""What agreements say on everything but tariffs, in physical units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from experiments.analysis.summary import IssueTerm
from experiments.analysis.wording import (
    WORDED,
    amount,
    inside,
    level_in_words,
    opening,
    percent,
    quantity,
    the,
    unit_alone,
)
from experiments.figures import style
from experiments.figures.lettering import letters
from experiments.figures.material import Material
from experiments.figures.spec import Figure, Width
from experiments.speech import clauses, joined, listing, say

RAMP = LinearSegmentedColormap.from_list("gives", ["#eef2f6", "#9db8d2", "#2f6ea3", "#0b3c62"])


@dataclass(frozen=True)
class Data:
    """The share of agreements at each level of each issue, by the side that gives."""

    gives: tuple[tuple[str, tuple[IssueTerm, ...]], ...]

    @property
    def terms(self) -> tuple[IssueTerm, ...]:
        """All issues, in the order in which they are drawn."""
        return tuple(term for _, terms in self.gives for term in terms)


def prepare(material: Material) -> tuple[Data] | None:
    """Every issue that is no tariff; None without agreements or without such issues."""
    summary, scenario = material.arm.summary, material.scenario
    if not summary.agreement.runs:
        return None
    gives = []
    for side, giver in enumerate(scenario.side_labels):
        terms = tuple(t for t in summary.terms if t.issue.giver == side and not t.issue.tariff)
        if terms:
            gives.append((giver, terms))
    return (Data(tuple(gives)),) if gives else None


def draw(data: Data, ax: Axes) -> None:
    """A full-width bar an issue, cut into levels from nothing (pale) to all (dark)."""
    place = 0.0
    for index, (giver, terms) in enumerate(data.gives):
        if index == 0:
            ax.set_title(say("{giver} gives", giver=giver))
        else:
            title = say("{giver} gives", giver=giver)
            ax.text(0, place - 0.15, title, fontweight=style.bold(), fontsize=style.points(9.5))
            place += 0.75
        for term in terms:
            unit, name = axis_unit(term), term.issue.label
            if unit:
                name = say("{issue} ({unit})", issue=name, unit=unit)
            ax.text(0, place - 0.3, name, fontsize=style.points(8), va="bottom")
            _bar(ax, place, term)
            place += 1.0
    ax.set_ylim(place - 0.65, -0.75)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    style.percent_axis(ax, "x", 1.0)
    ax.set_xlabel(say("Share of agreements"))


def _bar(ax: Axes, place: float, term: IssueTerm) -> None:
    look = style.look()
    inches = 3.0 if style.narrow(ax) else look.page - 0.5
    left = 0.0
    for level, share in enumerate(term.shares):
        color = RAMP(level / (len(term.shares) - 1))
        ax.barh(
            place, share, left=left, height=0.5, color=color, edgecolor=style.PAPER, linewidth=0.8
        )
        text = short_level(term, level)
        if share * inches > 0.062 * look.type * letters(text) + 0.06:
            dark = 0.3 * color[0] + 0.59 * color[1] + 0.11 * color[2] < 0.5
            ax.text(
                left + share / 2,
                place,
                text,
                ha="center",
                va="center_baseline",
                fontsize=style.points(7.5),
                color=style.PAPER if dark else style.INK,
            )
        left += share


def short_level(term: IssueTerm, level: int) -> str:
    """A level as it fits inside a bar: its label, or its number without the unit."""
    if term.issue.unit in WORDED:
        return str(level) if numbered(term) else term.issue.level_labels[level]
    value = term.issue.levels[level]
    return (
        quantity(value, "share") if term.issue.unit == "share" else amount(value, term.issue.unit)
    )


def numbered(term: IssueTerm) -> bool:
    """Whether an issue's levels have names too long or too many to stand inside its bar."""
    labels = term.issue.level_labels
    return term.issue.unit in WORDED and (len(labels) > 3 or max(map(len, labels)) > 24)


def axis_unit(term: IssueTerm) -> str:
    """The unit that the numbers inside an issue's bar carry; none where they say it themselves."""
    if term.issue.unit in (*WORDED, "share"):
        return say("steps") if numbered(term) else ""
    return unit_alone(term.issue.unit)


def heading(panels: Sequence[Data]) -> str:
    """The finding: on how many issues the first giver usually gives something."""
    giver, terms = panels[0].gives[0]
    given = sum(term.shares[0] < 0.5 for term in terms)
    name = opening(the(giver))
    if len(terms) > 1:
        return say(
            "{giver} usually gives something on {given} of its {issues} issues",
            giver=name,
            given=given,
            issues=len(terms),
        )
    if given:
        return say("{giver} usually gives something", giver=name)
    return say("{giver} usually gives nothing", giver=name)


def caption(panels: Sequence[Data]) -> str:
    """How to read the bars, and each side's commonest give."""
    parts = []
    for giver, terms in panels[0].gives:
        usual = [_usual(term) for term in terms]
        parts.append(
            say(
                "Commonest answers of {giver}: {answers}.",
                giver=the(giver),
                answers=listing(usual),
            )
        )
    for term in panels[0].terms:
        if numbered(term):
            steps = [
                say("{number} is “{label}”", number=n, label=label)
                for n, label in enumerate(term.issue.level_labels)
            ]
            parts.append(
                say(
                    "Steps of {issue}: {steps}.",
                    issue=inside(term.issue.label),
                    steps=listing(steps),
                )
            )
    return joined(
        say(
            "Each bar is all agreements, cut by what they say on that issue: pale is nothing, "
            "darker is more."
        ),
        *parts,
    )


def _usual(term: IssueTerm) -> str:
    return say(
        "{issue} {level} ({share})",
        issue=inside(term.issue.label),
        level=level_in_words(term.issue, term.usual),
        share=percent(term.usual_share),
    )


def alt(panels: Sequence[Data]) -> str:
    """Every level with its share."""
    parts = []
    for term in panels[0].terms:
        shares = [
            say("{term} in {share}", term=level_in_words(term.issue, level), share=percent(share))
            for level, share in enumerate(term.shares)
            if share > 0
        ]
        parts.append(say("{issue}: {terms}", issue=term.issue.label, terms=listing(shares)))
    return say(
        "What agreements say beyond tariffs, as shares of agreements. {terms}.",
        terms=clauses(parts),
    )


def height(data: Data, width: Width) -> float:
    """A row an issue, a heading a giver, and room for title and axis."""
    return 0.42 * len(data.terms) + 0.32 * (len(data.gives) - 1) + 0.85


FIGURE = Figure(
    name="concessions",
    place=40,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
)
