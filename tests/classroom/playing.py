"""Tables of the first exercise, played to a known end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from agents.views import ACCEPT, OFFER, WAIT, Move
from classroom import desk, students
from classroom.hall import Hall
from classroom.lesson import DEBRIEF, NEGOTIATE, Lesson
from classroom.school import Options, School
from classroom.table import Table
from sim.scenario import Scenario, shipped

SEED, RUN = 20250617, 3

FAIR = (4, 5, 0, 0)
"""All of the investment for all of the car tariff: 64 points to Japan, 68 to the United States."""

GENEROUS = (4, 0, 0, 6)
"""All of the investment for all of the reciprocal tariff: 48 points to Japan, 64 to the other."""

Decide = Callable[[Table], Move]


def first_deal() -> Scenario:
    """The scenario whose points can be reckoned by hand."""
    return shipped("first_deal")


def points(levels: Sequence[int]) -> tuple[int, int]:
    """Points of a package in the first exercise, by the table at the head of its scenario."""
    investment, cars, corn, others = levels
    japan = 8 * cars + 4 * others + 6 * (4 - corn) + 3 * (4 - investment)
    states = 4 * (5 - cars) + 4 * (6 - others) + 3 * corn + 11 * investment
    return japan, states


def offering(levels: Sequence[int]) -> Decide:
    """Offer one package, and take it where it lies on the table."""

    def decide(table: Table) -> Move:
        view = table.chair.view()
        if view.occasion:
            return Move(WAIT, ())
        if view.offered and tuple(view.offer[: len(levels)]) == tuple(levels):
            return Move(ACCEPT, ())
        return Move(OFFER, tuple(levels))

    return decide


def silent(table: Table) -> Move:
    """Say nothing, ever."""
    return Move(WAIT, ())


def after(days: int, then: Decide) -> Decide:
    """Say nothing for some days, then decide otherwise."""
    return lambda table: then(table) if table.day >= days else silent(table)


def play(hall: Hall, table: str, **sides: Decide) -> None:
    """Play a table to its end; a side that isn't named says nothing."""
    number = 0
    while True:
        with hall.at(table) as now:
            if now.over or now.asked_side is None:
                return
            side, step = now.asked_side, now.steps
            move = sides.get(side, silent)(now)
            people = now.people[side]
        number += 1
        hall.move(table, people[0], side, f"move-{number}-{step}", step, move)


def a_table(hall: Hall, **sides: Decide) -> str:
    """Open a table of two people and play it to its end."""
    name = hall.open(first_deal(), SEED, RUN, {"japan": ["anna"], "us": ["bert"]})
    play(hall, name, **sides)
    return name


SECRET = "=HYPERLINK(anna)"
"""What somebody writes in the chat; a spreadsheet would take it for a formula."""


def finished_class(school: School) -> Lesson:
    """A class of five in its debrief: a good deal, a poor one, and one table ended by the teacher.

    Everybody has answered the first questions and written something.
    """
    made = school.make("first_deal", Options(), "make")
    people = [
        students.join(school, made.id, f"student {n}", "en", f"join-{n}")[0] for n in range(5)
    ]
    lesson = school.lesson(made.id)
    for place, person in enumerate(people):
        values = {"when": place % 3, "own_points": 50.0 + place}
        students.answer(school, lesson.id, person.id, "before", values, {}, f"before {place}")
    lesson = desk.turn_to(school, lesson.id, NEGOTIATE, "begin")
    first, second, third = sorted(lesson.tables.values(), key=lambda one: one.place)
    play(school.hall, first.id, japan=after(10, offering(FAIR)), us=offering(FAIR))
    play(school.hall, second.id, japan=offering(GENEROUS), us=offering(GENEROUS))
    who = third.people[0]
    with school.hall.at(third.id) as table:
        side, step = third.side_of(who), table.steps
        asked = table.asked_side
    assert side is not None
    school.hall.say(third.id, who, side, "word", SECRET)
    if asked == side:
        school.hall.move(third.id, who, side, "only move", step, Move(OFFER, FAIR))
    desk.end(school, lesson.id, "end", third.id)
    lesson = desk.turn_to(school, lesson.id, DEBRIEF, "debrief")
    for place, person in enumerate(people):
        words = {"best_trade": f"{SECRET} {place}"}
        values = {"their_points_now": 60.0, "open": 1 + place}
        students.answer(school, lesson.id, person.id, "after", values, words, f"after {place}")
    return school.lesson(lesson.id)
