"""Who sits where: everybody once, nobody twice, and a bot only where the numbers want one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classroom.lesson import Sitting
from classroom.pairing import Seat, against_bots, as_wished, by_lot, seat_late

SIDES = ("east", "west")
numbers = st.integers(min_value=0, max_value=60)
chairs = st.integers(min_value=1, max_value=6)


def people(n):
    return [f"p{number}" for number in range(n)]


def everybody(tables):
    return sorted(person for table in tables for there in table.values() for person in there)


def bots(tables):
    return sum(not there for table in tables for there in table.values())


@given(numbers, chairs)
def test_by_lot_everybody_sits_once_and_at_most_one_chair_is_a_bots(n, a_chair):
    tables = by_lot(people(n), SIDES, a_chair, "seed")
    assert everybody(tables) == sorted(people(n))
    assert all(set(table) == set(SIDES) for table in tables)
    assert all(len(there) <= a_chair for table in tables for there in table.values())
    assert bots(tables) <= 1
    assert bots(tables) == (n % 2 if a_chair == 1 else n == 1)


def test_the_odd_student_gets_a_bot():
    tables = by_lot(people(5), SIDES, 1, "seed")
    assert sorted(sorted(len(there) for there in table.values()) for table in tables) == [
        [0, 1],
        [1, 1],
        [1, 1],
    ]


def test_five_students_two_to_a_chair_need_no_bot():
    tables = by_lot(people(5), SIDES, 2, "seed")
    assert sorted(len(there) for table in tables for there in table.values()) == [1, 1, 1, 2]


def test_the_lot_can_be_drawn_again():
    assert by_lot(people(9), SIDES, 1, "a") == by_lot(people(9), SIDES, 1, "a")
    assert by_lot(people(9), SIDES, 1, "a") != by_lot(people(9), SIDES, 1, "b")


def test_both_sides_are_drawn():
    first = {
        table["east"] for seed in range(20) for table in by_lot(people(2), SIDES, 1, str(seed))
    }
    assert first == {("p0",), ("p1",)}


@given(numbers, chairs, st.sampled_from(["", *SIDES]))
def test_against_bots_one_side_of_each_table_is_empty(n, a_chair, side):
    tables = against_bots(people(n), SIDES, a_chair, "seed", side)
    assert everybody(tables) == sorted(people(n))
    assert all(sum(bool(there) for there in table.values()) == 1 for table in tables)
    assert len(tables) == -(-n // a_chair)
    if side:
        assert all(table[side] for table in tables)
    else:
        taken = [sum(bool(table[one]) for table in tables) for one in SIDES]
        assert abs(taken[0] - taken[1]) <= 1


wishes = st.dictionaries(
    st.sampled_from(people(12)), st.tuples(st.integers(1, 5), st.sampled_from(SIDES)), max_size=12
)


@given(wishes)
def test_wishes_are_kept_and_the_rest_is_seated_too(wanted):
    tables = as_wished(people(12), SIDES, 1, "seed", wanted)
    assert everybody(tables) == people(12) or everybody(tables) == sorted(people(12))
    for person, (place, side) in wanted.items():
        mates = {one for one, wish in wanted.items() if wish == (place, side)}
        there = next(table[side] for table in tables if person in table[side])
        assert mates == set(there)


def test_who_is_left_to_chance_takes_a_free_side_first():
    tables = as_wished(people(4), SIDES, 1, "seed", {"p0": (7, "east")})
    assert tables[0]["east"] == ("p0",)
    assert bots(tables) == 0


def test_a_wish_for_no_side_is_refused():
    with pytest.raises(ValueError, match="no side 'north'; there are east, west"):
        as_wished(people(1), SIDES, 1, "seed", {"p0": (1, "north")})


def sitting(place, east=(), west=(), ended=False):
    return Sitting(f"t{place}", place, 0, {"east": tuple(east), "west": tuple(west)}, ended)


def test_who_comes_late_takes_a_bots_seat():
    found = [sitting(1, ["a"], ["b"]), sitting(2, ["c"])]
    assert seat_late(found, SIDES, 1, None, "x") == Seat("t2", "west")


def test_who_comes_late_gets_a_new_table_where_no_seat_is_free():
    full = [sitting(1, ["a"], ["b"]), sitting(2, ["c"], ended=True), sitting(3)]
    assert seat_late(full, SIDES, 1, None, "x").table is None
    sides = {seat_late(full, SIDES, 1, None, str(seed)).side for seed in range(20)}
    assert sides == set(SIDES)


def test_who_comes_late_joins_the_smallest_group_that_has_room():
    found = [sitting(1, ["a", "b"], ["c", "d"]), sitting(2, ["e", "f"], ["g"])]
    assert seat_late(found, SIDES, 2, None, "x") == Seat("t2", "west")
    assert seat_late(found[:1], SIDES, 2, None, "x").table is None


def test_where_everybody_plays_against_bots_nobody_takes_a_bots_seat():
    assert seat_late([sitting(1, ["a"])], SIDES, 1, "east", "x") == Seat(None, "east")
    assert seat_late([sitting(1, ["a"])], SIDES, 1, "", "x").table is None
