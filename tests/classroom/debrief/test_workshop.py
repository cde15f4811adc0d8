"""What takes seconds is computed once, in a process of its own, and kept."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

import pytest

from classroom.debrief.workshop import Workshop
from classroom.log import Log


class AtOnce(Executor):
    """Computes in the caller, and counts."""

    def __init__(self) -> None:
        self.done: list[tuple[object, ...]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.done.append(args)
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args))
        except ZeroDivisionError as error:
            future.set_exception(error)
        return future


@pytest.fixture
def log(database: str) -> Iterator[Log]:
    """An empty log."""
    made = Log(database)
    yield made
    made.engine.dispose()


def double(number: int) -> dict[str, int]:
    """Something to compute."""
    return {"double": 2 * number}


def divide(number: int) -> float:
    """Something that can fail."""
    return 1 / number


def test_a_result_is_there_when_it_is_asked_for_again(log: Log) -> None:
    workers = AtOnce()
    workshop = Workshop(log, lambda: workers)
    assert workshop.ask("twice", double, 4) is None
    assert workshop.number == 1
    assert workshop.ask("twice", double, 4) == {"double": 8}
    assert workers.done == [(4,)]


def test_it_is_kept_for_the_next_server(log: Log) -> None:
    Workshop(log, AtOnce).ask("twice", double, 4)
    later = Workshop(log, lambda: pytest.fail("it is there"))  # type: ignore[arg-type]
    assert later.ask("twice", double, 4) == {"double": 8}


def test_other_rules_have_results_of_their_own(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    Workshop(log, AtOnce).ask("twice", double, 4)
    monkeypatch.setattr("classroom.debrief.workshop.model_revision", lambda: "other rules")
    assert Workshop(log, AtOnce).ask("twice", double, 5) is None


def test_asked_twice_it_is_computed_once(log: Log) -> None:
    gate = threading.Event()
    begun: list[int] = []

    def slow(number: int) -> int:
        begun.append(number)
        gate.wait(10)
        return number

    workshop = Workshop(log, lambda: ThreadPoolExecutor(2))
    assert workshop.ask("slow", slow, 1) is None
    assert workshop.ask("slow", slow, 1) is None
    gate.set()
    workshop.wait()
    assert begun == [1]
    assert workshop.ask("slow", slow, 1) == 1
    workshop.close()


def test_what_fails_is_told_once_and_not_tried_again(
    log: Log, caplog: pytest.LogCaptureFixture
) -> None:
    workers = AtOnce()
    workshop = Workshop(log, lambda: workers)
    with caplog.at_level(logging.ERROR):
        assert workshop.ask("nothing", divide, 0) is None
    assert workshop.failed("nothing")
    assert workshop.ask("nothing", divide, 0) is None
    assert len(workers.done) == 1
    assert "could not be computed" in caplog.text


@pytest.mark.slow
def test_it_is_another_process_which_ends_when_there_is_nothing_left(log: Log) -> None:
    workshop = Workshop(log)
    workshop.ask("whose", os.getpid)
    workshop.wait()
    whose = workshop.ask("whose", os.getpid)
    assert isinstance(whose, int)
    assert whose != os.getpid()
    assert workshop._executor is None
