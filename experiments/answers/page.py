"""An answer as a page: question, answer, theory, design, numbers, limits, and the command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from experiments.analysis.change_words import change_in_words, mean_in_words, unit_of_change
from experiments.analysis.measures import BOTH_AGREE, BOTH_HAVE, Measure
from experiments.analysis.wording import DASH, date, the
from experiments.answers.answered import Answered
from experiments.answers.block import Sources
from experiments.answers.figure import Drawn
from experiments.answers.plain import plain_answer
from experiments.answers.ranks import ranking_in_words, ranking_rows
from experiments.answers.verdicts import SHORT, sentences, tally
from experiments.compare import Compared
from experiments.comparison_words import savings
from experiments.durable import explained, replacing
from experiments.speech import ENGLISH, joined, phrase, say, spoken
from sim.scenario import Scenario

CAVEAT = phrase(
    "Everything here is about a model, conditional on its scenario and its priors; it is no "
    "forecast. Intervals are 95% intervals for the luck of a limited number of histories, each by "
    "itself: of twenty changes that were none, about one would look clear. They say nothing about "
    "whether the assumptions are right."
)
READING = phrase(
    "An agreement’s *worth* is counted in points, from 0, a side’s worst package, to 100, its "
    "best. A *score* tells a whole year in the same points: what was in force before an "
    "agreement, or without one, and the agreement from the day it takes effect."
)
BOLD = phrase("Bold: the interval leaves out no change.")
APART = phrase(
    "A mean in an arm is taken over all of its histories that have the measure, a change only over "
    "pairs in which both have it. So the two can part: where fewer histories agree, the means are "
    "of other histories too, and may stay alike although each pair that agrees in both arms has "
    "moved."
)
"""Why a change needn't be the difference of two means."""

GIVEN = {
    BOTH_AGREE: (phrase("where it agrees"), phrase("both agree")),
    BOTH_HAVE: (phrase("where there is one"), phrase("both have one")),
}
"""Which histories of one arm have a measure, and which pairs."""

Cite = Callable[[str], str]
"""Makes a link, or plain words, of a source's key."""


def answer_in_words(found: Answered) -> str:
    """The answer to the question in a few plain sentences; empty where the file words none."""
    order = "" if found.ranking is None else ranking_in_words(found.ranking)
    return joined(order, plain_answer(found.judged, found.comparison.arms[0].scenario()))


def page(
    found: Answered, drawn: Drawn | None, command: str, cite: Cite, stamp: Sequence[str] = ()
) -> str:
    """Return the page as Markdown, in the tongue of the moment.

    Args:
        found: the answer.
        drawn: the figure beside the page, or None where there was nothing to draw.
        command: what makes the page again.
        cite: how a source is named.
        stamp: lines below the heading, such as a note on what the page was made from.
    """
    block, plain = found.block, answer_in_words(found)
    parts = [f"# {say(block.title)}", *stamp]
    parts.append(_headed(say("Question."), say(found.experiment.question)))
    parts.append(_headed(say("Answer."), plain) if plain else "")
    parts.append(_headed(say("Held against theory."), tally(found.judged)) if found.judged else "")
    parts.append(_verdicts(found, cite))
    parts.append(_headed(say("Scene."), _scene(found)))
    parts += [_heading(say("What one would expect"))]
    parts += [f"{_text(one.text)}{_cited(one.sources, cite)}" for one in block.theory]
    parts += [_heading(say("Design")), _text(block.design), _arms(found), _sizes(found)]
    parts += [_heading(say("What comes out"))]
    if drawn is not None:
        parts += [f"![{drawn.alt}]({drawn.file})", f"*{drawn.caption}*"]
    parts += [_ranks(found), _means(found), _changes(found), _reading(found)]
    saved = savings(found.comparison, 1)
    if saved:
        first, second = (arm.label for arm in found.comparison.arms[:2])
        parts.append(
            say(
                "What the pairing is worth, from “{first}” to “{second}”: {saved}",
                first=first,
                second=second,
                saved=saved,
            )
        )
    parts += [_heading(say("What it does not show"))]
    parts.append("\n".join(f"- {_text(one)}" for one in (*block.limits, CAVEAT)))
    parts += [_heading(say("Do it again")), f"```sh\n{command}\n```"]
    return "\n\n".join(part for part in parts if part) + "\n"


def page_in_tongue(path: Path) -> Path:
    """A page's file: as it is named, or ``NAME.ja.md`` in another language than English."""
    ending = "" if spoken() is ENGLISH else f".{spoken().code}"
    return path if path.stem.endswith(ending) else path.with_name(f"{path.stem}{ending}.md")


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
    told = sentences(found.judged)
    return [(say(SHORT[one.verdict]), text) for one, text in zip(found.judged, told, strict=True)]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the first column left, numbers right."""
    lines = [head, [":--", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _heading(text: str) -> str:
    return f"## {text}"


def _headed(heading: str, text: str) -> str:
    return f"**{heading}** {text}"


def _verdicts(found: Answered, cite: Cite) -> str:
    """Every claim with its number, by which others may name it."""
    lines = []
    for number, (one, told) in enumerate(zip(found.judged, verdict_lines(found), strict=True), 1):
        verdict, text = told
        sources = _cited(one.claim.sources, cite)
        short = say("{verdict}.", verdict=verdict)
        lines.append(f"{number}. {_headed(short, text)}{sources}")
    return "\n".join(lines)


def _scene(found: Answered) -> str:
    """The scenario in words, the days that are played and those that are scored."""
    scenario = found.comparison.arms[0].scenario()
    one, two = (the(side) for side in scenario.side_labels)
    return joined(
        _text(found.experiment.arms[0].config.summary),
        say(
            "The model takes up the talks of {sides} on {start} and follows them to {end}.",
            sides=say("{one} and {two}", one=one, two=two),
            start=date(scenario.start),
            end=date(scenario.date_of(scenario.horizon)),
        ),
        say(
            "A score counts the {days} days from {start} to {last}: what stands when the talks end "
            "is taken to last.",
            days=scenario.window,
            start=date(scenario.start),
            last=date(scenario.date_of(scenario.window - 1)),
        ),
    )


def _cited(sources: Sources, cite: Cite) -> str:
    return "".join(f" {cite(key)}" for key in sources)


def _arms(found: Answered) -> str:
    """What is set in each arm, beyond what is set in all."""
    shared = found.experiment.config.settings
    told = []
    for arm, shown in zip(found.experiment.arms, found.comparison.arms, strict=True):
        own = {key: value for key, value in arm.settings.items() if key not in shared}
        words = _settings(own) or say("nothing set")
        told.append(say("- **{arm}**: {settings}", arm=shown.label, settings=words))
    if shared:
        told.append(say("- In every arm: {settings}", settings=_settings(shared)))
    return "\n".join(told)


def _settings(settings: Mapping[str, object]) -> str:
    return ", ".join(f"`{key}` = {_value(value)}" for key, value in settings.items())


def _value(value: object) -> str:
    if value is None:
        return say("left out")
    if isinstance(value, dict):
        plain = {key: item for key, item in value.items() if key not in ("source", "reason")}
        return "{" + ", ".join(f"{key}: {_value(item)}" for key, item in plain.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(item) for item in value)}]"
    return str(value)


def _sizes(found: Answered) -> str:
    config, result = found.experiment.config, found.result
    return say(
        "The scenario is {scenario}. Each of the {arms} arms is played {runs} times, seed {seed}; "
        "run k has the same luck in every arm, so changes are those of pairs.",
        scenario=f"`{Path(config.scenario).stem}`",
        arms=len(result.arms),
        runs=f"{result.runs:,}",
        seed=config.seed,
    )


def _reading(found: Answered) -> str:
    """How the tables are to be read."""
    measures = [one.measure for one in found.comparison.outcomes]
    return joined(
        say(READING) if any(one.unit == "points" for one in measures) else "",
        say(APART) if any(one.given for one in measures) else "",
        say(BOLD),
    )


def _ranks(found: Answered) -> str:
    if found.ranking is None:
        return ""
    measure = found.ranking.measure
    told = say(
        "{measure}, {unit} (95% interval)", measure=measure.label, unit=unit_of_change(measure)
    )
    head = (say("In order"), told, say("clearly ahead of the next"))
    return table(head, ranking_rows(found.ranking))


def _means(found: Answered) -> str:
    scenario = found.comparison.arms[0].scenario()
    head = (say("Mean in each arm"), *(arm.label for arm in found.comparison.arms))
    return table(head, [_mean(one, scenario) for one in found.comparison.outcomes])


def _mean(compared: Compared, scenario: Scenario) -> Sequence[str]:
    numbers = [mean_in_words(mean.value, compared.measure, scenario) for mean in compared.means]
    return (_called(compared.measure, own=True), *numbers)


def _changes(found: Answered) -> str:
    first, *others = (arm.label for arm in found.comparison.arms)
    head = (say("Change from “{first}” (95% interval)", first=first), *others)
    return table(head, [_change(one) for one in found.comparison.outcomes])


def _change(compared: Compared) -> Sequence[str]:
    cells = []
    for one in compared.differences:
        told = change_in_words(one.change, compared.measure) if one.runs > 1 else DASH
        cells.append(f"**{told}**" if one.clear else told)
    return (_called(compared.measure, own=False), *cells)


def _called(measure: Measure, *, own: bool) -> str:
    """A measure with its unit, and which histories have it."""
    unit = "" if own else unit_of_change(measure)
    given = say(GIVEN[measure.given][not own]) if measure.given else ""
    told = say(", ").join(part for part in (unit, given) if part)
    return say("{measure} ({told})", measure=measure.label, told=told) if told else measure.label


def _text(text: str) -> str:
    """A text of the file, said, in one line."""
    return " ".join(say(text.strip()).split())
