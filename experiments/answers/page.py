"""An answer as a page: question, answer, theory, design, numbers, limits, and the command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from experiments.analysis.change_words import change_in_words, level_in_words, unit_of_change
from experiments.analysis.measures import BOTH_AGREE, BOTH_HAVE, Measure
from experiments.analysis.wording import DASH, date, the
from experiments.answers.answered import Answered
from experiments.answers.arms import arms_in_words
from experiments.answers.block import Claim, Sources
from experiments.answers.figure import Drawn, changes_named
from experiments.answers.plain import plain_answer
from experiments.answers.ranks import ranking_in_words, ranking_rows, unit_alone
from experiments.answers.verdicts import SHORT, Judged, Verdict, notes, sentences, subject, tally
from experiments.answers.words import words_in
from experiments.compare import Compared
from experiments.comparison_words import savings
from experiments.durable import explained, replacing
from experiments.speech import ENGLISH, joined, listing, phrase, say, spoken
from sim.scenario import Scenario

CAVEAT = phrase(
    "Everything here is about a model, conditional on its scenario and its priors; it is no "
    "forecast. Intervals are 95% intervals for the luck of a limited number of histories, each by "
    "itself: of twenty comparisons with no true difference, about one would still look clear. They "
    "say nothing about whether the assumptions are right."
)
BOLD = phrase("Bold: the interval does not hold 0.")
APART = phrase(
    "A mean is taken over all histories of an arm that have the measure; a change compares the "
    "same histories in two arms, and only those that have it in both. So a change needn’t be the "
    "difference of two means: “both arms agree” compares only histories that end in agreement in "
    "both."
)
"""Why a change needn't be the difference of two means."""

ROUNDED = phrase("Means are rounded, so they don’t always subtract to the change.")

GIVEN = {
    BOTH_AGREE: (phrase("where it agrees"), phrase("both arms agree")),
    BOTH_HAVE: (phrase("where there is one"), phrase("both arms have one")),
}
"""Which histories of one arm have a measure, and which pairs."""

Cite = Callable[[str], str]
"""Makes a link, or plain words, of a source's key."""


def answer_in_words(found: Answered) -> str:
    """The answer to the question in a few plain sentences; empty where the file words none."""
    order = "" if found.ranking is None else ranking_in_words(found.ranking)
    scenario = found.comparison.arms[0].scenario()
    return joined(order, plain_answer(found.judged, scenario, found.block.opening))


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
    if found.judged:
        bearing = _text(block.caution) if block.caution else ""
        told = joined(bearing, tally(found.judged))
        parts.append(_headed(say("Compared with theory."), told))
        parts += [_verdicts(found, cite), _notes(found)]
    parts.append(_headed(say("Scene."), _scene(found)))
    parts.append(_headed(say("Words."), words_in(block)))
    parts += [_heading(say("What one would expect"))]
    parts += [f"{_text(one.text)}{_cited(one.sources, cite)}" for one in block.theory]
    parts += [_heading(say("Design")), _text(block.design), arms_in_words(found), _sizes(found)]
    parts += [_heading(say("What comes out"))]
    if drawn is not None:
        parts += [f"![{drawn.alt}]({drawn.file})", f"*{drawn.caption}*"]
    parts += [_ranks(found), _reading(found), _means(found), _changes(found)]
    parts += [_heading(say("What it does not show"))]
    parts.append("\n".join(f"- {_text(one)}" for one in (*block.limits, CAVEAT)))
    parts += [_heading(say("Reproduce this")), f"```sh\n{command}\n```"]
    saved = savings(found.comparison, 1)
    if saved:
        first, second = (arm.label for arm in found.comparison.arms[:2])
        parts.append(
            say(
                "A note on what pairing is worth, from “{first}” to “{second}”: {saved}",
                first=first,
                second=second,
                saved=saved,
            )
        )
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


def table(head: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> str:
    """A Markdown table; the first columns left, numbers right."""
    lines = [head, [*[":--"] * left, *["--:"] * (len(head) - left)], *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _heading(text: str) -> str:
    return f"## {text}"


def _headed(heading: str, text: str) -> str:
    return f"**{heading}** {text}"


def _verdicts(found: Answered, cite: Cite) -> str:
    """Every claim with its number, by which others may name it."""
    head = ("", say("Claim"), say("Change (95% interval)"), say("From … to …"), say("Verdict"))
    rows = []
    for number, one in enumerate(found.judged, start=1):
        where = say("“{first}” to “{second}”", first=one.first, second=one.second)
        change = say("{change} in {measure}", change=one.change, measure=subject(one.measure))
        rows.append(
            (
                str(number),
                f"{one.says}{_cited(_all_sources(one.claim), cite)}",
                DASH if one.verdict is Verdict.unknown else change,
                say("{arms} ({pairs})", arms=where, pairs=one.pairs),
                joined(f"**{say(SHORT[one.verdict])}**", _sided(one, cite)),
            )
        )
    return table(head, rows, left=len(head))


def _all_sources(claim: Claim) -> Sources:
    return tuple(dict.fromkeys((*claim.sources, *claim.says_more, *claim.says_less)))


def _sided(one: Judged, cite: Cite) -> str:
    """With whom a change goes where theories part; empty where it is not clear."""
    if one.verdict is not Verdict.found:
        return ""
    rises = one.difference.change.value > 0
    sources = one.claim.says_more if rises else one.claim.says_less
    if not sources:
        return ""
    return say("(as {sources} would have it)", sources=listing([cite(key) for key in sources]))


def _notes(found: Answered) -> str:
    """What is to be said of single claims beneath them."""
    return joined(
        *(
            say("Claim {number}: {note}", number=number, note=note)
            for number, note in enumerate(notes(found.judged), start=1)
            if note
        )
    )


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
        say(APART) if any(one.given for one in measures) else "",
        say(ROUNDED),
        say(BOLD),
    )


def _ranks(found: Answered) -> str:
    if found.ranking is None:
        return ""
    told = say(
        "{measure}, {unit} (95% interval)",
        measure=found.ranking.measure.label,
        unit=unit_alone(found.ranking),
    )
    head = (say("In order"), told, say("Clear of the next"))
    note = say(
        "Clear of the next: the 95% interval of the difference to the one below does not hold 0. "
        "It is taken over pairs, so it can be clear although the two intervals overlap."
    )
    return f"{table(head, ranking_rows(found.ranking))}\n\n{note}"


def _changes_head(found: Answered) -> Sequence[str]:
    """From which arm to which; each column says so where they start from different ones."""
    first, *others = (arm.label for arm in found.comparison.arms)
    if not found.block.against:
        return (say("Change from “{first}” (95% interval)", first=first), *others)
    return (say("Change (95% interval)"), *changes_named(found))


def _means(found: Answered) -> str:
    scenario = found.comparison.arms[0].scenario()
    head = (say("Mean in each arm"), *(arm.label for arm in found.comparison.arms))
    return table(head, [_mean(one, scenario) for one in found.comparison.outcomes])


def _mean(compared: Compared, scenario: Scenario) -> Sequence[str]:
    numbers = [level_in_words(mean.value, compared.measure, scenario) for mean in compared.means]
    return (_called(compared.measure, own=True), *numbers)


def _changes(found: Answered) -> str:
    return table(_changes_head(found), [_change(one) for one in found.comparison.outcomes])


def _change(compared: Compared) -> Sequence[str]:
    cells = []
    for one in compared.differences:
        told = change_in_words(one.change, compared.measure) if one.runs > 1 else DASH
        if one.runs > 1 and one.change.low == one.change.high == 0:
            told = say("identical")
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
