"""A study resolved: ranges from the scenario, all judgments, what each outcome is."""

from __future__ import annotations

import numpy as np

from experiments.analysis.columns import columns_of
from experiments.sensitivity.plan import planned
from experiments.sensitivity.register import judged
from experiments.sensitivity.spread import Spread
from sim.config.quantity import Quantity, Table
from sim.outcomes import simulate
from sim.scenario import find_scenario

TORNADO = {"method": "tornado", "size": None, "chance_points": None}


def spread(study, key):
    return next(factor.spread for factor in study.factors if factor.key == key)


def test_a_range_comes_from_the_judgment_a_law_from_the_prior(load):
    study = load(
        factors=[
            {"key": "sides.east.reference.grain"},
            {"key": "sides.east.cost_ratio"},
            {"key": "sides.east.ministers.envoy.strategy.parameters.beta"},
            {"key": "sides.east.motives.grain.costs.values.grain"},
            {"key": "sides.west.cost_ratio", "low": 0.6, "high": 0.9, "scale": "log"},
        ]
    )
    assert spread(study, "sides.east.reference.grain") == Spread("uniform", (0, 1))
    assert spread(study, "sides.east.cost_ratio") == Spread("uniform", (0.5, 1))
    beta = "sides.east.ministers.envoy.strategy.parameters.beta"
    assert spread(study, beta) == Spread("loguniform", (0.1, 2))
    assert spread(study, "sides.east.motives.grain.costs.values.grain") == Spread("uniform", (0, 1))
    assert spread(study, "sides.west.cost_ratio") == Spread("loguniform", (0.6, 0.9))
    groups = [factor.group for factor in study.factors]
    assert groups == ["wants", "wants", "strategies", "wants", "wants"]


def test_every_judgment_of_a_shipped_scenario_with_a_range_is_in_the_register():
    config = find_scenario("marenna_tirvald").config
    keys = [held.key for held in judged(config)]
    assert len(set(keys)) == len(keys)
    laws = ranges = numbers = 0
    for _, cited in config.cited():
        if isinstance(cited, Quantity) and cited.assumed:
            laws += cited.law is not None
            ranges += cited.law is None and cited.range[0] < cited.range[1]
        if isinstance(cited, Table) and cited.assumed:
            numbers += len(cited.values)
    assert len(keys) == laws + ranges + numbers


def test_a_tornado_of_all_judgments_tries_each_end_that_the_scenario_can_take(load):
    study = load(**TORNADO, factors=[{"key": "all assumptions"}])
    keys = {factor.key for factor in study.factors}
    assert {held.key for held in judged(study.centre.config)} == keys
    plan = planned(study)
    tried = [tuple(point.settings.items()) for point in plan.points[1:]]
    ends = sum(len(factor.ends()) for factor in study.factors)
    assert len(tried) == len(set(tried)) == ends - len(study.left_out)
    # Without any benefit a side wants nothing, which the scenario refuses.
    assert ("sides.east.motives.timber.benefits.values.timber", 0.0) in [
        (one.key, one.value) for one in study.left_out
    ]
    assert all(one.why for one in study.left_out)


def test_a_judgment_that_is_named_has_the_range_that_it_is_given(load):
    named = {"key": "sides.east.reference.grain", "low": 0.4, "high": 0.6}
    study = load(**TORNADO, factors=[{"key": "all assumptions"}, named])
    assert [one.spread for one in study.factors if one.key == named["key"]] == [
        Spread("uniform", (0.4, 0.6))
    ]


def test_words_whole_numbers_and_dates_can_be_varied(load):
    study = load(
        factors=[
            {
                "key": "sides.east.ministers.envoy.strategy",
                "values": [{"name": "boulware"}, {"name": "conceder"}],
            },
            {"key": "end.date", "low": "2025-01-20", "high": "2025-02-10"},
            {"key": "version", "low": 1, "high": 3},
        ]
    )
    assert [factor.spread.law for factor in study.factors] == ["choice", "date", "whole"]
    for point in planned(study).points[:5]:
        scenario = study.scenario(point.settings)
        strategy = scenario.config.sides["east"].ministers["envoy"].strategy.name
        assert strategy == point.settings["sides.east.ministers.envoy.strategy"]["name"]
        assert scenario.config.end.date == point.settings["end.date"]


def test_settings_hold_at_every_point(load):
    study = load(settings={"sides.west.reference.grain": 0.25})
    for settings in ({}, {"sides.east.reference.grain": 0.1}):
        config = study.scenario(settings).config
        assert config.sides["west"].reference["grain"].value == 0.25


def test_a_day_that_never_comes_counts_as_the_last(load):
    settings = {"sides.east.reference.timber": 0.65}
    study = load(outcomes=["agreement", "agreement_day"], settings=settings)
    columns = columns_of(simulate(study.centre, 7, 0, 30))
    agreed, day = (recipe.take(columns) for recipe in study.recipes)
    assert 0 < agreed.sum() < 30
    assert (day[agreed == 0] == study.centre.horizon).all()
    assert np.array_equal(day[agreed == 1], columns["agreement_day"][agreed == 1])
    assert [measure.unit for measure in study.measures] == ["share", "days"]
