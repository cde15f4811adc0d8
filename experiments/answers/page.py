"""An answer as a page: question, answer, theory, design, numbers, limits, and the command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from experiments.analysis.change_words import change_in_words, mean_in_words, unit_of_change
from experiments.analysis.wording import DASH
from experiments.answers.answered import Answered
from experiments.answers.block import Sources
from experiments.answers.figure import Drawn
from experiments.answers.ranks import ranking_in_words, ranking_rows
from experiments.answers.verdicts import SHORT, headline, sentence
from experiments.compare import Compared
from experiments.comparison_words import savings
from experiments.durable import explained, replacing
from sim.scenario import Scenario

CAVEAT = (
    "Everything here is about a model, conditional on its scenario and its priors; it is no "
    "forecast. Intervals are 95% intervals for the luck of a limited number of histories, each by "
    "itself: of twenty changes that were none, about one would look clear. They say nothing about "
    "whether the assumptions are right."
)
READING = (
    "An agreement’s *worth* is counted in points, from 0, a side’s worst package, to 100, its "
    "best. A *score* tells a whole year in the same points: what was in force before an "
    "agreement, or without one, and the agreement from the day it takes effect."
)
BOLD = "Bold: the interval leaves out no change."
OWN = {"": "", "both agree": "where it agrees"}
"""Which histories of one arm have a measure, in place of which pairs have it."""

Cite = Callable[[str], str]
"""Makes a link, or plain words, of a source's key."""


def summary(found: Answered) -> str:
    """The answer in a few sentences."""
    order = "" if found.ranking is None else ranking_in_words(found.ranking)
    return headline(found.judged, order)


def page(
    found: Answered, drawn: Drawn | None, command: str, cite: Cite, stamp: Sequence[str] = ()
) -> str:
    """Return the page as Markdown.

    Args:
        found: the answer.
        drawn: the figure beside the page, or None where there was nothing to draw.
        command: what makes the page again.
        cite: how a source is named.
        stamp: lines below the heading, such as a note on what the page was made from.
    """
    config, block = found.experiment.config, found.block
    parts = [f"# {block.title}", *stamp, f"**Question.** {config.question}"]
    parts.append(f"**Answer.** {summary(found)}")
    parts.append(_verdicts(found, cite))
    parts.append(f"**Scene.** {_flat(found.experiment.arms[0].config.summary)}")
    parts += ["## What one would expect"]
    parts += [f"{_flat(one.text)}{_cited(one.sources, cite)}" for one in block.theory]
    parts += ["## Design", _flat(block.design), _arms(found), _sizes(found)]
    parts += ["## What comes out"]
    if drawn is not None:
        parts += [f"![{drawn.alt}]({drawn.file})", f"*{drawn.caption}*"]
    units = {one.measure.unit for one in found.comparison.outcomes}
    reading = f"{READING} {BOLD}" if "points" in units else BOLD
    parts += [_ranks(found), _means(found), _changes(found), reading]
    saved = savings(found.comparison, 1)
    if saved:
        first, second = (arm.label for arm in found.comparison.arms[:2])
        parts.append(f"What the pairing is worth, from “{first}” to “{second}”: {saved}")
    parts += ["## What it does not show"]
    parts.append("\n".join(f"- {_flat(one)}" for one in (*block.limits, CAVEAT)))
    parts += ["## Do it again", f"```sh\n{command}\n```"]
    return "\n\n".join(part for part in parts if part) + "\n"


def write_page(path: Path, text: str) -> None:
    """Put a page in place, whole or not at all.

    Raises:
        FolderUnwritable: its folder can't be written.
    """
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as file:
            file.write(text.encode())


def verdict_lines(found: Answered) -> Sequence[tuple[str, str]]:
    """Each claim's verdict in short, and its sentence."""
    return [(SHORT[one.verdict], sentence(one)) for one in found.judged]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the first column left, numbers right."""
    lines = [head, [":--", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _verdicts(found: Answered, cite: Cite) -> str:
    lines = verdict_lines(found)
    return "\n".join(
        f"- **{short}.** {told}{_cited(one.claim.sources, cite)}"
        for one, (short, told) in zip(found.judged, lines, strict=True)
    )


def _cited(sources: Sources, cite: Cite) -> str:
    return "".join(f" {cite(key)}" for key in sources)


def _arms(found: Answered) -> str:
    """What is set in each arm, beyond what is set in all."""
    shared = found.experiment.config.settings
    told = []
    for arm in found.experiment.arms:
        own = {key: value for key, value in arm.settings.items() if key not in shared}
        words = ", ".join(f"`{key}` = {_value(value)}" for key, value in own.items())
        told.append(f"- **{arm.title}**: {words or 'nothing set'}")
    if shared:
        words = ", ".join(f"`{key}` = {_value(value)}" for key, value in shared.items())
        told.append(f"- In every arm: {words}")
    return "\n".join(told)


def _value(value: object) -> str:
    if value is None:
        return "left out"
    if isinstance(value, dict):
        plain = {key: item for key, item in value.items() if key not in ("source", "reason")}
        return "{" + ", ".join(f"{key}: {_value(item)}" for key, item in plain.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(item) for item in value)}]"
    return str(value)


def _sizes(found: Answered) -> str:
    config, result = found.experiment.config, found.result
    return (
        f"The scenario is `{Path(config.scenario).stem}`. Each of the {len(result.arms)} arms is "
        f"played {result.runs:,} times, seed {config.seed}; run k has the same luck in every arm, "
        "so changes are those of pairs."
    )


def _ranks(found: Answered) -> str:
    if found.ranking is None:
        return ""
    measure = found.ranking.measure
    told = f"{measure.label}, {unit_of_change(measure)} (95% interval)"
    head = ("In order", told, "clearly ahead of the next")
    return table(head, ranking_rows(found.ranking))


def _means(found: Answered) -> str:
    scenario = found.comparison.arms[0].scenario()
    head = ("Mean in each arm", *(arm.label for arm in found.comparison.arms))
    return table(head, [_mean(one, scenario) for one in found.comparison.outcomes])


def _mean(compared: Compared, scenario: Scenario) -> Sequence[str]:
    numbers = [mean_in_words(mean.value, compared.measure, scenario) for mean in compared.means]
    return (_called(compared, own=True), *numbers)


def _changes(found: Answered) -> str:
    first, *others = (arm.label for arm in found.comparison.arms)
    head = (f"Change from “{first}” (95% interval)", *others)
    return table(head, [_change(one) for one in found.comparison.outcomes])


def _change(compared: Compared) -> Sequence[str]:
    cells = []
    for one in compared.differences:
        told = change_in_words(one.change, compared.measure) if one.runs > 1 else DASH
        cells.append(f"**{told}**" if one.clear else told)
    return (_called(compared, own=False), *cells)


def _called(compared: Compared, *, own: bool) -> str:
    """A measure with its unit, and which histories have it."""
    measure = compared.measure
    unit = "" if own else unit_of_change(measure)
    given = OWN.get(measure.given, "where there is one") if own else measure.given
    told = ", ".join(part for part in (unit, given) if part)
    return f"{measure.label} ({told})" if told else measure.label


def _flat(text: str) -> str:
    return " ".join(text.split())
