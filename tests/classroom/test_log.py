"""The log only grows, a wish is carried out once, and two writers can't write over each other."""

from __future__ import annotations

import pytest

from classroom.log import Conflict, Log, shown
from experiments.errors import ResultError


def test_events_come_back_as_they_went_in(database):
    log = Log(database)
    log.append("table/a", 1, "open", "opened", data={"hash": "x", "people": {"east": ["Ω"]}})
    log.append("table/a", 2, "r1", "said", "p1", {"to": ""}, "ことば")
    log.append("table/b", 1, "open", "opened")
    again = Log(database)
    first, second = again.read("table/a")
    assert first.data == {"hash": "x", "people": {"east": ["Ω"]}}
    assert (second.number, second.who, second.kind, second.text) == (2, "p1", "said", "ことば")
    assert [event.number for event in again.read("table/a", after=1)] == [2]
    assert again.streams("table/") == ["table/a", "table/b"]


def test_the_same_wish_is_one_event(database):
    log = Log(database)
    first = log.append("table/a", 1, "wish", "moved", data={"step": 0})
    second = log.append("table/a", 2, "wish", "moved", data={"step": 1})
    assert second.number == first.number == 1
    assert second.data == {"step": 0}
    assert len(log.read("table/a")) == 1


def test_a_number_is_given_once(database):
    log = Log(database)
    log.append("table/a", 1, "one", "moved")
    with pytest.raises(Conflict):
        log.append("table/a", 1, "two", "moved")
    assert [event.request for event in log.read("table/a")] == ["one"]


def test_wildcards_in_a_name_are_plain_letters(database):
    log = Log(database)
    log.append("table/a_b", 1, "one", "opened")
    log.append("table/aXb", 1, "one", "opened")
    assert log.streams("table/a_") == ["table/a_b"]


def test_a_scenario_is_kept_once(database):
    log = Log(database)
    log.keep_scenario("h", "{}")
    log.keep_scenario("h", "{}")
    assert log.scenario("h") == "{}"
    with pytest.raises(KeyError):
        log.scenario("other")


def test_a_database_that_is_not_there_is_told_without_its_password():
    address = "postgresql+psycopg://talks:secret@127.0.0.1:1/none"
    with pytest.raises(ResultError, match="can't be used") as error:
        Log(address)
    assert "secret" not in str(error.value)
    assert "secret" not in shown(address)
