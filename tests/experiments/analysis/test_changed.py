from __future__ import annotations

import datetime
import json

from experiments.analysis.changed import Changed, changed
from experiments.speech import speaking


def config(scenario):
    return json.loads(scenario.config.model_dump_json(by_alias=True))


def test_a_changed_number_is_told_with_the_law_that_it_replaces(japan_us):
    firm = japan_us({"deadlines.pause_end.softness": 0.1})
    assert changed(config(japan_us()), config(firm)) == (
        Changed("deadlines.pause_end.softness", "drawn, beta (a 7, b 3)", "0.1"),
    )


def test_laws_have_names_in_japanese(japan_us):
    late = japan_us({"end.date": datetime.date(2026, 1, 31)})
    with speaking("ja"):
        (found,) = changed(
            config(japan_us()), config(japan_us({"deadlines.pause_end.softness": 1}))
        )
        (day,) = changed(config(japan_us()), config(late))
    assert found.first == "抽出：ベータ分布（a 7、b 3）"
    assert (day.first, day.second) == ("2025-12-31", "2026-01-31")


def test_nothing_changes_between_a_world_and_itself(japan_us):
    assert changed(config(japan_us()), config(japan_us())) == ()


def test_what_only_tells_people_something_is_no_change(japan_us):
    first, second = config(japan_us()), config(japan_us())
    second["title"] = "Another title"
    second["name"], second["version"] = "other", "9"
    second["deadlines"]["pause_end"]["softness"]["reason"] = "for another reason"
    assert changed(first, second) == ()


def test_another_strategy_is_a_change(japan_us):
    key = "sides.japan.ministers.negotiator.strategy"
    found = changed(config(japan_us()), config(japan_us({key: {"name": "hardliner"}})))
    assert found[0] == Changed(f"{key}.name", "time_dependent", "hardliner")


def test_what_one_world_lacks_is_told(japan_us):
    first, second = config(japan_us()), config(japan_us())
    del second["interim"]
    (found,) = changed(first, second)
    assert (found.key, found.second) == ("interim", "not there")
