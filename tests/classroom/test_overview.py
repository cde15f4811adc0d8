"""What the desk shows of each table: who is there and how far it is, and nobody's values."""

from __future__ import annotations

from agents.views import OFFER, Move
from classroom import desk, students
from classroom.lesson import PREPARE
from classroom.overview import AWAY, HERE, SILENT, overview, present, version
from classroom.ticking import Ticker
from tests.classroom.classes import a_class, apart, begun


def test_before_the_talks_there_are_chairs_only(school, clock):
    made, people = a_class(school, 3)
    assert overview(school, made, clock.at) == ()
    made = desk.turn_to(school, made.id, PREPARE, "prepare")
    first, second = overview(school, made, clock.at)
    assert (first.date, first.due, first.over) == (None, None, False)
    names = [
        one.nickname for table in (first, second) for chair in table.chairs for one in chair.people
    ]
    assert sorted(names) == [person.nickname for person in people]
    assert any(not chair.people for chair in second.chairs)


def test_a_table_is_shown_with_its_day_its_turn_and_its_time(school, clock, elsewhere):
    made, _ = begun(school, 2)
    for server in (school, elsewhere):  # the second one has opened nothing itself
        (table,) = overview(server, made, clock.at)
        with server.hall.at(table.id) as found:
            assert table.date == found.scenario.date_of(found.day)
            assert [chair.side for chair in table.chairs if chair.asked] == [found.asked_side]
        assert table.due == clock.at + 120
        assert 0 < table.share < 1


def test_how_far_apart_the_last_offers_are(school, clock):
    made, _ = begun(school, 2)
    (name,) = made.tables
    for number, level in enumerate((0, 1)):
        (table,) = overview(school, made, clock.at)
        assert (table.offers, table.apart) == (number, None)
        with school.hall.at(name) as found:
            side, step = found.asked_side, found.steps
        levels = (level, 0, 0, level)
        school.hall.move(name, found.people[side][0], side, f"m{number}", step, Move(OFFER, levels))
    (table,) = overview(school, made, clock.at)
    assert (table.offers, table.apart, table.issues) == (2, 2, 4)


def test_who_is_there(school, clock):
    made, people = begun(school, 2)
    gone, other = apart(made, people)
    assert {one.state for one in present(school, made, clock.at)} == {HERE}
    clock.on(made.config.absent_seconds)
    students.touch(school, other)
    states = {one.id: one.state for one in present(school, made, clock.at)}
    assert states == {gone.id: SILENT, other.id: HERE}
    Ticker(school).tick()
    made = school.lesson(made.id)
    states = {one.id: one.state for one in present(school, made, clock.at)}
    assert states == {gone.id: AWAY, other.id: HERE}


def test_a_table_played_out_by_agents_is_told_from_one_that_people_ended(school, clock):
    made, _ = begun(school, 4)
    first, second = made.tables
    made = desk.end(school, made.id, "end", first)
    while not overview(school, made, clock.at)[1].over:
        desk.push(school, made.id, f"push {school.hall.log.read(f'table/{second}')[-1].number}")
    shown = overview(school, made, clock.at)
    assert [(table.over, table.by_agents) for table in shown] == [(True, True), (True, False)]
    assert all(table.ending and table.share == 1.0 and table.due is None for table in shown)


def test_the_version_grows_with_the_class_and_with_each_table(school):
    made, (person, _) = begun(school, 2)
    before = version(school, made)
    made = desk.tell(school, made.id, "Listen!", "tell")
    assert version(school, made) == before + 1
    (name,) = made.tables
    school.hall.say(name, person.id, made.side_of(person.id), "say", "Hello")
    assert version(school, made) == before + 2


def test_after_a_purge_a_pseudonym_is_left(school, clock):
    made, (person,) = a_class(school, 1)
    school.hall.people.forget(made.id)
    assert [one.nickname for one in present(school, made, clock.at)] == [person.id[:6]]
