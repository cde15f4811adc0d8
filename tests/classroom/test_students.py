"""Joining, coming late, coming back, and what students write."""

from __future__ import annotations

import threading

import pytest

from classroom import desk, students
from classroom.lesson import CLOSED, DEBRIEF, NEGOTIATE, PREPARE
from classroom.school import NotNow
from classroom.ticking import Ticker
from tests.classroom.classes import SIDES, a_class, apart, at_tables, begun, come, seats


def test_a_form_sent_twice_lets_one_student_in(school):
    made, _ = a_class(school)
    first = students.join(school, made.id, "Ken", "ja", "click")
    assert students.join(school, made.id, "Ken", "ja", "click") == first
    assert school.lesson(made.id).students == (first[0].id,)
    assert school.hall.people.by_token(first[1]) == first[0]


def test_a_form_sent_again_after_a_restart_is_the_same_student(school, elsewhere):
    made, _ = a_class(school)
    person, token = students.join(school, made.id, "Ken", "ja", "click")
    again, fresh = students.join(elsewhere, made.id, "Ken", "ja", "click")
    assert again == person
    assert elsewhere.hall.people.by_token(fresh) == person
    assert elsewhere.hall.people.by_token(token) is None
    assert elsewhere.lesson(made.id).students == (person.id,)


def test_nicknames_are_told_apart(school):
    made, _ = a_class(school)
    names = [
        students.join(school, made.id, "  Ken  T ", "en", str(n))[0].nickname for n in range(3)
    ]
    assert names == ["Ken T", "Ken T 2", "Ken T 3"]
    with pytest.raises(ValueError, match="nickname"):
        students.join(school, made.id, "   ", "en", "empty")


def test_a_class_has_an_end(school, monkeypatch):
    monkeypatch.setattr(students, "LARGEST_CLASS", 2)
    made, _ = a_class(school, 2)
    with pytest.raises(ValueError, match="full"):
        come(school, made.id, "one too many")


@pytest.mark.parametrize("phase", [DEBRIEF, CLOSED])
def test_nobody_joins_when_it_is_over(school, phase):
    made, _ = begun(school, 1)
    for to in (DEBRIEF, CLOSED)[: 1 + (phase == CLOSED)]:
        desk.turn_to(school, made.id, to, to)
    with pytest.raises(NotNow):
        come(school, made.id, "too late")


def test_who_comes_late_takes_the_bots_seat(school):
    made, people = begun(school, 3)
    (odd,) = [one for one in made.tables.values() if not all(one.chairs.values())]
    empty = next(side for side in SIDES if not odd.chairs[side])
    late = come(school, made.id, "late")
    now = school.lesson(made.id)
    assert seats(now)[late.id] == (odd.id, empty)
    assert at_tables(school, now)[odd.id][empty] == [late.id]
    assert {person: seats(now)[person.id] for person in people} == {
        person: seats(made)[person.id] for person in people
    }


def test_who_comes_late_to_a_full_class_gets_a_new_table(school):
    made, _ = begun(school, 2)
    late = come(school, made.id, "late")
    now = school.lesson(made.id)
    table, side = seats(now)[late.id]
    assert now.tables[table].place == 2
    assert at_tables(school, now)[table][side] == [late.id]


def test_who_comes_while_others_prepare_is_seated_too(school):
    made, _ = a_class(school, 3)
    desk.turn_to(school, made.id, PREPARE, "prepare")
    late = come(school, made.id, "late")
    now = school.lesson(made.id)
    assert len(now.tables) == 2
    assert late.id in seats(now)
    assert school.hall.log.streams("table/") == []  # a table opens when the talks begin
    desk.turn_to(school, made.id, NEGOTIATE, "begin")
    assert len(school.hall.log.streams("table/")) == 2


def test_a_table_that_is_over_is_no_place_for_somebody_new(school):
    made, _ = begun(school, 3)
    (odd,) = [one for one in made.tables.values() if not all(one.chairs.values())]
    desk.end(school, made.id, "end", odd.id)
    late = come(school, made.id, "late")
    assert school.lesson(made.id).sitting_of(late.id).place == 3


def test_who_joined_a_server_that_died_is_seated_by_the_next(school, elsewhere):
    made, _ = begun(school, 2)
    person, _ = school.hall.people.join(made.id, "unlucky", "en")
    stream = f"class/{made.id}"
    number = school.lesson(made.id).number + 1
    school.hall.log.append(stream, number, "join-x", "joined", person.id, {"person": person.id})
    Ticker(elsewhere).tick()
    assert person.id in seats(elsewhere.lesson(made.id))


def test_a_one_time_code_moves_a_student_to_another_device(school):
    made, _ = a_class(school)
    person, token = students.join(school, made.id, "Ken", "ja", "click")
    code = school.hall.people.rejoin_code(person.id)
    again, fresh = school.hall.people.rejoin(code.lower())
    assert again == person
    assert school.hall.people.by_token(token) is None
    assert school.hall.people.by_token(fresh) == person
    assert school.hall.people.rejoin(code) is None


def test_who_comes_back_gets_the_chair_back(school, clock):
    made, people = begun(school, 2)
    gone, other = apart(made, people)
    ticker = Ticker(school)
    clock.on(made.config.absent_seconds)
    students.touch(school, other)
    ticker.tick()
    table, side = seats(made)[gone.id]
    assert school.lesson(made.id).away == {gone.id}
    assert at_tables(school, made)[table][side] == []
    with school.hall.at(table) as found:
        assert school.side_at(found, gone.id) == side  # the page still knows whose chair it is
    students.touch(school, gone)
    assert school.lesson(made.id).away == frozenset()
    assert at_tables(school, made)[table][side] == [gone.id]
    count = school.lesson(made.id).number
    students.touch(school, gone)
    assert school.lesson(made.id).number == count


def test_the_last_plan_counts(school):
    made, (person,) = a_class(school, 1)
    students.plan(school, made.id, person.id, {"target": 70.0, "limit": 40.0}, {}, "one")
    students.plan(school, made.id, person.id, {"target": 65.0}, {"gives": "corn"}, "two")
    plan = school.lesson(made.id).plans[person.id]
    assert (plan.target, plan.limit, plan.words) == (65.0, None, {"gives": "corn"})


def test_questions_are_answered_in_their_time(school):
    made, (person,) = a_class(school, 1)
    with pytest.raises(NotNow):
        students.answer(school, made.id, person.id, "after", {}, {"best_trade": "x"}, "early")
    students.answer(school, made.id, person.id, "before", {"when": 2}, {}, "one")
    desk.turn_to(school, made.id, NEGOTIATE, "begin")
    desk.turn_to(school, made.id, DEBRIEF, "debrief")
    with pytest.raises(NotNow):
        students.answer(school, made.id, person.id, "before", {"when": 1}, {}, "late")
    words = {"best_trade": "corn for cars"}
    students.answer(school, made.id, person.id, "after", {"open": 4}, words, "two")
    answers = school.lesson(made.id).answers
    assert answers["before"] == {person.id: {"when": 2}}
    assert answers["after"] == {person.id: {"open": 4, "best_trade": "corn for cars"}}


def test_words_are_kept_apart_from_the_log_and_can_be_purged(school, elsewhere):
    made, (person,) = a_class(school, 1)
    students.plan(school, made.id, person.id, {"target": 70.0}, {"wants": "private"}, "one")
    school.hall.people.forget(made.id)
    plan = elsewhere.lesson(made.id).plans[person.id]
    assert (plan.target, plan.words) == (70.0, {})


def test_sheets_of_one_student_change_nobody_elses_page(school):
    made, (person, _) = a_class(school, 2)
    shown = school.lesson(made.id).shown
    students.plan(school, made.id, person.id, {}, {"wants": "x"}, "one")
    students.answer(school, made.id, person.id, "before", {"when": 0}, {}, "two")
    assert school.lesson(made.id).shown == shown
    come(school, made.id, "new")
    assert school.lesson(made.id).shown == shown + 1


@pytest.mark.slow
def test_many_join_two_servers_at_once(school, elsewhere):
    made, _ = begun(school, 1)
    servers = [school, elsewhere]
    threads = [
        threading.Thread(target=come, args=(servers[n % 2], made.id, f"late {n}"))
        for n in range(10)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    now = school.lesson(made.id)
    assert now == elsewhere.lesson(made.id)
    assert len(set(now.students)) == 11
    assert set(seats(now)) == set(now.students)
    assert all(
        len(there) <= 1 for sitting in now.tables.values() for there in sitting.chairs.values()
    )
    Ticker(school).tick()
    assert at_tables(elsewhere, now) == {name: now.present(name) for name in now.tables}
