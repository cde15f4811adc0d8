"""A class in its debrief, for all tests that only look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from classroom.debrief.whole import Whole, whole
from classroom.hall import Hall
from classroom.lesson import Lesson
from classroom.log import Log
from classroom.school import School
from tests.classroom.playing import finished_class


@pytest.fixture(scope="package")
def debriefed(new_database: Callable[[], str]) -> Iterator[tuple[School, Lesson]]:
    """A school with one class, and the class."""
    made = School(Hall(Log(new_database())))
    yield made, finished_class(made)
    made.hall.log.engine.dispose()


@pytest.fixture(scope="package")
def seen(debriefed: tuple[School, Lesson]) -> Whole:
    """The class as the debrief sees it."""
    made, lesson = debriefed
    return whole(made.hall, lesson)
