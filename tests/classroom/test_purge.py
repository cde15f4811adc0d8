"""Personal data is gone for good: not a byte of it is left in the database's files."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from classroom.hall import Hall
from classroom.log import Log
from classroom.purge import purge
from classroom.school import School
from tests.classroom.playing import finished_class, first_deal

NICKNAMES = [f"student {n}".encode() for n in range(5)]
WORDS = [b"HYPERLINK(anna)"]


def bytes_of(database: str) -> bytes:
    """Every byte that an SQLite database keeps on the disk."""
    path = Path(str(make_url(database).database))
    return b"".join(one.read_bytes() for one in sorted(path.parent.glob(f"{path.name}*")))


def test_no_nickname_and_no_word_is_left_in_the_files(database: str) -> None:
    if not database.startswith("sqlite"):
        pytest.skip("a PostgreSQL server's files are its own")
    school = School(Hall(Log(database)))
    lesson = finished_class(school)
    before = bytes_of(database)
    assert all(word in before for word in NICKNAMES + WORDS)
    gone = purge(school.hall.log, lesson.id)
    school.hall.log.engine.dispose()
    after = bytes_of(database)
    assert [word for word in NICKNAMES + WORDS if word in after] == []
    assert gone.people == 5
    assert gone.texts == 6  # a word in the chat, and five answers
    assert gone.clean


def test_moves_and_numbers_stay(school: School, elsewhere: School) -> None:
    lesson = finished_class(school)
    rows = _rows(school, lesson.id)
    purge(school.hall.log, lesson.id)
    again = elsewhere.lesson(lesson.id)
    assert again.students == lesson.students
    assert again.answers["before"] == lesson.answers["before"]
    assert _rows(elsewhere, lesson.id) == rows
    assert elsewhere.hall.people.of(lesson.id) == {}


def _rows(school: School, name: str) -> list[str]:
    found = []
    for sitting in school.lesson(name).tables.values():
        with school.hall.at(sitting.id) as table:
            found.append(repr(table.chair.outcome()))
    return found


def test_one_class_leaves_the_others_alone(hall: Hall) -> None:
    anna, token = hall.people.join("one", "anna", "en")
    hall.people.join("other", "bert", "en")
    hall.open(first_deal(), 1, 0, {"japan": [anna.id]}, lesson="one", table="one-1")
    hall.open(first_deal(), 1, 0, {}, lesson="other", table="other-1")
    hall.say("one-1", anna.id, "japan", "a", "hello, I am anna")
    hall.say("one-1", "teacher", "", "b", "well done, anna")
    hall.say("other-1", "teacher", "", "c", "well done, bert")
    gone = purge(hall.log, "one")
    assert (gone.people, gone.texts) == (1, 2)
    assert hall.people.by_token(token) is None
    assert [one.nickname for one in hall.people.of("other").values()] == ["bert"]
    assert [event.text for event in hall.log.read("table/other-1")][1:] == ["well done, bert"]
    everything = purge(hall.log)
    assert (everything.people, everything.texts) == (1, 1)
