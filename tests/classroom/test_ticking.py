"""The clock's hand: turns pass when their time is up, and drop-outs are replaced."""

from __future__ import annotations

import logging
import threading

import pytest

from agents.views import OFFER, WAIT, Move
from classroom import desk, students
from classroom.clock import ends
from classroom.lesson import DEBRIEF, NEGOTIATE
from classroom.table import CLOCK
from classroom.ticking import Ticker, start_ticking
from tests.classroom.classes import a_class, apart, at_tables, begun, come, seats


@pytest.fixture(autouse=True)
def _no_stumbling(caplog, monkeypatch):
    """A stumble of the clock is logged and no more; here it is a failure. And here is no hurry."""
    monkeypatch.setattr("classroom.ticking.LONGEST_TICK", 60.0)
    yield
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []


def answers(school, name):
    with school.hall.at(name) as table:
        return [(answer.who, answer.move.kind) for answer in table.answers]


def date(school, name):
    with school.hall.at(name) as table:
        return None if table.over else table.scenario.date_of(table.day)


def test_a_turn_passes_when_its_time_is_up_and_not_before(school, clock):
    made, _ = begun(school, 2, absent="wait")
    (name,) = made.tables
    ticker = Ticker(school)
    clock.on(119)
    ticker.tick()
    assert answers(school, name) == []
    clock.on(1)
    ticker.tick()
    assert answers(school, name) == [(CLOCK, WAIT)]
    ticker.tick()
    assert len(answers(school, name)) == 1  # the next question has its own time
    clock.on(120)
    ticker.tick()
    assert len(answers(school, name)) == 2


def test_who_answers_in_time_is_left_alone(school, clock):
    made, people = begun(school, 2, absent="wait")
    (name,) = made.tables
    ticker = Ticker(school)
    for number in range(4):
        clock.on(100)
        ticker.tick()
        with school.hall.at(name) as table:
            side, step, levels = table.asked_side, table.steps, (0,) * len(table.scenario.issues)
            person = table.people[side][0]
        school.hall.move(name, person, side, f"move {number}", step, Move(OFFER, levels))
    ticker.tick()
    assert {who for who, _ in answers(school, name)} == {person.id for person in people}


def test_time_stands_still_in_a_pause(school, clock):
    made, _ = begun(school, 2, absent="wait")
    (name,) = made.tables
    ticker = Ticker(school)
    clock.on(60)
    desk.pause(school, made.id, "pause")
    clock.on(5000)
    ticker.tick()
    assert answers(school, name) == []
    desk.resume(school, made.id, "resume")
    clock.on(59)
    ticker.tick()
    assert answers(school, name) == []
    clock.on(1)
    ticker.tick()
    assert len(answers(school, name)) == 1


def test_at_the_end_of_a_leg_every_table_leaves_it(school, clock):
    made, _ = begun(school, 5, absent="wait")
    ticker = Ticker(school)
    first, last = (leg.until for leg in made.config.clock)
    clock.on(ends(made)[0] - 1)
    ticker.tick()
    assert all(date(school, name) <= first for name in made.tables)
    clock.on(1)
    ticker.tick()
    assert all(first < date(school, name) <= last for name in made.tables)
    clock.at = made.since[NEGOTIATE] + ends(made)[1]
    ticker.tick()
    assert all(date(school, name) is None for name in made.tables)


def test_extra_minutes_count(school, clock):
    made, _ = begun(school, 2, absent="wait")
    (name,) = made.tables
    clock.on(1)
    desk.extend(school, made.id, 5, "extend")
    ticker = Ticker(school)
    first = made.config.clock[0].until
    clock.on(ends(made)[0])
    ticker.tick()
    assert date(school, name) <= first
    clock.on(300)
    ticker.tick()
    assert date(school, name) > first


def test_two_servers_pass_a_turn_once(school, elsewhere, clock):
    made, _ = begun(school, 2, absent="wait")
    (name,) = made.tables
    tickers = [Ticker(school), Ticker(elsewhere)]
    for ticker in tickers:
        ticker.tick()
    clock.on(120)
    for ticker in tickers * 2:
        ticker.tick()
    assert answers(school, name) == [(CLOCK, WAIT)]
    assert answers(elsewhere, name) == [(CLOCK, WAIT)]


@pytest.mark.slow
def test_two_servers_at_once_lose_nothing_and_double_nothing(school, elsewhere, clock):
    made, _ = begun(school, 6, absent="wait")
    clock.on(ends(made)[1])
    threads = [threading.Thread(target=Ticker(one).tick) for one in (school, elsewhere)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name in made.tables:
        Ticker(school).tick()
        numbers = [event.number for event in school.hall.log.read(f"table/{name}")]
        assert numbers == list(range(1, len(numbers) + 1))
        with school.hall.at(name) as here, elsewhere.hall.at(name) as there:
            assert here.over
            assert here.chair.steps == there.chair.steps
            assert repr(here.chair.outcome()) == repr(there.chair.outcome())  # NaN is not NaN


def test_a_server_that_died_before_it_opened_the_tables_is_made_good(school, elsewhere):
    made, _ = a_class(school, 3)
    desk.pair(school, made.id, "pair")
    stream = f"class/{made.id}"
    number = school.lesson(made.id).number + 1
    school.hall.log.append(stream, number, "begin", "phase", "teacher", {"to": NEGOTIATE})
    assert school.hall.log.streams("table/") == []
    Ticker(elsewhere).tick()
    now = elsewhere.lesson(made.id)
    assert at_tables(elsewhere, now) == {name: now.present(name) for name in now.tables}


def test_a_server_that_died_before_it_ended_the_tables_is_made_good(school, elsewhere):
    made, _ = begun(school, 4)
    stream, number = f"class/{made.id}", school.lesson(made.id).number + 1
    school.hall.log.append(stream, number, "over", "phase", "teacher", {"to": DEBRIEF})
    Ticker(elsewhere).tick()
    assert all(date(school, name) is None for name in made.tables)


def seen(school, *people):
    for person in people:
        students.touch(school, person)


def test_a_drop_out_is_replaced_where_somebody_waits(school, clock):
    made, people = begun(school, 2)
    gone, other = apart(made, people)
    ticker = Ticker(school)
    clock.on(made.config.absent_seconds - 1)
    seen(school, other)
    ticker.tick()
    assert school.lesson(made.id).away == frozenset()
    clock.on(1)
    ticker.tick()
    table, side = seats(made)[gone.id]
    assert school.lesson(made.id).away == {gone.id}
    assert at_tables(school, made)[table][side] == []
    with school.hall.at(table) as found:  # the bot answers at once: the other is asked, or it ended
        assert found.over or found.asked_side != side


def test_a_drop_out_is_waited_for_if_the_teacher_says_so(school, clock):
    made, people = begun(school, 2, absent="wait")
    gone, other = apart(made, people)
    clock.on(made.config.absent_seconds)
    seen(school, other)
    Ticker(school).tick()
    assert school.lesson(made.id).away == frozenset()
    desk.when_absent(school, made.id, "bot", "change")
    Ticker(school).tick()
    assert school.lesson(made.id).away == {gone.id}


def test_when_all_are_gone_nobody_is_replaced(school, clock):
    """A network that fails must not make bots play the lesson to its end."""
    made, _ = begun(school, 4)
    clock.on(made.config.absent_seconds * 3)
    Ticker(school).tick()
    assert school.lesson(made.id).away == frozenset()
    assert at_tables(school, made) == {name: made.present(name) for name in made.tables}


def test_a_table_keeps_one_student_when_the_other_is_back_too_late(school, clock):
    made, people = begun(school, 2)
    gone, other = apart(made, people)
    ticker = Ticker(school)
    clock.on(made.config.absent_seconds)
    seen(school, other)
    ticker.tick()
    clock.on(made.config.absent_seconds)
    ticker.tick()  # now the other one is silent as well, but a bot sits across already
    assert school.lesson(made.id).away == {gone.id}


def test_a_move_is_a_sign_of_life(school, elsewhere, clock):
    made, people = begun(school, 2)
    (name,) = made.tables
    clock.on(made.config.absent_seconds - 10)
    with school.hall.at(name) as table:
        side, step, levels = table.asked_side, table.steps, (0,) * len(table.scenario.issues)
        mover = table.people[side][0]
    school.hall.move(name, mover, side, "move", step, Move(OFFER, levels))
    (other,) = [person for person in people if person.id != mover]
    clock.on(10)
    seen(elsewhere, other)
    Ticker(elsewhere).tick()  # who has moved is at another server, and never seen here
    assert elsewhere.lesson(made.id).away == frozenset()


def test_in_a_group_the_others_go_on(school, clock):
    made, people = begun(school, 4, students_a_chair=2)
    (sitting,) = made.tables.values()
    gone = people[0]
    side = sitting.side_of(gone.id)
    clock.on(made.config.absent_seconds)
    seen(school, *people[1:])
    Ticker(school).tick()
    left = [person for person in sitting.chairs[side] if person != gone.id]
    assert left
    assert at_tables(school, made)[sitting.id][side] == left


def test_one_class_that_fails_stops_no_other(school, clock, monkeypatch, caplog):
    made, _ = begun(school, 2, absent="wait")
    broken = school.make("first_deal", made_options(), "another")
    come(school, broken.id, "somebody")
    desk.turn_to(school, broken.id, NEGOTIATE, "begin broken")
    clock.on(120)
    tend = Ticker._tend

    def stumble(self, lesson, now):
        if lesson.id == broken.id:
            raise RuntimeError("broken")
        tend(self, lesson, now)

    monkeypatch.setattr(Ticker, "_tend", stumble)
    Ticker(school).tick()
    assert "stumbled" in caplog.text
    caplog.clear()
    assert len(answers(school, next(iter(made.tables)))) == 1


def made_options():
    from classroom.school import Options

    return Options()


def test_the_clock_runs_until_it_is_stopped(school, monkeypatch):
    ticked = threading.Event()
    monkeypatch.setattr(Ticker, "tick", lambda self: ticked.set())
    before = threading.active_count()
    stop = start_ticking(school, seconds=0.01)
    assert ticked.wait(5)
    stop()
    assert threading.active_count() == before
