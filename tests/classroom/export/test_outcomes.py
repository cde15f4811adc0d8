"""What came of every table, and its file for a replay."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from classroom.export.files import FILES
from classroom.export.outcomes import columns, outcomes
from classroom.export.tables import as_zip, tables
from classroom.hall import Hall
from classroom.lesson import Lesson
from sim.diary import told
from talks.chair import resume
from tests.classroom.playing import points


def test_a_row_is_the_models_row_with_the_people(debriefed: tuple[Hall, Lesson]) -> None:
    hall, lesson = debriefed
    rows = outcomes(hall, lesson)
    assert [row["table"] for row in rows] == [1, 2, 3]
    for row, sitting in zip(
        rows, sorted(lesson.tables.values(), key=lambda t: t.place), strict=True
    ):
        with hall.at(sitting.id) as table:
            expected = table.chair.outcome()
        assert {name: row[name] for name in expected if expected[name] == expected[name]} == {
            name: value for name, value in expected.items() if value == value
        }
        assert row["people_japan"] == len(sitting.chairs["japan"])
        assert row["who_us"] == " ".join(sitting.chairs["us"])
    assert rows[0]["left_for_both"] == 0.0
    assert rows[1]["points_us"] == pytest.approx(points((4, 0, 0, 6))[1])
    assert rows[0]["handed_over"] is None


def test_every_column_is_documented(debriefed: tuple[Hall, Lesson]) -> None:
    hall, lesson = debriefed
    known = {column.name: column for column in columns(hall.scenario(lesson.hash))}
    assert set(outcomes(hall, lesson)[0]) == set(known)
    assert all(column.text for column in known.values())


def test_a_finished_table_replayed_gives_the_same_row(
    debriefed: tuple[Hall, Lesson], tmp_path: Path
) -> None:
    hall, lesson = debriefed
    archive = zipfile.ZipFile(io.BytesIO(FILES["tables.zip"][1](hall, lesson, False)))
    assert sorted(archive.namelist()) == ["table-01.json", "table-02.json", "table-03.json"]
    archive.extractall(tmp_path)
    for row, name in zip(outcomes(hall, lesson), sorted(archive.namelist()), strict=True):
        history = told(resume(tmp_path / name, collect=True))
        for column, value in history.outcome.items():
            assert row[column] == value or (row[column] != row[column] and value != value), column


def test_the_same_tables_give_the_same_bytes(debriefed: tuple[Hall, Lesson]) -> None:
    files: dict[str, Any] = tables(*debriefed)
    made = as_zip(files)
    assert made == as_zip(dict(reversed(files.items())))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        first = json.loads(archive.read("table-01.json"))
    assert first == json.loads(json.dumps(files["table-01.json"]))
