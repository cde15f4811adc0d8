"""``talks score``: how good a result was as a forecast of what came true."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from experiments.scoring.score import Answer, Beside, Score

RULES = {
    "ranked_probability": "ranked probability",
    "log": "log score, bits",
    "brier": "Brier",
    "crps": "CRPS",
}


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
    from talks import load

    opened = load(result)
    scenario = opened.scenario(arm)
    told = load_outcomes(outcomes, scenario)
    rows = opened.table(arm, columns_needed(told, scenario), first=rows_shown(1))
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
        return
    _print(answers, found)


def _print(answers: tuple[Answer, ...], found: dict[str, object]) -> None:
    from textwrap import fill

    from experiments.scoring.references import REFERENCES
    from talks.command.telling import console

    width = min(max(console.width, 60), 100)

    def say(text: str, style: str = "") -> None:
        console.print(fill(text, width), style=style, highlight=False, markup=False)

    head, forecast = found["outcomes"], found["forecast"]
    assert isinstance(head, dict) and isinstance(forecast, dict)
    say(head["title"], "bold")
    say(
        f"Known up to {head['known_on']}. The forecast: {forecast['histories']:,} histories of "
        f"{forecast['scenario']}, version {forecast['version']}, {forecast['settings']}; content "
        f"hash {forecast['hash'][:12]}."
    )
    for answer in answers:
        say("")
        say(_question(answer), "bold")
        say(_chance(answer))
        console.print(_table(answer))
    say("")
    notes = found["cautions"]
    assert isinstance(notes, list)
    for reference in REFERENCES:
        say(f"{reference.label.capitalize()}: {reference.text}.", "dim")
    for note in notes:
        say("")
        say(note)


def _question(answer: Answer) -> str:
    from experiments.analysis.wording import sentence
    from experiments.scoring.questions import Timing

    question = answer.question
    label = question.label
    if isinstance(question, Timing):
        label = f"{question.name.replace('_', ' ')}, {question.label}"
    return f"{sentence(label)[:-1]}: {question.told}"


def _chance(answer: Answer) -> str:
    from experiments.analysis.wording import percent, percent_with_range
    from experiments.scoring.questions import Figure, Timing, Truth

    question, share = answer.question, percent_with_range(answer.chance)
    if isinstance(question, Truth):
        return f"So in {share} of histories."
    if isinstance(question, Figure):
        return f"At or below this in {share} of histories."
    came = f"In {share} of histories it is {question.labels[question.observed]}."
    if not isinstance(question, Timing):
        return came
    runs = question.counts.sum()
    pairs = zip(question.labels, question.counts, strict=True)
    return f"{came} All bins: {'; '.join(f'{one} {percent(held / runs)}' for one, held in pairs)}."


def _table(answer: Answer) -> Table:
    from rich.table import Table

    from experiments.scoring.references import REFERENCES

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("")
    table.add_column("this forecast", justify="right")
    for reference in REFERENCES:
        table.add_column(reference.label, justify="right", max_width=14)
    for one in answer.scores:
        unit = f", {one.unit}" if one.unit not in ("", "bits") else ""
        table.add_row(f"{RULES[one.rule]}{unit}", _own(one), *(_cell(b, one) for b in one.beside))
        if one.rule == "crps" and one.fair is not None:
            table.add_row("fair CRPS", f"{one.fair:.3f}")
    return table


def _own(score: Score) -> str:
    value, low, high = score.value
    return f"{value:.3f}\n[dim]{low:.3f}–{high:.3f}[/]"


def _cell(beside: Beside, score: Score) -> str:
    from experiments.analysis.wording import DASH, MINUS

    if beside.value is None:
        return f"[dim]{DASH}[/]"
    value = "∞" if beside.value == float("inf") else f"{beside.value:.3f}"
    if beside.saved is None or beside.saved.value == float("inf"):
        return f"{value}\n[dim]{DASH}[/]"
    saved = beside.saved.value
    text = f"{saved:+.2f} bits" if score.unit == "bits" else f"{100 * saved:+.0f}%"
    return f"{value}\n[dim]{text.replace('-', MINUS)}[/]"
