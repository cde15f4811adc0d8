from __future__ import annotations

import datetime

import pytest

from experiments.errors import ResultError
from experiments.speech import count, named, phrase, say, speaking, spoken
from sim.outcomes import simulate


def test_english_is_spoken_unless_somebody_says_otherwise():
    assert spoken().code == "en"
    assert say("Half of all agreements come by {date}", date="May") == (
        "Half of all agreements come by May"
    )
    assert count("{n} point more", "{n} points more", 1) == "1 point more"
    assert count("{n} point more", "{n} points more", 2) == "2 points more"


def test_a_tongue_holds_inside_its_block_only():
    with speaking("ja"):
        assert say("Median") == "中央値"
        assert count("{n} point more", "{n} points more", 2) == "2点多く"
        with speaking("en"):
            assert say("Median") == "Median"
        assert say("Median") == "中央値"
    assert say("Median") == "Median"
    with pytest.raises(ZeroDivisionError), speaking("ja"):
        _ = 1 / 0
    assert spoken().code == "en"


def test_a_language_that_is_not_there_is_refused():
    with pytest.raises(ResultError, match="no language 'fr'; there are en, ja"), speaking("fr"):
        pass


def test_a_phrase_is_said_later():
    words = phrase("Median")
    assert words == "Median"
    with speaking("ja"):
        assert say(words) == "中央値"


def test_what_no_catalogue_has_is_said_as_it_is():
    with speaking("ja"):
        assert say("A label of {somebody's} own") == "A label of {somebody's} own"
        assert say("") == ""


def test_dates_are_those_of_the_tongue():
    day = datetime.date(2025, 7, 9)
    assert spoken().date(day) == "9 July 2025"
    with speaking("ja"):
        assert spoken().date(day) == "2025年7月9日"
        assert spoken().day(day) == "7月9日"


def test_a_scenario_is_named_in_the_tongue_and_plays_as_before(japan_us):
    world = japan_us()
    assert named(world) is world
    with speaking("ja"):
        japanese = named(world)
    assert japanese.side_labels == ("日本", "米国")
    assert japanese.title == "日米関税交渉（2025年6月17日時点）"
    assert japanese.config.sides["us"].leader.label == "大統領"
    assert japanese.seat_label("us.commerce") == "商務長官"
    (cars,) = (issue for issue in japanese.issues if issue.id == "auto_tariff")
    assert cars.label == "自動車関税（部品を含む）"
    assert cars.level_labels[0] == "25%"
    (standards,) = (issue for issue in japanese.issues if issue.id == "auto_standards")
    assert standards.level_labels[0] == "現状どおり"
    assert [mark.label for mark in japanese.landmarks if mark.kind == "election"] == ["参議院選挙"]
    assert japanese.hash == world.hash
    assert repr(simulate(japanese, 1, 3, 4)) == repr(simulate(world, 1, 3, 4))
