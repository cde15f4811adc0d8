"""Tables in the hall: replayed from the log, moved once, safe against each other."""

from __future__ import annotations

import threading

import pytest

from agents.views import ACCEPT, OFFER, WAIT, Move
from classroom.hall import Hall, MovedOn, NotThere
from classroom.log import Log
from classroom.seen import see
from sim.chair import Chair


def opened(hall, bare, **people):
    return hall.open(bare, seed=3, run=5, people=people or {"east": ["ann"], "west": ["bob"]})


def wait_out(hall, table):
    """Let both sides wait until the end."""
    number = 0
    while True:
        with hall.at(table) as found:
            if found.over:
                return
            side, step = found.asked_side, found.steps
        hall.move(table, side, side, f"w{number}", step, Move(WAIT, ()))
        number += 1


def plain(outcome):
    return {name: repr(value) for name, value in outcome.items()}


def test_a_table_read_again_is_the_same_table(hall, bare, database):
    table = opened(hall, bare)
    hall.move(table, "ann", "east", "r1", 0, Move(OFFER, (1, 0)))
    hall.say(table, "bob", "west", "r2", "No.")
    wait_out(hall, table)
    with hall.at(table) as before, Hall(Log(database)).at(table) as after:
        assert plain(after.chair.outcome()) == plain(before.chair.outcome())
        assert after.news == before.news
        assert after.sayings == before.sayings
        assert after.answers == before.answers
        assert see(after, "east") == see(before, "east")


def test_agents_in_both_chairs_play_the_plain_history(hall, bare):
    table = hall.open(bare, seed=3, run=5, people={})
    with hall.at(table) as found:
        assert found.over
        alone = Chair(bare, (), 3, 5)
        assert plain(found.chair.outcome()) == plain(alone.outcome())


def test_a_move_sent_twice_is_made_once(hall, bare):
    table = opened(hall, bare)
    hall.move(table, "ann", "east", "r1", 0, Move(WAIT, ()))
    found = hall.move(table, "ann", "east", "r1", 0, Move(WAIT, ()))
    assert len(found.answers) == 1


def test_an_answer_to_an_old_question_is_refused(hall, bare):
    table = opened(hall, bare)
    hall.move(table, "ann", "east", "r1", 0, Move(WAIT, ()))
    with pytest.raises(MovedOn):
        hall.move(table, "ann", "east", "r2", 0, Move(WAIT, ()))
    with pytest.raises(MovedOn):  # it is west's turn
        hall.move(table, "ann", "east", "r3", 1, Move(WAIT, ()))


def test_an_impossible_move_leaves_no_trace(hall, bare):
    table = opened(hall, bare)
    with pytest.raises(ValueError, match="nothing on the table"):
        hall.move(table, "ann", "east", "r1", 0, Move(ACCEPT, ()))
    with hall.at(table) as found:
        assert found.number == 1
    assert len(hall.log.read(f"table/{table}")) == 1


def test_forty_at_once_make_one_move(hall, bare):
    """Many hands on one question: one answer counts, the others are told."""
    table = opened(hall, bare)
    told = []

    def hand(number):
        try:
            hall.move(table, f"p{number}", "east", f"r{number}", 0, Move(WAIT, ()))
            told.append("made")
        except MovedOn:
            told.append("moved on")

    hands = [threading.Thread(target=hand, args=(number,)) for number in range(40)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    assert sorted(told) == ["made"] + ["moved on"] * 39
    with hall.at(table) as found:
        assert len(found.answers) == 1


def test_two_halls_over_one_log_do_not_write_over_each_other(hall, bare, database):
    other = Hall(Log(database))
    table = opened(hall, bare)
    with other.at(table):
        pass  # the other process knows the table
    hall.move(table, "ann", "east", "r1", 0, Move(WAIT, ()))
    with pytest.raises(MovedOn):
        other.move(table, "ann", "east", "r9", 0, Move(OFFER, (1, 0)))
    other.move(table, "bob", "west", "r2", 1, Move(WAIT, ()))
    with hall.at(table) as found:
        assert [answer.who for answer in found.answers] == ["ann", "bob"]


def test_passing_lets_all_turns_of_the_day_go(hall, bare):
    table = opened(hall, bare)
    with hall.at(table) as found:
        day = found.day
    hall.let_pass(table, "ann", "east", "p1")
    with hall.at(table) as found:
        assert found.asked_side == "west"
        step = found.steps
    while True:
        with hall.at(table) as found:
            if found.day != day or found.over:
                break
            assert found.asked_side == "west"
            step = found.steps
        hall.move(table, "bob", "west", f"w{step}", step, Move(WAIT, ()))
    with hall.at(table) as found:
        assert {answer.who for answer in found.answers if answer.seat == "east.envoy"} == {""}
        assert found.asked_side == "east"  # a new day asks again


def test_an_agent_takes_a_chair_and_gives_it_back(hall, bare, database):
    table = opened(hall, bare)
    hall.seat(table, {"east": [], "west": ["bob"]}, "out")
    with hall.at(table) as found:
        assert found.asked_side == "west"
    hall.seat(table, {"east": ["cara"], "west": ["bob"]}, "in")
    wait_out(hall, table)
    with hall.at(table) as found:
        assert found.people == {"east": ["cara"], "west": ["bob"]}
        seats = {answer.seat for answer in found.answers}
        assert seats == {"east.envoy", "west.envoy"}
    with Hall(Log(database)).at(table) as again:
        assert again.over


def test_opening_twice_is_opening_once(hall, bare):
    first = hall.open(bare, 1, 0, {"east": ["a"]}, table="fixed")
    second = hall.open(bare, 1, 0, {"east": ["a"]}, table="fixed")
    assert first == second
    assert len(hall.log.read("table/fixed")) == 1


def test_no_such_table(hall):
    with pytest.raises(NotThere), hall.at("none"):
        pass
