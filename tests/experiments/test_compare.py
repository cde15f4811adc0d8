from __future__ import annotations

import math

import numpy as np
import pytest

from experiments.analysis.intervals import mean
from experiments.analysis.paired import independent, paired
from experiments.compare import compare
from experiments.errors import ResultError
from tests.experiments.made_up import changed, outcomes
from tests.experiments.sides import MadeUp, arm


@pytest.fixture
def world(two_givers):
    return two_givers()


def rows(world, seed=1, runs=60, **more):
    return outcomes(world, runs, seed=seed, **more)


def test_changes_are_those_of_pairs_and_read_from_the_first(world):
    one, two = rows(world), rows(world, seed=2, share=0.9)
    found = compare([arm("before", world, one), arm("after", world, two)])
    side = world.sides[0]
    difference = found[f"score_points_{side}"].differences[0]
    assert difference == paired(one[f"score_points_{side}"], two[f"score_points_{side}"])
    reached = [np.asarray(r["ending"] == "agreement", dtype=float) for r in (one, two)]
    assert found["agreement"].differences[0].change == mean(reached[1] - reached[0])
    assert found["agreement"].means[1] == mean(reached[1])
    assert found.paired
    assert found.pairings[0].words == "60 pairs: run k has the same chance in both (seed 7)."


def test_terms_and_days_are_compared_where_both_agree(world):
    one, two = rows(world), rows(world, seed=2)
    found = compare([arm("before", world, one), arm("after", world, two)])
    both = (one["ending"] == "agreement") & (two["ending"] == "agreement")
    day = found["agreement_day"]
    assert day.differences[0].runs == both.sum()
    gap = two["agreement_day"][both] - one["agreement_day"][both]
    assert day.differences[0].change == mean(gap)
    assert day.measure.given == "both agree"
    issue = world.issues[0].id
    agreed = found[f"agreed_{issue}"].differences[0]
    assert agreed.first == pytest.approx(one[f"term_{issue}"][both].mean())


def test_runs_find_their_pairs_by_number(world):
    whole = rows(world, runs=60)
    odd = {name: values[1::2] for name, values in whole.items()}
    found = compare([arm("all", world, whole), arm("odd", world, odd)])
    assert found.pairings[0].runs == 30
    assert "the others are left out" in found.pairings[0].words
    for compared in found:
        change = compared.differences[0].change
        assert math.isnan(change.value) or change == (0, 0, 0)


def test_other_seeds_are_independent_samples(world):
    one, two = rows(world), rows(world, seed=2, runs=40)
    found = compare([arm("one", world, one), arm("two", world, two, seed=8)])
    assert not found.paired
    assert found.pairings[0].runs == 0
    assert "the seeds differ (7 and 8)" in found.pairings[0].words
    score = f"score_points_{world.sides[1]}"
    assert found[score].differences[0] == independent(one[score], two[score])


def test_runs_that_never_meet_are_independent_samples(world):
    first = rows(world, runs=20)
    later = changed(rows(world, runs=20, seed=2), run=np.arange(20, 40))
    found = compare([arm("first", world, first), arm("later", world, later)])
    assert "no run in common" in found.pairings[0].words
    assert not found.pairings[0].paired


def test_what_else_sets_two_results_apart_is_said(world):
    one, two = rows(world), rows(world, seed=2)
    found = compare([arm("one", world, one, asked=90), arm("two", world, two, rules="newer")])
    words = found.pairings[0].words
    assert "Of one only 60 of 90 runs are done." in words
    assert "different revisions of the rules" in words


def test_each_arm_is_set_against_the_first(world):
    made = [rows(world, seed=seed) for seed in (1, 2, 3)]
    found = compare([arm(name, world, r) for name, r in zip("abc", made, strict=True)])
    score = f"score_points_{world.sides[0]}"
    first, second = found[score].differences
    assert first == paired(made[0][score], made[1][score])
    assert second == paired(made[0][score], made[2][score])


def test_what_is_the_same_in_every_run_is_left_out_of_the_standard(world):
    one, two = (changed(rows(world, seed=seed), overrides=0) for seed in (1, 2))
    found = compare([arm("one", world, one), arm("two", world, two)])
    assert "fired_overrides" not in [c.measure.name for c in found.mechanisms]
    asked = compare([arm("one", world, one), arm("two", world, two)], ["fired_overrides"])
    assert asked["fired_overrides"].differences[0].change == (0, 0, 0)


def test_only_what_is_asked_for_is_compared(world):
    arms = [arm(name, world, rows(world, seed=s)) for name, s in (("one", 1), ("two", 2))]
    found = compare(arms, ["texts", "ending"])
    assert [c.measure.name for c in found.outcomes] == [
        "texts",
        "ending_agreement",
        "ending_interim",
        "ending_talking",
        "ending_snap_back",
        "ending_broken_off",
    ]
    assert found.mechanisms == found.reasons == ()
    with pytest.raises(KeyError, match="'text' was not compared; did you mean 'texts'"):
        found["text"]


def test_endings_and_reasons_are_shares_of_all_histories(world):
    arms = [arm(name, world, rows(world, seed=s)) for name, s in (("one", 1), ("two", 2))]
    found = compare(arms)
    assert sum(c.differences[0].first for c in found.endings) == pytest.approx(1)
    never = 1 - found["agreement"].differences[0].first
    assert sum(c.differences[0].first for c in found.reasons) == pytest.approx(never)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (["agreemnt"], "columns: no 'agreemnt' in results/one; did you mean 'agreement'"),
        (["xyz"], "columns: no 'xyz' in results/one; docs/reference/outcomes.md"),
        (["agreement_by_2025-13-01"], "no 'agreement_by_2025-13-01'"),
        (["run"], "columns: no 'run'"),
        ([], "columns: found none"),
    ],
)
def test_a_column_that_is_none_is_told(world, columns, message):
    arms = [arm(name, world, rows(world, seed=s)) for name, s in (("one", 1), ("two", 2))]
    with pytest.raises(ResultError, match=message):
        compare(arms, columns)


def test_a_column_that_one_arm_lacks_is_told(world):
    less = {name: values for name, values in rows(world).items() if name != "texts"}
    arms = [arm("one", world, rows(world)), arm("two", world, less)]
    with pytest.raises(ResultError, match="results/two has no column 'texts'"):
        compare(arms, ["texts"])
    assert "fired_texts" not in [c.measure.name for c in compare(arms)]


def test_one_arm_is_too_few(world):
    with pytest.raises(ResultError, match="found 1 arm; results/one has one arm"):
        compare([arm("one", world, rows(world))])
    with pytest.raises(ResultError, match="found 0 arms"):
        compare([])


def test_an_arm_without_a_run_is_told(world):
    empty = {name: values[:0] for name, values in rows(world).items()}
    arms = [arm("one", world, rows(world)), arm("two", world, empty, asked=10)]
    with pytest.raises(ResultError, match="results/two holds no finished run yet"):
        compare(arms)


def test_made_up_results_stand_for_real_ones(folder):
    """The stand-in of these tests gives what a result of the same rows gives."""
    from experiments.analysis.columns import columns_of
    from experiments.store import open_result

    result = open_result(folder)
    real = compare([result])
    fake = [
        arm(str(number), result.scenario(number), columns_of(result.table(number)))
        for number in range(2)
    ]
    assert isinstance(fake[0].result, MadeUp)
    assert compare(fake).outcomes == real.outcomes
