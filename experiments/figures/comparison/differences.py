"""What changes in the outcomes, measure by measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from experiments.analysis.change_words import scale, unit_of_change
from experiments.compare import Compared
from experiments.figures.comparison.forest import Panel, figure, panel, panels
from experiments.figures.comparison.material import Sides
from experiments.speech import joined, phrase, say

Fits = Callable[[Compared], bool]

GROUPS: tuple[tuple[str, str, Fits], ...] = (
    (
        phrase("When, where both arms agree"),
        phrase("When agreements come"),
        lambda c: c.measure.name == "agreement_day",
    ),
    (
        phrase("Whether there is an agreement"),
        phrase("Whether there is an agreement"),
        lambda c: c.measure.name.startswith("agreement"),
    ),
    (
        phrase("Terms, where both arms agree"),
        phrase("What agreements say"),
        lambda c: c.measure.issue is not None,
    ),
    (
        phrase("Worth, where both arms agree"),
        phrase("What the agreement is worth"),
        lambda c: c.measure.name.startswith("points_"),
    ),
    (
        phrase("Score, all histories"),
        phrase("Score, all histories"),
        lambda c: c.measure.name.startswith("score_points_"),
    ),
    (
        phrase("In force at the end, all histories"),
        phrase("In force at the end, all histories"),
        lambda c: c.measure.name.startswith("term_"),
    ),
    (
        phrase("On the way, all histories"),
        phrase("On the way, all histories"),
        lambda c: c.measure.name.startswith("fired_"),
    ),
    (
        phrase("Dollars, from the first day to the last"),
        phrase("Dollars, from the first day to the last"),
        lambda c: c.measure.unit == "USD bn",
    ),
)
"""Title of each panel where runs are pairs and where they aren't, and what belongs to it; the first
that fits has it."""

OF_RANGE = phrase("per cent of the issue’s range")
"""The unit of agreed quantities."""


def prepare(material: Sides) -> tuple[Panel, ...] | None:
    """The outcomes by kind and unit; what fits no kind has a panel of its unit."""
    found: dict[tuple[str, str], list[tuple[str, Compared, float]]] = {}
    for compared in material.comparison.outcomes:
        title = _title(compared, paired=material.comparison.paired)
        unit, factor = unit_of_change(compared.measure), scale(compared.measure)
        if compared.measure.issue is not None:
            unit, factor = say(OF_RANGE), _share_of_range(compared)
        row = (compared.measure.label, compared, factor)
        found.setdefault((title, unit), []).append(row)
    return panels([panel(title, unit, rows, material) for (title, unit), rows in found.items()])


def _title(compared: Compared, *, paired: bool) -> str:
    for pairs, samples, fits in GROUPS:
        if fits(compared):
            return say(pairs if paired else samples)
    return say("Other outcomes")


def _share_of_range(compared: Compared) -> float:
    """What makes a change of an agreed quantity one in per cent of the issue's range."""
    issue = compared.measure.issue
    assert issue is not None
    return 100.0 / abs(issue.levels[-1] - issue.levels[0])


def heading(panels: Sequence[Panel]) -> str:
    """The finding: the first change that is clear, which is agreement's more often than not."""
    first = panels[0]
    if len(first.series) > 1:
        return say("What changes against {first}", first=first.first)
    clear = next((row for one in panels for row in one.rows if row.clear), None)
    if clear is None:
        return say("No change that could be told from luck")
    return say("{measure}: {change}", measure=clear.label, change=clear.said)


def reading(panels: Sequence[Panel]) -> str:
    """How to read the marks."""
    rows = sum(len(one.rows) for one in panels)
    luck = round(0.05 * rows)
    return joined(
        say(_marks(panels[0]), first=panels[0].first),
        say("Right of the dark line at zero there is more of it, left of it less."),
        say(
            "Terms are drawn against the range of an issue’s levels, so that they can be compared; "
            "the tables give them in the issue’s own unit."
        )
        if any(one.unit == say(OF_RANGE) for one in panels)
        else "",
        say(
            "Of {rows} comparisons with no true difference, about {luck} would look clear by luck "
            "alone.",
            rows=rows,
            luck=luck,
        )
        if luck
        else "",
    )


def _marks(panel: Panel) -> str:
    """What a mark and its line are: of pairs or of independent samples."""
    if not panel.first:
        return phrase(
            "Each mark is the change from one arm to another, the line its 95% interval, taken "
            "over the runs’ own differences; a hollow mark can’t be told from no change."
        )
    if panel.paired:
        return phrase(
            "Each mark is a change from “{first}”, the line its 95% interval, taken over the runs’ "
            "own differences; a hollow mark can’t be told from no change."
        )
    return phrase(
        "Each mark is a change from “{first}”, the line its 95% interval, as between independent "
        "samples; a hollow mark can’t be told from no change."
    )


FIGURE = figure("differences", 10, prepare, heading, reading)
