"""Scores as plain data, ready to be written as JSON: numbers, texts, lists and mappings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from experiments.analysis.intervals import Interval
from experiments.scoring.caution import cautions
from experiments.scoring.outcomes import OutcomesConfig
from experiments.scoring.questions import Figure, Level, Question, Timing, Truth
from experiments.scoring.references import REFERENCES
from experiments.scoring.score import Answer, Score
from experiments.speech import say

if TYPE_CHECKING:
    from experiments.design import Arm
    from sim.scenario import Scenario

KINDS = {Timing: "event", Level: "level", Truth: "fact", Figure: "figure"}


def record(
    answers: Sequence[Answer], outcomes: OutcomesConfig, scenario: Scenario, arm: Arm, runs: int
) -> dict[str, Any]:
    """Return scores with all that is needed to understand them.

    A number that is infinite is the text ``inf`` or ``-inf``, one that doesn't exist is None.
    Titles, labels and cautions are in the tongue of the moment.
    """
    return {
        "outcomes": {
            "name": outcomes.name,
            "title": say(outcomes.title),
            "known_on": outcomes.known_on.isoformat(),
        },
        "forecast": {
            "scenario": scenario.name,
            "version": scenario.config.version,
            "hash": scenario.hash,
            "arm": arm.index,
            "settings": arm.label,
            "histories": runs,
        },
        "references": {one.name: say(one.text) for one in REFERENCES},
        "questions": [_question(answer) for answer in answers],
        "cautions": list(cautions(answers, runs)),
    }


def _question(answer: Answer) -> dict[str, Any]:
    question = answer.question
    return {
        "kind": KINDS[type(question)],
        "name": question.name,
        "label": question.label,
        "happened": question.told,
        **_forecast(question),
        "chance": _interval(answer.chance),
        "scores": {score.rule: _score(score) for score in answer.scores},
    }


def _forecast(question: Question) -> dict[str, Any]:
    """Return what the ensemble said."""
    if isinstance(question, Timing | Level):
        runs = int(question.counts.sum())
        return {
            "observed_bin": question.observed,
            "bins": [
                {"label": label, "share": int(held) / runs}
                for label, held in zip(question.labels, question.counts, strict=True)
            ],
        }
    if isinstance(question, Truth):
        return {
            "when": question.expression.text,
            "share": question.successes / question.runs,
        }
    values = question.values
    return {
        "unit": question.unit,
        "observed": question.observed,
        "mean": float(values.mean()),
        "deviation": float(values.std()),
    }


def _score(score: Score) -> dict[str, Any]:
    saved = "bits_saved" if score.unit == "bits" else "skill"
    return {
        "unit": score.unit,
        **_interval(score.value),
        "fair": _number(score.fair),
        "beside": {
            one.reference: {
                "value": _number(one.value),
                saved: None if one.saved is None else _interval(one.saved),
            }
            for one in score.beside
        },
    }


def _interval(interval: Interval) -> dict[str, Any]:
    return {name: _number(value) for name, value in interval._asdict().items()}


def _number(value: float | None) -> float | str | None:
    if value is None or math.isnan(value):
        return None
    return value if math.isfinite(value) else f"{value}"
