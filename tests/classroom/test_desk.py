"""What a teacher does: pairing, phases, pushing, ending, moving; each of it once."""

from __future__ import annotations

import pytest

from agents.views import OFFER, Move
from classroom import desk
from classroom.lesson import DEBRIEF, LOBBY, NEGOTIATE, PREPARE
from classroom.school import NotNow
from tests.classroom.classes import SIDES, a_class, apart, at_tables, begun, seats


def table_state(school, name):
    with school.hall.at(name) as table:
        return table.day, table.over, table.steps


def test_a_class_is_paired_by_lot_when_it_goes_on(school):
    made, people = a_class(school, 5)
    now = desk.turn_to(school, made.id, PREPARE, "prepare")
    assert now.phase == PREPARE
    assert set(seats(now)) == {person.id for person in people}
    assert [sitting.place for sitting in now.tables.values()] == [1, 2, 3]
    assert {sitting.run for sitting in now.tables.values()} == {now.config.run}


def test_tables_may_have_their_own_tapes(school):
    made, _ = begun(school, 6, tapes="own")
    assert [sitting.run for sitting in made.tables.values()] == [0, 1, 2]
    for name, sitting in made.tables.items():
        with school.hall.at(name) as table:
            assert table.chair.run == sitting.run


def test_the_teacher_chooses_who_meets_whom(school):
    made, people = a_class(school, 4)
    wishes = {people[2].id: (1, "us"), people[0].id: (1, "japan")}
    now = desk.pair(school, made.id, "pair", wishes)
    first, second = now.tables.values()
    assert first.chairs == {"japan": (people[0].id,), "us": (people[2].id,)}
    assert set(second.people) == {people[1].id, people[3].id}


def test_pairing_again_draws_another_lot_and_the_same_wish_does_not(school):
    made, _ = a_class(school, 8)
    first = desk.pair(school, made.id, "one")
    assert desk.pair(school, made.id, "one") == first
    assert seats(desk.pair(school, made.id, "two")) != seats(first)
    desk.turn_to(school, made.id, NEGOTIATE, "begin")
    with pytest.raises(NotNow):
        desk.pair(school, made.id, "three")


def test_everybody_against_bots_on_one_side(school):
    made, _ = a_class(school, 3)
    desk.pair(school, made.id, "pair", bots="us")
    now = desk.turn_to(school, made.id, NEGOTIATE, "begin")
    assert {side for _, side in seats(now).values()} == {"us"}
    assert len(now.tables) == 3
    with pytest.raises(ValueError, match="no side 'mars'; there are japan, us"):
        desk.pair(school, made.id, "again", bots="mars")


def test_nothing_begins_without_students(school):
    made, _ = a_class(school)
    with pytest.raises(ValueError, match="nobody has joined yet"):
        desk.turn_to(school, made.id, NEGOTIATE, "begin")
    assert school.lesson(made.id).phase == LOBBY


def test_the_debrief_ends_all_tables(school):
    made, _ = begun(school, 4)
    assert not any(table_state(school, name)[1] for name in made.tables)
    now = desk.turn_to(school, made.id, DEBRIEF, "debrief")
    assert all(table_state(school, name)[1] for name in now.tables)
    assert set(seats(now)) == set(seats(made))  # whose chair it was is still known


def test_a_table_that_is_ended_is_played_out_by_agents(school):
    made, _ = begun(school, 4)
    first, second = made.tables
    desk.end(school, made.id, "end", first)
    assert [table_state(school, name)[1] for name in (first, second)] == [True, False]
    desk.end(school, made.id, "end all")
    assert table_state(school, second)[1]
    with pytest.raises(ValueError, match="no table 'x'"):
        desk.end(school, made.id, "end none", "x")


def test_a_push_takes_a_table_to_its_next_day_and_no_further(school):
    made, _ = begun(school, 4)
    first, second = made.tables
    before = table_state(school, first)
    desk.push(school, made.id, "push", first)
    after = table_state(school, first)
    assert after[0] > before[0]
    with school.hall.at(first) as table:
        days = {answer.day for answer in table.answers}
        assert days == {before[0]}
        assert table.asked_side is not None
    assert table_state(school, second) == before
    desk.push(school, made.id, "push", first)
    assert table_state(school, first) == after
    desk.push(school, made.id, "push all")
    assert table_state(school, first)[0] > after[0]
    assert table_state(school, second)[0] == after[0]


def test_after_a_push_the_next_day_is_the_students_own(school):
    made, _ = begun(school, 2)
    (name,) = made.tables
    desk.push(school, made.id, "push")
    with school.hall.at(name) as table:
        assert all(day < table.day for day in table.passes.values())
        side, step = table.asked_side, table.steps
        levels = tuple(0 for _ in table.scenario.issues)
        person = table.people[side][0]
    school.hall.move(name, person, side, "mine", step, Move(OFFER, levels))
    with school.hall.at(name) as table:
        assert table.asked_side != side


def test_pause_and_resume_are_what_they_are_however_often_they_are_asked(school, clock):
    made, _ = begun(school, 2)
    for request in ("one", "two"):
        clock.on(10)
        assert desk.pause(school, made.id, request).paused
    assert len(school.lesson(made.id).pauses) == 1
    for request in ("three", "four"):
        clock.on(10)
        assert not desk.resume(school, made.id, request).paused
    (pause,) = school.lesson(made.id).pauses
    assert pause.until - pause.since == 20


@pytest.mark.parametrize("action", [desk.pause, desk.resume, desk.push, desk.end])
def test_time_is_handled_while_the_class_negotiates(school, action):
    made, _ = a_class(school, 2)
    with pytest.raises(NotNow):
        action(school, made.id, "early")


@pytest.mark.parametrize("minutes", [0, -1, 61, float("nan")])
def test_nobody_gets_no_time_or_half_a_day(school, minutes):
    made, _ = begun(school, 2)
    with pytest.raises(ValueError, match="more than 0 and up to 60 minutes"):
        desk.extend(school, made.id, minutes, "extend")


def test_a_student_is_moved_and_tables_follow(school):
    made, people = begun(school, 3)
    first, _ = apart(made, people)
    (odd,) = [one for one in made.tables.values() if not all(one.chairs.values())]
    empty = next(side for side in SIDES if not odd.chairs[side])
    left, side_left = seats(made)[first.id]
    now = desk.move(school, made.id, first.id, odd.id, empty, "move")
    assert seats(now)[first.id] == (odd.id, empty)
    found = at_tables(school, now)
    assert found[odd.id][empty] == [first.id]
    assert found[left][side_left] == []
    assert desk.move(school, made.id, first.id, odd.id, empty, "move again").number == now.number


def test_a_student_is_moved_to_a_table_of_their_own(school):
    made, (person, *_) = begun(school, 4)
    now = desk.move(school, made.id, person.id, "", "japan", "move")
    assert seats(now)[person.id] == (f"{made.id}-3", "japan")
    assert at_tables(school, now)[f"{made.id}-3"]["japan"] == [person.id]


def test_nobody_is_moved_where_there_is_nothing(school):
    made, (person, *_) = begun(school, 4)
    first, second = made.tables
    for table, side, said in [
        (first, "mars", "no side 'mars'"),
        ("x", "us", "no table 'x'"),
    ]:
        with pytest.raises(ValueError, match=said):
            desk.move(school, made.id, person.id, table, side, "move")
    with pytest.raises(ValueError, match="no student 'x'"):
        desk.move(school, made.id, "x", first, "us", "move")
    desk.end(school, made.id, "end", second)
    with pytest.raises(ValueError, match="over"):
        desk.move(school, made.id, person.id, second, "us", "move")


def test_a_chair_is_emptied_and_given_anew(school):
    made, _ = begun(school, 2)
    (name,) = made.tables
    person = made.tables[name].chairs["japan"][0]
    now = desk.reset(school, made.id, name, "japan", "reset")
    assert now.stood_up == {person}
    assert at_tables(school, now)[name]["japan"] == []
    assert seats(desk.tell(school, made.id, "on we go", "tell")) == seats(now)
    with pytest.raises(ValueError, match="no table ''"):
        desk.reset(school, made.id, "", "us", "reset nothing")
    now = desk.move(school, made.id, person, name, "japan", "move")
    assert now.stood_up == frozenset()
    assert at_tables(school, now)[name]["japan"] == [person]


def test_words_to_all(school):
    made, _ = a_class(school)
    desk.tell(school, made.id, "  Five\nminutes! ", "one")
    with pytest.raises(ValueError, match="empty"):
        desk.tell(school, made.id, "  ", "two")
    (message,) = school.lesson(made.id).messages
    assert message.text == "Five minutes!"


def test_what_is_done_about_the_absent_can_be_changed(school):
    made, _ = a_class(school)
    assert desk.when_absent(school, made.id, "wait", "one").absent == "wait"
    with pytest.raises(ValueError, match="wait or bot"):
        desk.when_absent(school, made.id, "cry", "two")
