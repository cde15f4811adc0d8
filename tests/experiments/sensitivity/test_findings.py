"""From rows to findings: which outcomes go where, and the same numbers every time."""

from __future__ import annotations

import json

import numpy as np
import pytest

from experiments.sensitivity.findings import LEADING, found, plain
from experiments.sensitivity.plan import content_hash, planned
from experiments.sensitivity.runner import Played

METHODS = {
    "morris": {"size": 6},
    "sobol": {"method": "sobol", "size": 32},
    "pawn": {"method": "pawn", "size": 100},
    "tornado": {"method": "tornado", "size": None, "chance_points": None},
}
GRAIN, RATIO = "sides.east.reference.grain", "sides.west.cost_ratio"


@pytest.fixture
def made_up(load, tmp_path):
    """A study whose first outcome is ten times one factor, and whose second is luck alone."""

    def made_up(method):
        study = load(**METHODS[method])
        plan = planned(study)
        tape = np.random.default_rng(5).normal(size=(4, 8))
        outcomes = []
        for point in plan.points:
            luck = tape[: point.tapes]
            height = 10.0 * point.settings.get(RATIO, 0.75)
            outcomes.append(np.stack([height + 0.1 * luck, luck], axis=-1))
        name = content_hash(study, plan)
        return Played(study, plan, tmp_path, tuple(outcomes), name)

    return made_up


@pytest.mark.parametrize("method", METHODS)
def test_the_factor_that_moves_an_outcome_comes_first_and_luck_moves_nothing(made_up, method):
    moved, luck = found(made_up(method))
    assert [effect.name for effect in moved.effects] == [RATIO, GRAIN]
    assert [effect.clear for effect in moved.effects] == [True, False]
    leading = LEADING[method]
    if method in ("morris", "tornado"):  # from 0.5 to 1, times ten
        assert moved.effects[0].numbers[leading].value == pytest.approx(5.0)
    if method == "sobol":
        assert moved.effects[0].numbers["first"].value == pytest.approx(1.0, abs=0.1)
    assert moved.mean == pytest.approx(7.5, abs=0.5)
    assert not any(effect.clear for effect in luck.effects)


@pytest.mark.parametrize("method", METHODS)
def test_chance_has_what_the_factors_leave(made_up, method):
    moved, luck = found(made_up(method))
    chance = frozenset(["chance"])
    parts = set(luck.separation.shares)
    assert (frozenset(["factors"]) in parts) == (method != "tornado")
    if method != "tornado":
        assert moved.separation.shares[frozenset(["factors"])].value > 0.95
        assert abs(luck.separation.shares[frozenset(["factors"])].value) < 1e-9
    assert chance in parts


@pytest.mark.parametrize("method", METHODS)
def test_findings_are_the_same_every_time_and_plain_json(made_up, method):
    played = made_up(method)
    once, again = (json.dumps(plain(played, found(played))) for _ in range(2))
    assert once == again
    told = json.loads(once)
    assert [one["outcome"] for one in told["outcomes"]] == ["agreement", "score_points_east"]
    effect = told["outcomes"][0]["effects"][0]
    assert effect["factor"] == RATIO and effect["clear"] is True
    assert set(effect[LEADING[method]]) == {"value", "low", "high"}
    if method == "tornado":
        assert [end["value"] for end in effect["ends"]] == ["0.5", "1"]


def test_an_outcome_says_the_same_whatever_else_is_looked_at(made_up):
    """Each has generators of its own, so that adding an outcome changes no interval."""
    played = made_up("morris")
    both = found(played)
    only = played.study.recipes[1:]
    alone = Played(
        study=type(played.study)(**{**vars(played.study), "recipes": only}),
        plan=played.plan,
        folder=played.folder,
        outcomes=tuple(outcome[:, :, 1:] for outcome in played.outcomes),
        content_hash="",
    )
    assert found(alone)[0].effects == both[1].effects
