"""Classes are made, found by their codes, and the same again after a restart."""

from __future__ import annotations

import pytest

from classroom import desk, students
from classroom.hall import NotThere
from classroom.lesson import CLOSED, DEBRIEF, LOBBY, NEGOTIATE, PHASES, PREPARE
from classroom.log import Conflict
from classroom.school import Change, NotNow, Options
from tests.classroom.classes import a_class, at_tables, begun, seats


def test_a_new_class_waits_in_its_lobby(school):
    made, _ = a_class(school)
    assert (made.phase, made.students, made.tables) == (LOBBY, (), {})
    assert school.lessons() == [made]
    assert school.exercise(made).title == "First deal"


def test_asked_twice_one_class_is_made(school):
    first = school.make("first_deal", Options(), "click")
    second = school.make("first_deal", Options(), "click")
    assert first == second
    assert len(school.lessons()) == 1
    assert school.make("first_deal", Options(), "another").code != first.code


def test_what_the_teacher_chose_is_kept(school):
    chosen = {"students_a_chair": 2, "tapes": "own", "absent": "wait"}
    made, _ = a_class(school, fictional=True, tongue="ja", stretch=2.0, **chosen)
    assert made.config.model_dump(include=set(chosen)) == chosen
    assert (made.tongue, made.stretch, made.absent) == ("ja", 2.0, "wait")
    assert school.exercise(made).scenario.side_labels == ("Auren", "Belmora")


def test_bots_have_the_character_that_was_chosen(school):
    made, _ = a_class(school, character="wall", difficulty="sharp")
    sides = school.exercise(made).scenario.config.sides
    strategies = [one.strategy for side in sides.values() for one in side.ministers.values()]
    assert {(one.name, one.knowledge) for one in strategies} == {("hardliner", "truth")}


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ({"character": "kind"}, "no character 'kind'; there are as_configured"),
        ({"difficulty": "hard"}, "no difficulty 'hard'; there are gentle"),
        ({"stretch": 9.0}, "found 9: times are stretched 0.25 to 8"),
        ({"students_a_chair": 7}, "students_a_chair"),
        ({"tapes": "mine"}, "tapes"),
    ],
)
def test_options_that_are_not_to_be_had(school, option, said):
    with pytest.raises(ValueError, match=said):
        school.make("first_deal", Options(**option), "make")
    assert school.lessons() == []


def test_a_code_finds_its_class_however_it_is_typed(school):
    made, _ = a_class(school)
    typed = f" {made.code[:3].lower()} {made.code[3:]}"
    assert school.by_code(typed).id == made.id
    assert school.by_code("nobody") is None
    assert school.by_code("") is None


def test_the_code_of_a_class_that_is_over_finds_nothing(school):
    made, _ = begun(school, 1)
    desk.turn_to(school, made.id, DEBRIEF, "debrief")
    assert school.by_code(made.code) is None


def test_there_is_no_class_that_nobody_made(school):
    with pytest.raises(NotThere):
        school.lesson("nowhere")


def test_after_a_restart_the_class_and_its_tables_are_the_same(school, elsewhere):
    made, people = begun(school, 5)
    desk.extend(school, made.id, 3, "extend")
    desk.tell(school, made.id, "Two minutes!", "tell")
    students.plan(school, made.id, people[0].id, {"target": 60.0}, {"wants": "cars"}, "plan")
    values, words = {"when": 1, "own_points": 55.0}, {}
    students.answer(school, made.id, people[0].id, "before", values, words, "answer")
    before = school.lesson(made.id)
    assert before.plans[people[0].id].words == {"wants": "cars"}
    assert before.answers["before"][people[0].id] == values
    assert [message.text for message in before.messages] == ["Two minutes!"]

    again = elsewhere.lesson(made.id)
    assert again == before
    assert at_tables(elsewhere, again) == at_tables(school, before)
    assert elsewhere.by_code(made.code) == before


def test_two_servers_change_one_class_and_both_see_all_of_it(school, elsewhere):
    made, _ = a_class(school)
    elsewhere.lesson(made.id)
    desk.tell(school, made.id, "from here", "one")
    desk.tell(elsewhere, made.id, "from there", "two")
    desk.tell(school, made.id, "from here again", "three")
    told = ["from here", "from there", "from here again"]
    assert [message.text for message in school.lesson(made.id).messages] == told
    assert [message.text for message in elsewhere.lesson(made.id).messages] == told


def test_a_change_is_decided_anew_when_another_process_was_quicker(school, elsewhere, monkeypatch):
    made, _ = a_class(school)
    asked = []

    def decide(lesson):
        if not asked:  # just now, another server says something
            elsewhere.hall.log.append(
                f"class/{made.id}", lesson.number + 1, "x", "told", "", {}, "!"
            )
        asked.append(len(lesson.messages))
        return Change("told", {}, f"after {len(lesson.messages)}")

    changed = school.change(made.id, "wish", decide)
    assert asked == [0, 1]
    assert [message.text for message in changed.messages] == ["!", "after 1"]


def test_a_request_is_carried_out_once_in_two_servers(school, elsewhere):
    made, _ = a_class(school)
    for server in (school, elsewhere, school):
        desk.tell(server, made.id, "once", "the same")
    assert len(elsewhere.lesson(made.id).messages) == 1


def test_a_table_asks_its_class_what_is_allowed(school, clock):
    made, _ = begun(school, 2)
    (name,) = made.tables
    with school.hall.at(name) as table:
        conditions = school.conditions(table)
        assert (conditions.frozen, conditions.chat) == (False, True)
        assert conditions.due == clock.at + 120
    clock.on(20)
    desk.pause(school, made.id, "pause")
    desk.allow_chat(school, made.id, False, "chat")
    with school.hall.at(name) as table:
        conditions = school.conditions(table)
        assert (conditions.frozen, conditions.chat, conditions.due) == (True, False, None)
    clock.on(500)
    desk.resume(school, made.id, "resume")
    with school.hall.at(name) as table:
        assert school.conditions(table).due == clock.at + 100


def test_a_table_without_a_class_has_no_clock(school):
    scenario = school.exercise(a_class(school)[0]).scenario
    name = school.hall.open(scenario, 1, 0, {"japan": ["somebody"]})
    with school.hall.at(name) as table:
        assert school.conditions(table) == (None, False, True, None)


@pytest.mark.parametrize("phase", PHASES)
def test_phases_only_go_on(school, phase):
    made, _ = a_class(school, 2)
    for to in (PREPARE, NEGOTIATE, DEBRIEF, CLOSED):
        if PHASES.index(to) > PHASES.index(phase):
            break
        desk.turn_to(school, made.id, to, to)
    assert school.lesson(made.id).phase == phase
    for earlier in PHASES[: PHASES.index(phase)]:
        with pytest.raises(NotNow):
            desk.turn_to(school, made.id, earlier, f"back to {earlier}")
    assert school.lesson(made.id).phase == phase


def test_seats_are_the_same_everywhere(school, elsewhere):
    made, people = begun(school, 4)
    assert set(seats(made)) == {person.id for person in people}
    assert seats(elsewhere.lesson(made.id)) == seats(made)
    with pytest.raises(Conflict):
        school.hall.log.append(f"class/{made.id}", 1, "other", "opened")
