from __future__ import annotations

import math

import pytest

from sim.config import ConfigError, load_scenario
from sim.config.reader import read_yaml
from sim.config.settings import with_settings
from tests.sim.config.damage import BARE

RATIO = "sides.east.cost_ratio"
STRATEGY = "sides.east.ministers.envoy.strategy"


def refused(settings, origin="settings"):
    with pytest.raises(ConfigError) as told:
        load_scenario(BARE, settings, origin)
    return told.value


@pytest.mark.parametrize("key", [RATIO, f"{RATIO}.value"])
def test_a_number_replaces_a_law_and_keeps_the_unit(key):
    quantity = load_scenario(BARE, {key: 0.7}).sides["east"].cost_ratio
    assert (quantity.value, quantity.law, quantity.unit) == (0.7, None, "ratio")
    assert quantity.source == "setting"


def test_a_mapping_replaces_a_whole_part():
    config = load_scenario(BARE, {STRATEGY: {"name": "boulware", "parameters": {}}})
    assert config.sides["east"].ministers["envoy"].strategy.name == "boulware"
    assert config.sides["west"].ministers["envoy"].strategy.name == "time_dependent"


def test_lists_from_python_serve_like_those_of_a_file():
    config = load_scenario(BARE, {"issues.grain.levels.values": [0, 0.5, 1]})
    assert config.issues["grain"].levels.values == (0, 0.5, 1)
    assert load_scenario(BARE, {"talks.pairs": [["west.envoy", "east.envoy"]]}).talks.pairs


def test_settings_change_neither_the_document_nor_each_other():
    document = read_yaml(BARE)
    before = repr(document.data)
    with_settings(document, {RATIO: 0.7, "name": "other"}, "settings")
    assert repr(document.data) == before
    assert with_settings(document, {}, "settings") is document


@pytest.mark.parametrize(
    ("key", "suggestion"),
    [
        ("sides.east.cost_rato", "did you mean 'cost_ratio'?"),
        ("sides.eastern.cost_ratio", "did you mean 'east'?"),
        ("issues.gran.label", "did you mean 'grain'?"),
        ("nothing.like.it", ""),
        ("issues.grain.levels.values.3", ""),
        ("name.further", ""),
        ("", ""),
        (".", ""),
    ],
)
def test_a_key_that_leads_nowhere(key, suggestion):
    error = refused({key: 1}, origin="--set")
    (fault,) = error.faults
    assert fault.file == "--set"
    assert "no such key" in fault.found
    assert str(BARE) in fault.found
    assert fault.suggestion == suggestion


@pytest.mark.parametrize(
    ("settings", "key", "found"),
    [
        ({RATIO: "much"}, RATIO, "'much'"),
        ({f"{RATIO}.value": "much"}, f"{RATIO}.value", "'much'"),
        ({RATIO: True}, RATIO, "True"),
        ({RATIO: math.nan}, f"{RATIO}.value", "nan"),
        ({RATIO: math.inf}, f"{RATIO}.value", "inf"),
        ({RATIO: 10**400}, f"{RATIO}.value", "1000"),
        ({RATIO: None}, RATIO, "None"),
        ({f"{STRATEGY}.name": "boulwar"}, f"{STRATEGY}.name", "'boulwar'"),
        ({f"{STRATEGY}.parameters.beta": 99}, f"{STRATEGY}.parameters.beta", "99"),
        ({"sides": 1}, "sides", "1"),
        ({"name": 3}, "name", "3"),
        ({"start.date": "2025-01-01"}, "start.date", "'2025-01-01'"),
    ],
)
def test_a_value_of_the_wrong_kind(settings, key, found):
    error = refused(settings)
    assert any(fault.key == key and found in fault.found for fault in error.faults)


def test_a_number_outside_what_the_key_allows():
    (fault,) = refused({"sides.east.leader.override": 1.2}).faults
    assert fault.key == "sides.east.leader.override"
    assert fault.allowed == "0 to 1 in this unit"
