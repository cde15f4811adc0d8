"""What the pages of a debrief say, in either language and without anybody's name."""

from __future__ import annotations

import pytest

from classroom.debrief import cloud
from classroom.debrief.agents import Played
from classroom.debrief.class_page import ClassPage, class_page
from classroom.debrief.questionnaires import tallies
from classroom.debrief.table_page import TablePage, table_page
from classroom.debrief.whole import Whole
from classroom.lesson import Lesson
from classroom.school import School
from experiments.tongue import Tongue, tongue
from tests.classroom.playing import FAIR

BOTH = ("japan", "us")
AGENTS = (
    Played("", BOTH, "agreement", 20, FAIR, (64.0, 68.0), (63.0, 66.0)),
    Played("micro", BOTH, "snap_back", 31, None, (36.0, 44.0), (37.0, 43.0)),
    Played("micro", ("japan",), "agreement", 25, FAIR, (64.0, 68.0), (62.0, 65.0)),
)


def whole_page(seen: Whole, lesson: Lesson, spoken: Tongue, **more: object) -> ClassPage:
    """The class's page with everything on it."""
    return class_page(
        seen,
        spoken,
        cloud=cloud.Cloud(10, {FAIR: 6}, (20,) * 6, {"agreement": 6}),
        agents=AGENTS,
        asked=tallies(lesson, seen.scenario, seen.tables, texts=True),
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def english() -> Tongue:
    """English."""
    return tongue("en")


def test_every_table_has_a_row_and_nobody_a_name(
    seen: Whole, debriefed: tuple[School, Lesson], english: Tongue
) -> None:
    page = whole_page(seen, debriefed[1], english, own=seen.tables[1].table)
    assert [row.words for row in page.rows] == ["Table 1", "Table 2", "Table 3"]
    assert [row.own for row in page.rows] == [False, True, False]
    assert page.rows[0].points == ("64", "68")
    assert page.rows[1].points == ("48", "64")
    assert all(row.names == "" for row in page.rows)
    assert "student" not in repr(page)


def test_the_teacher_may_show_nicknames(
    seen: Whole, debriefed: tuple[School, Lesson], english: Tongue
) -> None:
    school, lesson = debriefed
    people = school.hall.people.of(lesson.id)
    names = {name: one.nickname for name, one in people.items()}
    page = whole_page(seen, lesson, english, names=names)
    there = [names[person] for one in seen.tables[0].people.values() for person in one]
    assert page.rows[0].names == ", ".join(there)


def test_what_was_agreed_in_physical_units_and_how_it_differs(
    seen: Whole, debriefed: tuple[School, Lesson], english: Tongue
) -> None:
    page = whole_page(seen, debriefed[1], english)
    cars = page.terms[1]
    assert page.terms_head[:3] == ("Issue", "Table 1", "Table 2")
    assert cars[:3] == ("Tariff on cars and parts", "0 %", "25 %")
    assert page.spread[1][2] in ("0 %", "25 %")
    assert page.agents[0].points == ("64", "68")
    assert len(page.agents) == 2  # strategies in every chair; those in one are for its player


def test_what_would_have_been_better_for_both(
    seen: Whole, debriefed: tuple[School, Lesson], english: Tongue
) -> None:
    page, most = whole_page(seen, debriefed[1], english), seen.most_left
    assert page.best is not None and most is not None and most.gain.best is not None
    assert page.best.words == f"Table {most.place}"
    assert page.best.points == tuple(f"{value:.0f}" for value in most.gain.best.points)


def test_a_table_in_detail(debriefed: tuple[School, Lesson], english: Tongue) -> None:
    school, lesson = debriefed
    first = min(lesson.tables.values(), key=lambda one: one.place)
    with school.hall.at(first.id) as table:
        page = table_page(table, english, side="japan", agents=AGENTS, day=table.day)
    assert page.headline == "A comprehensive agreement."
    assert page.own == "Japan"
    assert [row.end for row in page.issues] == ["20 USD bn", "0 %", "0 USD bn per year", "24 %"]
    words = [(row.words, row.better) for row in page.what_if]
    assert [word for word, _ in words] == [
        "As the scenario has it",
        "MiCRO: the smallest step, and only in answer to one",
    ]
    assert page.concessions is not None
    assert page.moment is not None
    assert page.moment.after is None
    assert page.moment.before is not None
    kinds = [line.text for day in page.days for line in day.lines]
    assert any(text.startswith("Ratified.") for text in kinds)


def test_the_replay_shows_no_more_than_had_happened(
    debriefed: tuple[School, Lesson], english: Tongue
) -> None:
    school, lesson = debriefed
    first = min(lesson.tables.values(), key=lambda one: one.place)
    with school.hall.at(first.id) as table:
        page: TablePage = table_page(table, english, day=0)
    assert page.moment is not None
    assert page.moment.before is None
    assert page.moment.day == page.days[0]
    assert "Table 1" not in str(page.moment.plane.wide)


@pytest.mark.parametrize("code", ["en", "ja"])
def test_both_languages_say_all_of_it(
    code: str, seen: Whole, debriefed: tuple[School, Lesson]
) -> None:
    page = whole_page(seen, debriefed[1], tongue(code))
    assert len(page.rows) == 3
    assert len(page.asked) == len({row.before or row.after for row in page.asked})
