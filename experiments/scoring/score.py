"""An ensemble's answers to what an outcomes file asks, each scored beside the references."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.columns import Columns
from experiments.analysis.intervals import LEVEL, Interval, wilson
from experiments.scoring import proper
from experiments.scoring.luck import generator, percentiles, resampled_counts, resampled_crps
from experiments.scoring.outcomes import OutcomesConfig
from experiments.scoring.questions import Figure, Level, Question, Timing, Truth, questions
from experiments.scoring.references import REFERENCES, Stated
from experiments.speech import phrase

if TYPE_CHECKING:
    from sim.scenario import Scenario

Floats = NDArray[np.float64]

RESAMPLES = 1000
"""Resamples behind each interval unless told otherwise."""

RANKED, LOG, BRIER, CRPS = "ranked_probability", "log", "brier", "crps"

CALLED = {
    RANKED: phrase("ranked probability"),
    LOG: phrase("log score, bits"),
    BRIER: phrase("Brier"),
    CRPS: "CRPS",
}
"""What the rules are called where scores are shown."""


@dataclass(frozen=True)
class Beside:
    """A reference forecast's score, and what the ensemble saves against it.

    `saved` is the share of the reference's loss that the ensemble saves (1: all of it; below 0:
    the reference was better), or, for the log score, how many bits. Both are None where the
    reference is silent, `saved` also where the reference was perfect.
    """

    reference: str
    value: float | None
    saved: Interval | None


@dataclass(frozen=True)
class Score:
    """One proper score of the ensemble, its fair version, and the references'.

    Without a fair version (the log score; an ensemble of one history) that is None. The interval
    is for the luck of a finite ensemble.
    """

    rule: str
    unit: str
    value: Interval
    fair: float | None
    beside: tuple[Beside, ...]


@dataclass(frozen=True)
class Answer:
    """One question, how likely the ensemble held what came true, and the scores.

    `chance` is the share of histories in the bin or with the answer that came true, with Wilson's
    interval; for a figure it is the share of histories that lie at or below it.
    """

    question: Question
    chance: Interval
    scores: tuple[Score, ...]


def score(
    outcomes: OutcomesConfig,
    scenario: Scenario,
    columns: Columns,
    *,
    seed: int,
    resamples: int = RESAMPLES,
    level: float = LEVEL,
) -> tuple[Answer, ...]:
    """Score an ensemble on everything that an outcomes file tells.

    Args:
        outcomes: checked against this scenario.
        scenario: the scenario of the ensemble.
        columns: its outcome rows (`columns_needed` names the least), one history at least.
        seed: from which the resamples follow.
        resamples: how many.
        level: of the intervals.
    """
    asked = questions(outcomes, scenario, columns)
    return tuple(_answer(question, scenario, seed, resamples, level) for question in asked)


class _Rule(NamedTuple):
    """A score as it comes: of the ensemble, of its resamples, and of what a reference states."""

    rule: str
    unit: str
    value: float
    resampled: Floats
    fair: float | None
    of: Callable[[Stated], float]


def _answer(
    question: Question, scenario: Scenario, seed: int, resamples: int, level: float
) -> Answer:
    chance = generator(seed, f"{type(question).__name__} {question.name}")
    if isinstance(question, Truth):
        held, runs, rules = _of_truth(question, resamples, chance)
    elif isinstance(question, Figure):
        held, runs, rules = _of_figure(question, resamples, chance)
    else:
        held, runs, rules = _of_bins(question, resamples, chance)
    stated = {one.name: one.states(question, scenario) for one in REFERENCES}
    scores = tuple(
        Score(
            rule.rule,
            rule.unit,
            percentiles(rule.value, rule.resampled, level),
            None if rule.fair is None or math.isnan(rule.fair) else rule.fair,
            tuple(_beside(name, said, rule, level) for name, said in stated.items()),
        )
        for rule in rules
    )
    return Answer(question, wilson(held, runs, level), scores)


Rules = tuple[int, int, tuple[_Rule, ...]]
"""How many histories have the answer that came true, of how many, and the scores."""


def _of_bins(question: Timing | Level, resamples: int, chance: np.random.Generator) -> Rules:
    counts, at = question.counts, question.observed
    runs = int(counts.sum())
    again = resampled_counts(counts, resamples, chance)
    ranked = _Rule(
        RANKED,
        "",
        float(proper.ranked(counts / runs, at)),
        proper.ranked(again / runs, at),
        float(proper.fair_ranked(counts, at)),
        lambda said: float(proper.ranked(said, at)),
    )
    log = _Rule(
        LOG,
        "bits",
        float(proper.log_score(counts, at)),
        proper.log_score(again, at),
        None,
        lambda said: proper.log_score_of(float(np.asarray(said)[at])),
    )
    return int(counts[at]), runs, (ranked, log)


def _of_truth(question: Truth, resamples: int, chance: np.random.Generator) -> Rules:
    yes, runs, happened = question.successes, question.runs, question.happened
    again = resampled_counts(np.array([yes, runs - yes]), resamples, chance)[:, 0]
    brier = _Rule(
        BRIER,
        "",
        float(proper.brier(yes / runs, happened)),
        proper.brier(again / runs, happened),
        float(proper.fair_brier(yes, runs, happened)),
        lambda said: float(proper.brier(said, happened)),
    )
    return yes if happened else runs - yes, runs, (brier,)


def _of_figure(question: Figure, resamples: int, chance: np.random.Generator) -> Rules:
    values, observed = question.values, question.observed
    crps = _Rule(
        CRPS,
        question.unit,
        proper.crps(values, observed),
        resampled_crps(values, observed, resamples, chance),
        proper.fair_crps(values, observed),
        lambda said: abs(float(said) - observed),
    )
    return int((values <= observed).sum()), len(values), (crps,)


def _beside(name: str, said: Stated | None, rule: _Rule, level: float) -> Beside:
    """Set a reference beside the ensemble."""
    if said is None:
        return Beside(name, None, None)
    value = rule.of(said)
    if rule.rule == LOG:
        # What was ruled out and happened costs without end; no subtraction is left to be done.
        saved = Interval(math.inf, math.inf, math.inf)
        if math.isfinite(value):
            saved = percentiles(value - rule.value, value - rule.resampled, level)
        return Beside(name, value, saved)
    if value == 0:
        return Beside(name, value, None)
    return Beside(
        name, value, percentiles(1 - rule.value / value, 1 - rule.resampled / value, level)
    )
