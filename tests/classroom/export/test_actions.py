"""Every action, with its time."""

from __future__ import annotations

import io
import json
from typing import Any

import pyarrow.parquet as pq
import pytest

from classroom.export.actions import AGENT, actions, columns
from classroom.export.files import FILES
from classroom.hall import Hall
from classroom.lesson import STREAM as CLASS
from classroom.lesson import TEACHER, Lesson
from classroom.table import STREAM as TABLE
from tests.classroom.playing import FAIR, GENEROUS, SECRET, points

Rows = list[dict[str, Any]]


@pytest.fixture
def rows(debriefed: tuple[Hall, Lesson]) -> Rows:
    """All actions of the class."""
    return [dict(row) for row in actions(*debriefed)]


def test_every_event_of_the_log_is_there_once(rows: Rows, debriefed: tuple[Hall, Lesson]) -> None:
    hall, lesson = debriefed
    streams = [CLASS + lesson.id, *(TABLE + name for name in lesson.tables)]
    expected = {(stream, event.number) for stream in streams for event in hall.log.read(stream)}
    own = [(row["stream"], row["number"]) for row in rows if row["kind"] != AGENT]
    assert len(own) == len(set(own))
    assert set(own) == expected


def test_in_the_order_of_time(rows: Rows) -> None:
    times = [row["seconds"] for row in rows]
    assert times == sorted(times)
    assert all(row["time"].endswith("Z") for row in rows)


def test_an_offer_has_its_levels_its_day_and_its_points(rows: Rows) -> None:
    offers = [row for row in rows if row["kind"] == "moved" and row.get("move") == "offer"]
    assert {tuple(row[f"level_{name}"] for name in _issues(rows)) for row in offers} <= {
        FAIR,
        GENEROUS,
    }
    first = next(row for row in offers if row["table"] == 2)
    assert (first["day"], first["date"]) == (6, "2025-06-23")
    assert (first["points_japan"], first["points_us"]) == pytest.approx(points(GENEROUS))
    assert first["seat"].startswith(first["side"])
    assert first["answer_seconds"] >= 0


def _issues(rows: Rows) -> list[str]:
    return ["auto_contribution", "auto_tariff", "corn_soy", "reciprocal_tariff"]


def test_what_agents_did_is_told_apart(rows: Rows) -> None:
    agents = [row for row in rows if row["kind"] == AGENT]
    assert agents  # the third table was handed over to them
    assert {row["table"] for row in agents} == {3}
    assert all(row["who"] == "" and row["move"] for row in agents)


def test_people_are_pseudonyms_and_their_words_stay_out(
    rows: Rows, debriefed: tuple[Hall, Lesson]
) -> None:
    _, lesson = debriefed
    assert {row["who"] for row in rows} <= {"", TEACHER, *lesson.students}
    assert all(row["text"] is None for row in rows)
    said = next(row for row in rows if row["kind"] == "said")
    assert said["letters"] == len(SECRET)
    assert SECRET not in json.dumps(rows)
    assert "student 0" not in json.dumps(rows)


def test_words_are_there_if_they_are_asked_for(debriefed: tuple[Hall, Lesson]) -> None:
    said = [row["text"] for row in actions(*debriefed, words=True) if row["kind"] == "said"]
    assert said == [SECRET]


def test_csv_json_and_parquet_say_the_same(rows: Rows, debriefed: tuple[Hall, Lesson]) -> None:
    hall, lesson = debriefed
    names = [column.name for column in columns(hall.scenario(lesson.hash))]
    full = [{name: row.get(name) for name in names} for row in rows]
    made = {name: make(hall, lesson, False) for name, (_, make) in FILES.items()}
    table = pq.read_table(io.BytesIO(made["actions.parquet"]))
    assert table.to_pylist() == full
    data = json.loads(made["actions.json"])
    assert [{name: row.get(name) for name in names} for row in data["rows"]] == full
    assert made["actions.csv"].count(b"\r\n") == len(rows) + 1


def test_a_formula_in_the_chat_is_harmless(debriefed: tuple[Hall, Lesson]) -> None:
    text = FILES["actions.csv"][1](*debriefed, True).decode("utf-8-sig")
    assert f"'{SECRET}" in text
    assert f",{SECRET}" not in text
