from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.measures import (
    endings,
    mechanisms,
    named,
    names,
    reasons,
    standard,
    times,
)
from tests.experiments.made_up import changed, outcomes


def values(name, scenario, columns):
    (recipe,) = named([name], scenario)
    assert set(recipe.needs) <= set(columns)
    return recipe.take({need: columns[need] for need in recipe.needs})


@pytest.fixture
def rows(two_givers):
    reached = np.array([True, True, False, False])
    columns = outcomes(two_givers(), 4, reached=reached)
    # Run 2 had a text that never took effect.
    return changed(columns, agreement_day=[3, 20, 9, -1], overrides=[0, 2, 1, 0])


def test_agreement_counts_only_where_the_history_ends_so(two_givers, rows):
    assert values("agreement", two_givers(), rows).tolist() == [1, 1, 0, 0]
    assert values("agreement_by_2025-01-10", two_givers(), rows).tolist() == [1, 0, 0, 0]
    assert values("agreement_by_2025-01-21", two_givers(), rows).tolist() == [1, 1, 0, 0]


def test_days_and_terms_are_those_of_agreements(two_givers, rows):
    scenario = two_givers()
    assert values("agreement_day", scenario, rows).tolist()[:2] == [3, 20]
    issue = scenario.issues[0]
    found = values(f"agreed_{issue.id}", scenario, rows)
    assert found[:2].tolist() == rows[f"term_{issue.id}"][:2].tolist()
    assert np.isnan(found[2:]).all()
    # The column itself goes on to the history's end, agreed or not.
    assert not np.isnan(values(f"term_{issue.id}", scenario, rows)).any()


def test_minus_one_is_no_day_and_no_level(two_givers, rows):
    scenario = two_givers()
    hikes = changed(rows, hike_day=[-1, 4, -1, 0])
    found = values("hike_day", scenario, hikes)
    assert np.isnan(found[[0, 2]]).all()
    assert found[[1, 3]].tolist() == [4, 0]
    level = f"level_{scenario.issues[0].id}"
    assert np.isnan(values(level, scenario, rows)[2:]).all()


def test_mechanisms_fire_or_not_and_how_often_is_another_measure(two_givers, rows):
    assert values("fired_overrides", two_givers(), rows).tolist() == [0, 1, 1, 0]
    assert values("overrides", two_givers(), rows).tolist() == [0, 2, 1, 0]
    hikes = changed(rows, hike_day=[-1, 4, -1, 0])
    assert values("fired_hike_day", two_givers(), hikes).tolist() == [0, 1, 0, 1]


def test_a_column_of_words_gives_a_share_for_each(two_givers, rows):
    found = named(["ending"], two_givers())
    assert [recipe.name for recipe in found] == [recipe.name for recipe in endings()]
    shares = [recipe.take(rows) for recipe in found]
    assert np.sum(shares, axis=0).tolist() == [1, 1, 1, 1]
    why = np.sum([recipe.take(rows) for recipe in reasons()], axis=0)
    assert why.tolist() == [0, 0, 1, 1]


def test_landmarks_cut_before_a_threat_and_after_a_vote(japan_us):
    found = {recipe.name: recipe.measure.label for recipe in standard(japan_us())}
    assert found["agreement_by_2025-07-08"] == "Agreement before 9 July (tariff pause ends)"
    assert found["agreement_by_2025-07-20"] == "Agreement by 20 July (Upper House election)"
    assert found["agreement_by_2025-07-02"] == "Agreement before 3 July (campaign opens)"
    assert found["agreement_by_2025-06-24"] == "Agreement by 24 June (NATO summit)"


def test_the_standard_has_every_issue_both_sides_and_the_dollars(japan_us, two_givers):
    found = [recipe.name for recipe in standard(japan_us())]
    assert {f"agreed_{issue.id}" for issue in japan_us().issues} <= set(found)
    assert {"points_us", "score_points_japan", "duty_bn", "exporter_loss_bn"} <= set(found)
    assert not [n for n in (r.name for r in standard(two_givers())) if n.endswith("_bn")]


def test_names_are_unique_and_each_can_be_asked_for(japan_us):
    known = names(japan_us())
    assert len(known) == len(set(known))
    assert all(named([name], japan_us()) for name in known)
    told = {recipe.name for recipe in (*mechanisms(japan_us()), *times())}
    assert told <= set(known)


@pytest.mark.parametrize("name", ["run", "arm", "nothing", "agreement_by_2025-02-30"])
def test_what_is_no_number_of_a_run_is_refused(two_givers, name):
    with pytest.raises(KeyError, match=name):
        named([name], two_givers())
