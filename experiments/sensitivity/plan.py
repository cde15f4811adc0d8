"""The points of a study: at each, a scenario is played on the same tapes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.errors import ResultError
from experiments.sensitivity import morris, pawn, sobol
from experiments.sensitivity.extra import check_salib
from experiments.sensitivity.factors import Factor
from experiments.sensitivity.study import Study
from experiments.sensitivity.tapes import TAPES

MOST_POINTS = 50_000
"""Points that one study may have."""

EFFECTS, CHANCE, CENTRE = "effects", "chance", "centre"
"""What a point is for: the method, telling chance apart, or being compared with."""

SAMPLE = {"morris": morris.sample, "sobol": sobol.sample, "pawn": pawn.sample}
"""The method's positions: ``sample(factors, by_group, size, rng)``."""

OF_POINTS, OF_CHANCE = 1, 2
"""Which generator of the study's seed draws what; analyses have further ones."""


class Point(NamedTuple):
    """One scenario, and what it is for."""

    part: str
    settings: Mapping[str, Any]
    """Dotted key -> value of each factor that is moved here."""

    @property
    def tapes(self) -> int:
        """On how many tapes each run is played: all that are crossed, or the first."""
        return 1 if self.part == EFFECTS else TAPES


class Plan(NamedTuple):
    """All points of a study, and where those of the method lie in the unit cube."""

    points: tuple[Point, ...]
    positions: NDArray[np.float64]
    """Shape (points of the method, factors); empty for a tornado."""

    def of(self, part: str) -> list[int]:
        """Return the numbers of the points that serve a part of the study."""
        return [number for number, point in enumerate(self.points) if point.part == part]

    def histories(self, runs: int) -> int:
        """Return how many histories all points have together, with ``runs`` on each tape."""
        return runs * sum(point.tapes for point in self.points)


def planned(study: Study) -> Plan:
    """Return the plan of a study; the same study gives the same one.

    Raises:
        ResultError: it has too many points, or SALib isn't installed.
    """
    plan = _one_at_a_time(study) if study.config.method == "tornado" else _sampled(study)
    if len(plan.points) > MOST_POINTS:
        raise ResultError(
            f"size: the study has {len(plan.points):,} points; allowed: up to {MOST_POINTS:,}. "
            "Take a smaller size, or fewer factors."
        )
    return plan


def content_hash(study: Study, plan: Plan) -> str:
    """Return the SHA-256 (hex) of all that the rows of a study follow from."""
    content = {
        "centre": study.centre.hash,
        "points": [[point.part, dict(point.settings)] for point in plan.points],
        "runs": study.config.runs,
        "seed": study.config.seed,
        "outcomes": [measure.name for measure in study.measures],
        "model": study.model_revision,
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def generator(study: Study, purpose: int) -> np.random.Generator:
    """Return the study's own generator for a purpose (no seed is special, 0 neither)."""
    return np.random.default_rng([study.config.seed, purpose])


def _sampled(study: Study) -> Plan:
    check_salib()
    config, factors = study.config, study.factors
    assert config.size is not None
    sample = SAMPLE[config.method]
    by_group = config.by == "group"
    positions = sample(factors, by_group, config.size, generator(study, OF_POINTS))
    for_chance = generator(study, OF_CHANCE).random((study.chance_points, len(factors)))
    points = [Point(EFFECTS, _settings(factors, row)) for row in positions]
    points += [Point(CHANCE, _settings(factors, row)) for row in for_chance]
    return Plan(tuple(points), positions)


def _settings(factors: Sequence[Factor], row: NDArray[np.float64]) -> dict[str, Any]:
    return {
        factor.key: factor.at(float(position))
        for factor, position in zip(factors, row, strict=True)
    }


def _one_at_a_time(study: Study) -> Plan:
    """Return the centre, then each factor at each of its ends that the scenario can take."""
    refused = [(one.key, one.value) for one in study.left_out]
    points = [Point(CENTRE, {})]
    for factor in study.factors:
        for value in factor.ends():
            if (factor.key, value) not in refused:
                points.append(Point(EFFECTS, {factor.key: value}))
    return Plan(tuple(points), np.empty((0, len(study.factors))))
