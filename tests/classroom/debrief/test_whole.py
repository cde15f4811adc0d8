"""A class on one plane."""

from __future__ import annotations

import pytest

from classroom.debrief.revealed import average_world
from classroom.debrief.whole import Whole, whole
from classroom.lesson import Lesson
from classroom.school import School
from tests.classroom.classes import a_class
from tests.classroom.playing import FAIR, GENEROUS, points


def test_every_table_is_there_with_those_who_had_its_chairs(
    debriefed: tuple[School, Lesson], seen: Whole
) -> None:
    _, lesson = debriefed
    assert [table.place for table in seen.tables] == [1, 2, 3]
    assert seen.tables[0].levels == FAIR
    assert seen.tables[1].levels == GENEROUS
    third = seen.tables[2]
    assert third.over
    assert third.people == lesson.tables[third.table].chairs


def test_with_one_tape_all_share_a_world(seen: Whole) -> None:
    assert seen.shared
    assert seen.spots == tuple(table.at for table in seen.tables)
    assert seen.spots[0] == pytest.approx(points(FAIR))


def test_the_middle_and_what_was_left(seen: Whole) -> None:
    agreed = [table.at for table in seen.tables if table.agreed]
    assert seen.typical == pytest.approx(
        tuple(sorted(at[side] for at in agreed)[len(agreed) // 2] for side in (0, 1))
        if len(agreed) % 2
        else tuple(sum(at[side] for at in agreed) / 2 for side in (0, 1))
    )
    most = seen.most_left
    assert most is not None
    assert most.gain.both == max(table.gain.both for table in seen.tables)


def test_with_tapes_of_their_own_they_share_the_average_world(school: School) -> None:
    from classroom import desk
    from classroom.lesson import DEBRIEF, NEGOTIATE

    lesson, _ = a_class(school, 4, tapes="own")
    desk.turn_to(school, lesson.id, NEGOTIATE, "n")
    lesson = desk.turn_to(school, lesson.id, DEBRIEF, "d")
    found = whole(school.hall, lesson)
    assert not found.shared
    assert found.runs == (lesson.config.run, lesson.config.run + 1)
    assert found.plane is average_world(found.scenario)
    for table, spot in zip(found.tables, found.spots, strict=True):
        # Nothing of this scenario's values is drawn, so the average world is everybody's.
        assert spot == pytest.approx(table.at)


def test_a_class_without_tables_has_nothing_to_look_back_on(school: School) -> None:
    lesson, _ = a_class(school, 1)
    with pytest.raises(ValueError, match="nothing to look back on"):
        whole(school.hall, lesson)
