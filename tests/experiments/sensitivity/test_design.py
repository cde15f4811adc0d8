"""What is wrong in a study file is told where it stands."""

from __future__ import annotations

import pytest

from experiments.sensitivity.study import load_study
from sim.config import ConfigError

GRAIN = {"key": "sides.east.reference.grain"}
OTHER = {"key": "sides.west.reference.grain"}

FAULTS = {
    "no size": ({"size": None}, "'size' is missing", "the number of trajectories, 4 or more"),
    "few trajectories": ({"size": 3}, "size: found 3", "the number of trajectories, 4 or more"),
    "rows": ({"method": "sobol", "size": 12}, "size: found 12", "a power of two from 8"),
    "points": ({"method": "pawn", "size": 99}, "size: found 99", "100 or more"),
    "few runs": ({"runs": 7}, "runs: found 7", "greater than or equal to 8"),
    "method": ({"method": "moris"}, "found 'moris'", "did you mean 'morris'?"),
    "tornado with a size": ({"method": "tornado"}, "size: does not belong here", "no such number"),
    "all by walks": (
        {"factors": [{"key": "all assumptions"}]},
        "factors[0].key: found 'all assumptions'",
        "only a tornado takes them all",
    ),
    "a range for all": (
        {"method": "tornado", "factors": [{"key": "all assumptions", "low": 0, "high": 1}]},
        "factors[0].low: does not belong here",
        "'all assumptions' takes nothing else",
    ),
    "one end": ({"factors": [{**GRAIN, "low": 0}]}, "'high' is missing", "both ends, or neither"),
    "upside down": (
        {"factors": [{**GRAIN, "low": 1, "high": 0}]},
        "factors[0].high: found low 1, high 0",
        "low below high",
    ),
    "a date and a number": (
        {"factors": [{**GRAIN, "low": 1, "high": "2031-01-01"}]},
        "factors[0].high: found 1.0 and 2031-01-01",
        "two numbers, or two dates",
    ),
    "log of nought": (
        {"factors": [{**GRAIN, "low": 0, "high": 1, "scale": "log"}]},
        "factors[0].low: found 0",
        "above 0 on a log scale",
    ),
    "log of nothing": (
        {"factors": [{**GRAIN, "scale": "log"}]},
        "factors[0].scale: found 'log' without a range",
        "'low' and 'high' beside it",
    ),
    "range and values": (
        {"factors": [{**GRAIN, "low": 0, "high": 1, "values": [0.1, 0.2]}]},
        "factors[0].values: stands beside 'low' and 'high'",
        "one of the two",
    ),
    "one value twice": (
        {"factors": [{**GRAIN, "values": [0.1, 0.1]}]},
        "factors[0].values[1]: 0.1 stands twice",
        "each value once",
    ),
    "one factor twice": ({"factors": [GRAIN, GRAIN]}, "stands twice", "each factor once"),
    "one inside another": (
        {
            "settings": {},
            "factors": [{"key": "sides.east.reference", "values": [1, 2]}, GRAIN],
        },
        "is also varied as 'sides.east.reference'",
        "each key in one factor",
    ),
    "set and varied": (
        {"settings": {GRAIN["key"]: 0.5}},
        "is also varied as",
        "a key either set or varied",
    ),
    "one outcome twice": (
        {"outcomes": ["agreement", "agreement"]},
        "outcomes[1]: 'agreement' stands twice",
        "each outcome once",
    ),
    "groups of a tornado": (
        {"method": "tornado", "size": None, "chance_points": None, "by": "group"},
        "by: found 'group'",
        "factor, for method 'tornado'",
    ),
    "one group": (
        {"by": "group", "factors": [{**GRAIN, "group": "g"}, {**OTHER, "group": "g"}]},
        "all factors are of one group",
        "factor",
    ),
    "no such key": (
        {"factors": [{"key": "sides.east.reference.grian"}]},
        "factors[0].key: sides.east.reference.grian: no such key",
        "did you mean 'grain'?",
    ),
    "no range of its own": (
        {"factors": [{"key": "sides.east.mandate.threat"}]},
        "'sides.east.mandate.threat' has no range in the scenario",
        "'low' and 'high'",
    ),
    "no number": (
        {"factors": [{"key": "sides.east.motives.grain.costs"}]},
        "is no number that has a range of its own",
        "a key inside it",
    ),
    "out of bounds": (
        {"factors": [{**GRAIN, "low": 0, "high": 3}]},
        "'sides.east.reference.grain' = 3.0",
        "0 to 1",
    ),
    "no such outcome": (
        {"outcomes": ["agrement"]},
        "outcomes[0]: there is no outcome 'agrement'",
        "did you mean 'agreement'?",
    ),
    "an outcome that some lack": (
        {"outcomes": ["points_east"]},
        "not every history has 'points_east'",
        "try: score_points_east",
    ),
    "what goes in": (
        {"outcomes": ["drawn_sides__east__cost_ratio"]},
        "is no outcome with a mean",
        "agreement, ",
    ),
    "no such file": (
        {"scenario": "nowhere.yaml"},
        "scenario: found 'nowhere.yaml'",
        "no such file",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_place_and_what_is_allowed(write, name):
    changes, found, allowed = FAULTS[name]
    path = write(**changes)
    with pytest.raises(ConfigError) as told:
        load_study(path)
    assert found in str(told.value)
    assert allowed in str(told.value)
    assert str(path) in str(told.value)


def test_several_faults_are_told_at_once(write):
    with pytest.raises(ConfigError) as told:
        load_study(
            write(outcomes=["agrement"], factors=[{"key": "nowhere"}, {"key": "talks.pace"}])
        )
    assert len(told.value.faults) == 3


def test_what_the_caller_gives_is_checked_by_the_same_rules(write):
    with pytest.raises(ConfigError, match="arguments: size: found 3"):
        load_study(write(), size=3)
    assert load_study(write(), runs=9, seed=0).config.runs == 9


@pytest.mark.parametrize("method", ["morris", "sobol", "pawn", "tornado"])
def test_the_smallest_study_is_as_small_as_the_method_takes(write, method):
    given = {"size": None, "chance_points": None} if method == "tornado" else {"size": 128}
    path = write(method=method, runs=500, **given)
    config = load_study(path, small=True).config
    assert config.runs == 8
    assert config.size == {"morris": 4, "sobol": 8, "pawn": 100, "tornado": None}[method]
    assert load_study(path, small=True, runs=9).config.runs == 9


def test_another_kind_of_file_is_told_as_such(bare):
    with pytest.raises(ConfigError, match="is no sensitivity study"):
        load_study(bare)
