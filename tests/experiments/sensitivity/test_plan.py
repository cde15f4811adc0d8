"""The points of a study: what each method asks for, and that they are the same every time."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.errors import ResultError
from experiments.sensitivity import plan as plans
from experiments.sensitivity.plan import content_hash, planned
from experiments.sensitivity.study import load_study
from experiments.sensitivity.tapes import TAPES


@pytest.mark.parametrize(
    ("method", "size", "points"), [("morris", 5, 5 * 3), ("sobol", 8, 8 * 4), ("pawn", 100, 100)]
)
def test_a_method_has_its_points_and_those_for_chance(load, method, size, points):
    study = load(method=method, size=size, chance_points=9)
    plan = planned(study)
    assert plan.positions.shape == (points, 2)
    assert plan.positions.min() >= 0 and plan.positions.max() <= 1
    assert (len(plan.of("effects")), len(plan.of("chance"))) == (points, 9)
    assert plan.histories(8) == 8 * (points + TAPES * 9)
    first = plan.points[0].settings
    assert first["sides.west.cost_ratio"] == 0.5 + 0.5 * plan.positions[0, 1]


def test_a_tornado_has_its_centre_and_each_end(load):
    plan = planned(load(method="tornado", size=None, chance_points=None))
    assert [(point.part, dict(point.settings)) for point in plan.points] == [
        ("centre", {}),
        ("effects", {"sides.east.reference.grain": 0.0}),
        ("effects", {"sides.east.reference.grain": 1.0}),
        ("effects", {"sides.west.cost_ratio": 0.5}),
        ("effects", {"sides.west.cost_ratio": 1.0}),
    ]


@pytest.mark.parametrize("method", ["morris", "sobol", "pawn"])
@pytest.mark.parametrize("seed", [0, 7])
def test_a_seed_gives_the_same_points_every_time_and_nought_is_a_seed(load, method, seed):
    size = 100 if method == "pawn" else 8
    made = [planned(load(method=method, size=size, seed=seed)) for _ in range(2)]
    np.random.seed(3)  # noqa: NPY002  what others do to the global generator doesn't matter
    made.append(planned(load(method=method, size=size, seed=seed)))
    assert made[0].points == made[1].points == made[2].points
    other = planned(load(method=method, size=size, seed=seed + 1))
    assert other.points != made[0].points


def test_what_rows_follow_from_is_in_the_hash_and_names_are_not(load):
    study = load()
    own = content_hash(study, planned(study))
    for changes in (
        {"seed": 8},
        {"runs": 9},
        {"size": 5},
        {"outcomes": ["agreement"]},
        {"settings": {"sides.east.reference.timber": 0.6}},
        {"factors": [{"key": "sides.east.reference.grain"}]},
    ):
        other = load(**changes)
        assert content_hash(other, planned(other)) != own, changes
    renamed = load(name="other", question="Why?")
    assert content_hash(renamed, planned(renamed)) == own


def test_too_many_points_are_refused_before_any_is_played(load, monkeypatch):
    monkeypatch.setattr(plans, "MOST_POINTS", 10)
    with pytest.raises(ResultError, match=r"20 points; allowed: up to 10"):
        planned(load())


def test_without_salib_one_sentence_says_what_brings_it(write, monkeypatch):
    monkeypatch.setattr("experiments.sensitivity.extra.find_spec", lambda name: None)
    study = load_study(write())
    with pytest.raises(ResultError, match=r"SALib.*tariff-talks\[analysis\]"):
        planned(study)
    tornado = load_study(write(method="tornado", size=None, chance_points=None))
    assert len(planned(tornado).points) == 5
