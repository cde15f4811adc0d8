"""``talks score``: how good a result was as a forecast of what came true."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talks.command.language import Lang

if TYPE_CHECKING:
    from rich.table import Table

    from experiments.scoring.score import Answer, Beside, Score


def score(
    result: Annotated[Path, typer.Argument(help="A result folder.")],
    outcomes: Annotated[Path, typer.Option(help="What came true: an outcomes file (YAML).")],
    arm: Annotated[int, typer.Option(min=0, help="The arm to score, if there are several.")] = 0,
    resamples: Annotated[
        int, typer.Option(min=100, max=100_000, help="Resamples behind the intervals.")
    ] = 1000,
    seed: Annotated[
        int | None, typer.Option(min=0, help="Of the resamples [default: the experiment's].")
    ] = None,
    lang: Lang = "en",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print everything as JSON instead.")
    ] = False,
) -> None:
    """Score a result as a forecast of dated outcomes, beside forecasts that need no model.

    Scores are losses: 0 is perfect. Beneath a reference's score stands what the result saves
    against it, in per cent of its loss or in bits.
    """
    from experiments.analysis.columns import columns_of
    from experiments.census import rows_shown
    from experiments.scoring.questions import columns_needed
    from experiments.scoring.reading import load_outcomes
    from experiments.scoring.record import record
    from experiments.scoring.score import score as scored
    from experiments.speech import ENGLISH, named, speaking
    from experiments.tongue import tongue
    from talks import load

    tongue(lang)  # refuses one that isn't there before anything else is done
    opened = load(result)
    scenario = opened.scenario(arm)
    told = load_outcomes(outcomes, scenario)
    rows = opened.table(arm, columns_needed(told, scenario), first=rows_shown(1))
    with speaking(ENGLISH.code if as_json else lang):
        scenario = named(scenario)
        answers = scored(
            told,
            scenario,
            columns_of(rows),
            seed=opened.experiment.seed if seed is None else seed,
            resamples=resamples,
        )
        found = record(answers, told, scenario, opened.arms[arm], rows.num_rows)
        if as_json:
            typer.echo(json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False))
        else:
            _print(answers, found, told.known_on)


def _print(answers: tuple[Answer, ...], found: dict[str, object], known: date) -> None:
    from experiments.analysis.wording import opening
    from experiments.scoring.references import REFERENCES
    from experiments.speech import say, spoken
    from talks.command.paragraphs import paragraph
    from talks.command.telling import console

    head, forecast = found["outcomes"], found["forecast"]
    assert isinstance(head, dict) and isinstance(forecast, dict)
    settings = forecast["settings"]
    paragraph(head["title"], "bold")
    paragraph(
        say(
            "Known up to {date}. The forecast: {histories:,} histories of {scenario}, version "
            "{version}, {settings}; content hash {hash}.",
            date=spoken().date(known),
            histories=forecast["histories"],
            scenario=forecast["scenario"],
            version=forecast["version"],
            settings=say(settings),
            hash=forecast["hash"][:12],
        )
    )
    for answer in answers:
        paragraph("")
        paragraph(_question(answer), "bold")
        paragraph(_chance(answer))
        console.print(_table(answer))
    paragraph("")
    notes = found["cautions"]
    assert isinstance(notes, list)
    for reference in REFERENCES:
        label, text = opening(say(reference.label)), say(reference.text)
        paragraph(say("{reference}: {text}.", reference=label, text=text), "dim")
    for note in notes:
        paragraph("")
        paragraph(note)


def _question(answer: Answer) -> str:
    from experiments.analysis.wording import sentence
    from experiments.scoring.questions import Timing
    from experiments.speech import say

    question = answer.question
    label = question.label
    if isinstance(question, Timing):
        label = say("{event}, {meaning}", event=question.called, meaning=question.label)
    return say("{question}: {answer}", question=sentence(label)[:-1], answer=question.told)


def _chance(answer: Answer) -> str:
    from experiments.analysis.wording import percent, percent_with_range
    from experiments.scoring.questions import Figure, Timing, Truth
    from experiments.speech import clauses, joined, say

    question, share = answer.question, percent_with_range(answer.chance)
    if isinstance(question, Truth):
        return say("So in {share} of histories.", share=share)
    if isinstance(question, Figure):
        return say("At or below this in {share} of histories.", share=share)
    answered = question.labels[question.observed]
    came = say("In {share} of histories it is {answer}.", share=share, answer=answered)
    if not isinstance(question, Timing):
        return came
    runs = question.counts.sum()
    bins = [
        say("{label} {share}", label=one, share=percent(held / runs))
        for one, held in zip(question.labels, question.counts, strict=True)
    ]
    return joined(came, say("All bins: {bins}.", bins=clauses(bins)))


def _table(answer: Answer) -> Table:
    from rich.table import Table

    from experiments.scoring.references import REFERENCES
    from experiments.speech import say

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("", overflow="fold")
    table.add_column(say("this forecast"), justify="right", overflow="fold")
    for reference in REFERENCES:
        label = say(reference.label)
        table.add_column(label, justify="right", overflow="fold", max_width=14)
    for one in answer.scores:
        table.add_row(_rule(one), _own(one), *(_cell(beside, one) for beside in one.beside))
        if one.rule == "crps" and one.fair is not None:
            table.add_row(say("fair CRPS"), f"{_counted(one.fair, one):.3f}")
    return table


def _rule(score: Score) -> str:
    from experiments.analysis.wording import unit_alone
    from experiments.scoring.score import CALLED
    from experiments.speech import say

    rule = say(CALLED[score.rule])
    if score.unit in ("", "bits"):
        return rule
    return say("{rule}, {unit}", rule=rule, unit=unit_alone(score.unit))


def _counted(value: float, score: Score) -> float:
    """A score in the unit that stands beside it, which for money is the language's own."""
    from experiments.analysis.wording import DOLLARS, counted

    return counted(value) if score.unit in DOLLARS else value


def _own(score: Score) -> str:
    from experiments.speech import say

    value, low, high = (_counted(one, score) for one in score.value)
    span = say("{low}–{high}", low=f"{low:.3f}", high=f"{high:.3f}")
    return f"{value:.3f}\n[dim]{span}[/]"


def _cell(beside: Beside, score: Score) -> str:
    from experiments.analysis.wording import DASH, MINUS
    from experiments.speech import say

    if beside.value is None:
        return f"[dim]{DASH}[/]"
    value = "∞" if beside.value == float("inf") else f"{_counted(beside.value, score):.3f}"
    if beside.saved is None or beside.saved.value == float("inf"):
        return f"{value}\n[dim]{DASH}[/]"
    saved = beside.saved.value
    in_bits = score.unit == "bits"
    text = say("{saved} bits", saved=f"{saved:+.2f}") if in_bits else f"{100 * saved:+.0f}%"
    return f"{value}\n[dim]{text.replace('-', MINUS)}[/]"
