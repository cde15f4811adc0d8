"""A class in its debrief, to be exported."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from classroom.hall import Hall
from classroom.lesson import Lesson
from classroom.log import Log
from classroom.school import School
from tests.classroom.playing import finished_class


@pytest.fixture(scope="package")
def debriefed(new_database: Callable[[], str]) -> Iterator[tuple[Hall, Lesson]]:
    """A hall with one class, and the class."""
    made = School(Hall(Log(new_database())))
    yield made.hall, finished_class(made)
    made.hall.log.engine.dispose()
