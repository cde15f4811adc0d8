"""The files that a class is exported as, by name."""

from __future__ import annotations

from collections.abc import Callable

from classroom.export import actions, outcomes
from classroom.export.columns import as_csv, as_json, as_parquet
from classroom.export.tables import as_zip, tables
from classroom.hall import Hall
from classroom.lesson import Lesson

Make = Callable[[Hall, Lesson, bool], bytes]
"""Makes a file; the last argument is whether what people wrote is included."""

FILES: dict[str, tuple[str, Make]] = {
    "actions.csv": (
        "text/csv; charset=utf-8",
        lambda hall, lesson, words: as_csv(
            actions.columns(hall.scenario(lesson.hash)), actions.actions(hall, lesson, words)
        ),
    ),
    "actions.json": (
        "application/json",
        lambda hall, lesson, words: as_json(
            actions.columns(hall.scenario(lesson.hash)), actions.actions(hall, lesson, words)
        ),
    ),
    "actions.parquet": (
        "application/vnd.apache.parquet",
        lambda hall, lesson, words: as_parquet(
            actions.columns(hall.scenario(lesson.hash)), actions.actions(hall, lesson, words)
        ),
    ),
    "outcomes.csv": (
        "text/csv; charset=utf-8",
        lambda hall, lesson, words: as_csv(
            outcomes.columns(hall.scenario(lesson.hash)), outcomes.outcomes(hall, lesson)
        ),
    ),
    "outcomes.parquet": (
        "application/vnd.apache.parquet",
        lambda hall, lesson, words: as_parquet(
            outcomes.columns(hall.scenario(lesson.hash)), outcomes.outcomes(hall, lesson)
        ),
    ),
    "tables.zip": (
        "application/zip",
        lambda hall, lesson, words: as_zip(tables(hall, lesson)),
    ),
}
"""Name -> content type, and what makes it."""
