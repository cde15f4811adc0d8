"""What a study has found: for each outcome, whose its variance is and what each factor does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from experiments.analysis.intervals import Interval
from experiments.analysis.measures import Measure
from experiments.sensitivity import morris, pawn, sobol, tornado
from experiments.sensitivity.effects import Effect, Floats
from experiments.sensitivity.plan import CENTRE, CHANCE, EFFECTS, generator
from experiments.sensitivity.runner import Played
from experiments.sensitivity.variance import Separation, separated
from experiments.sensitivity.wording import value_in_words

EFFECTS_OF = {"morris": morris.effects, "sobol": sobol.effects, "pawn": pawn.effects}
"""How each method that samples the cube turns outcomes into effects."""

LEADING = {"morris": "mu_star", "sobol": "total", "pawn": "median", "tornado": "swing"}
"""The number by which effects are sorted, the greatest first."""

OF_EFFECTS, OF_SEPARATION = 3, 4
"""Which generator of the study's seed draws what (plan has the first two)."""


class Found(NamedTuple):
    """What is known of one outcome."""

    measure: Measure
    mean: float
    """Over all points of the method, or at the centre of a tornado."""
    separation: Separation
    effects: tuple[Effect, ...]
    """Sorted, the greatest first; numbers of tables after those with a range of their own."""


def found(played: Played) -> tuple[Found, ...]:
    """Analyse the outcomes of a study, one after another; the same rows give the same numbers."""
    return tuple(_found(played, at, measure) for at, measure in enumerate(played.study.measures))


def _found(played: Played, at: int, measure: Measure) -> Found:
    study, plan = played.study, played.plan
    method = study.config.method
    at_centre = method == "tornado"
    for_chance = _of(played, CENTRE if at_centre else CHANCE, at)
    separation = separated(for_chance, study.config.runs, generator(study, OF_SEPARATION))
    rng = generator(study, OF_EFFECTS)
    if at_centre:
        centre = for_chance[0, 0]
        effects = tornado.effects(study.factors, _at_ends(played, at), centre, rng)
        mean = float(centre.mean())
    else:
        outcomes = _of(played, EFFECTS, at)[:, 0]
        by_group = study.config.by == "group"
        effects = EFFECTS_OF[method](study.factors, by_group, plan.positions, outcomes, rng)
        mean = float(outcomes.mean())
    leading = LEADING[method]
    # Numbers moved over the range of a whole table come last: theirs is no range of their own.
    ranked = sorted(effects, key=lambda one: (one.of_table, -abs(one.numbers[leading].value)))
    return Found(measure, mean, separation, tuple(ranked))


def _of(played: Played, part: str, at: int) -> Floats:
    """Return one outcome at the points of a part, shape (points, tapes, runs)."""
    return np.array([played.outcomes[number][:, :, at] for number in played.plan.of(part)])


def _at_ends(played: Played, at: int) -> dict[str, list[tuple[Any, Floats]]]:
    ends: dict[str, list[tuple[Any, Floats]]] = {}
    for number in played.plan.of(EFFECTS):
        ((key, value),) = played.plan.points[number].settings.items()
        ends.setdefault(key, []).append((value, played.outcomes[number][0, :, at]))
    return ends


def plain(played: Played, everything: Sequence[Found]) -> dict[str, Any]:
    """Return the findings as plain data for JSON: numbers with their intervals, by name."""
    study = played.study
    return {
        "study": study.config.name,
        "question": study.config.question,
        "scenario": study.centre.name,
        "method": study.config.method,
        "by": study.config.by,
        "points": len(played.plan.points),
        "histories": played.plan.histories(study.config.runs),
        "runs": study.config.runs,
        "seed": study.config.seed,
        "content_hash": played.content_hash,
        "digest": played.digest(),
        "left_out": [
            {"key": one.key, "value": str(one.value), "why": one.why} for one in study.left_out
        ],
        "outcomes": [_plain_outcome(one) for one in everything],
    }


def _plain_outcome(one: Found) -> dict[str, Any]:
    separation = one.separation
    return {
        "outcome": one.measure.name,
        "label": one.measure.label,
        "unit": one.measure.unit,
        "mean": one.mean,
        "variance": separation.variance,
        "shares": {
            " x ".join(sorted(part)): _ends(share) for part, share in separation.shares.items()
        },
        "luck_in_means": None if separation.luck is None else _ends(separation.luck),
        "effects": [_plain_effect(effect) for effect in one.effects],
    }


def _plain_effect(effect: Effect) -> dict[str, Any]:
    told: dict[str, Any] = {
        "factor": effect.name,
        "label": effect.label,
        "group": effect.group,
        "clear": effect.clear,
        **{name: _ends(number) for name, number in effect.numbers.items()},
    }
    if effect.ends:
        told["ends"] = [
            {"value": value_in_words(end.value, effect.unit), "change": _ends(end.change)}
            for end in effect.ends
        ]
    if effect.idle:
        told["idle"] = effect.idle
    return told


def _ends(interval: Interval) -> dict[str, float | None]:
    """Return an interval by name; what is not finite has no number in JSON."""
    return {
        name: value if math.isfinite(value) else None for name, value in interval._asdict().items()
    }
