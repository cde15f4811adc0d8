"""A class goes on through a server that is killed again and again; nothing is lost or doubled."""

from __future__ import annotations

import asyncio
import collections
import random
import threading
import time

import pytest

from benchmarks.crowd import crowd
from classroom.hall import Hall
from classroom.log import Log

pytestmark = pytest.mark.slow

KILLS = 30
STUDENTS = 16


def test_thirty_kills(server):
    """Thirty times SIGKILL at random moments while bots negotiate."""
    chance = random.Random(1)
    over = threading.Event()
    kills: list[float] = []

    def killer() -> None:
        while len(kills) < KILLS and not over.is_set():
            time.sleep(chance.uniform(0.3, 4.0))
            server.kill()
            kills.append(time.time())
            server.start()

    def begin() -> None:
        thread.start()

    thread = threading.Thread(target=killer)
    try:
        tally = asyncio.run(
            crowd(
                server.address,
                server.setup,
                STUDENTS,
                seconds=1200.0,
                exercise="first_deal",
                begin=begin,
                settle=False,
                enough=lambda: len(kills) >= KILLS,
            )
        )
    finally:
        over.set()
        thread.join()
    assert len(kills) == KILLS
    assert tally.faults == []
    assert tally.tries_again > 0
    hall = Hall(Log(server.database))
    requests: collections.Counter[str] = collections.Counter()
    after = 0
    for stream in hall.log.streams("table/"):
        events = hall.log.read(stream)
        assert [event.number for event in events] == list(range(1, len(events) + 1))
        steps = [event.data["step"] for event in events if event.kind == "moved"]
        assert len(steps) == len(set(steps)), "a question was answered twice"
        requests.update(event.request.rpartition("/")[2] for event in events)
        after += sum(event.at > kills[-1] for event in events if event.kind == "moved")
        with hall.at(stream.removeprefix("table/")):
            pass  # it can be replayed
    for who, wish in tally.confirmed:
        assert requests[wish] == 1, (
            f"a confirmed move of {who} is in the log {requests[wish]} times"
        )
    assert after > 0, "nobody went on after the last kill"
    hall.log.engine.dispose()
