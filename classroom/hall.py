"""The hall: every table and class that is open, and the only place that adds to the log.

All of it runs in worker threads, off the event loop. A lock for each stream makes sure that two
requests don't write over each other in one process; the log's numbers do so between processes.
"""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from agents.views import MOVES, WAIT, Move
from classroom.bell import Bell
from classroom.log import Conflict, Event, Log
from classroom.people import People
from classroom.table import BOTH, STREAM, Table, open_table, opening
from sim.config import ScenarioConfig
from sim.scenario import Scenario, build

OPEN_TABLES = 400
"""Tables kept in memory; one that is asked for again is replayed from the log."""


class MovedOn(Exception):
    """The table is no longer at the question that was answered."""


class NotThere(Exception):
    """There is no such table or class, or it is nobody's business who asks."""


class Hall:
    """Tables and classes over one log.

    Args:
        log: where everything is kept.
        now: the time in seconds since 1970.
    """

    def __init__(self, log: Log, now: Callable[[], float] = time.time) -> None:
        """Open nothing yet."""
        self.log = log
        self.people = People(log)
        self.bell = Bell()
        self.now = now
        self._tables: OrderedDict[str, Table] = OrderedDict()
        self._scenarios: dict[str, Scenario] = {}
        self._locks: dict[str, threading.RLock] = {}
        self._guard = threading.Lock()

    # -- scenarios ---------------------------------------------------------------------------

    def keep(self, scenario: Scenario) -> None:
        """Keep a scenario in the log, so that its tables can be played again anywhere."""
        self._scenarios.setdefault(scenario.hash, scenario)
        text = json.dumps(scenario.config.model_dump(mode="json"), ensure_ascii=False)
        self.log.keep_scenario(scenario.hash, text)

    def scenario(self, key: str) -> Scenario:
        """Return a scenario by its hash.

        Raises:
            KeyError: it was never kept.
        """
        found = self._scenarios.get(key)
        if found is None:
            found = build(ScenarioConfig.model_validate_json(self.log.scenario(key)))
            self._scenarios[key] = found
        return found

    # -- tables ------------------------------------------------------------------------------

    def open(
        self,
        scenario: Scenario,
        seed: int,
        run: int,
        people: Mapping[str, Sequence[str]],
        lesson: str = "",
        place: int = 1,
        table: str | None = None,
    ) -> str:
        """Open a table and return its id; with the id given, opening it twice is harmless."""
        self.keep(scenario)
        name = table or secrets.token_hex(8)
        data = opening(scenario, seed, run, people, lesson, place)
        self.log.append(STREAM + name, 1, "open", "opened", data=data)
        self.bell.ring(STREAM + name)
        return name

    @contextmanager
    def at(self, table: str) -> Iterator[Table]:
        """Hold a table, caught up with the log; nobody else in this process changes it.

        Raises:
            NotThere: there is no such table.
        """
        with self.lock(STREAM + table):
            yield self._caught_up(table)

    def lock(self, stream: str) -> threading.RLock:
        """Return the lock of a stream."""
        with self._guard:
            return self._locks.setdefault(stream, threading.RLock())

    def _caught_up(self, name: str) -> Table:
        with self._guard:
            table = self._tables.get(name)
        events = self.log.read(STREAM + name, table.number if table else 0)
        if table is None:
            if not events:
                raise NotThere(name)
            table = open_table(events[0], self.scenario(events[0].data["hash"]))
            events = events[1:]
            with self._guard:
                self._tables[name] = table
                while len(self._tables) > OPEN_TABLES:
                    self._tables.popitem(last=False)
        for event in events:
            table.take(event)
        with self._guard:
            if name in self._tables:
                self._tables.move_to_end(name)
        return table

    def move(self, table: str, who: str, side: str, request: str, step: int, move: Move) -> Table:
        """Answer for a side.

        Args:
            table: which table.
            who: whose doing.
            side: the side that answers.
            request: names the wish; asked again, it changes nothing.
            step: the question that is answered (:attr:`Table.steps`).
            move: the answer.

        Raises:
            MovedOn: somebody else has answered meanwhile, or it is not this side's turn.
            ValueError: the move can't be made.
            NotThere: there is no such table.
        """
        with self.at(table) as found:
            stream = STREAM + table
            if self.log.by_request(stream, request) is not None:
                return found
            if found.steps != step or found.asked_side != side:
                raise MovedOn(table)
            found.chair.model.check(move)
            data = {"move": [MOVES[move.kind], list(move.levels)], "step": step}
            self._add(found, request, "moved", who, data)
            self._let_pass(found)
            return found

    def let_pass(self, table: str, who: str, side: str, request: str) -> Table:
        """Let all turns of a side pass until another day."""
        with self.at(table) as found:
            if self.log.by_request(STREAM + table, request) is None and not found.over:
                self._add(found, request, "passed", who, {"side": side, "day": found.day})
                self._let_pass(found)
            return found

    def _let_pass(self, table: Table) -> None:
        """Wait for whoever passes, in the order in which the table asks."""
        while (side := table.asked_side) is not None and table.passes.get(side) == table.day:
            data = {"move": [MOVES[WAIT], []], "step": table.steps}
            self._add(table, f"pass-{table.steps}", "moved", "", data)

    def say(
        self, table: str, who: str, side: str, request: str, text: str, to: str = BOTH
    ) -> Table:
        """Put a word into the chat, for the table or for one side alone."""
        with self.at(table) as found:
            if self.log.by_request(STREAM + table, request) is None:
                self._add(found, request, "said", who, {"side": side, "to": to}, text)
            return found

    def seat(self, table: str, people: Mapping[str, Sequence[str]], request: str) -> Table:
        """Change who sits in the chairs; a side without people goes to its agents."""
        with self.at(table) as found:
            if self.log.by_request(STREAM + table, request) is None:
                data = {"people": {side: list(persons) for side, persons in people.items()}}
                self._add(found, request, "seated", "", data)
                self._let_pass(found)
            return found

    def _add(
        self, table: Table, request: str, kind: str, who: str, data: Any, text: str = ""
    ) -> None:
        """Add one event and let it happen; another process may have been quicker."""
        stream = STREAM + table.id
        event = self.append(stream, table.number, request, kind, who, data, text)
        if event.number == table.number + 1:
            table.take(event)
        self.bell.ring(stream)

    def append(
        self, stream: str, last: int, request: str, kind: str, who: str, data: Any, text: str = ""
    ) -> Event:
        """Add an event after the last one that the caller knows.

        Raises:
            MovedOn: another process has added something meanwhile.
        """
        try:
            return self.log.append(stream, last + 1, request, kind, who, data, text)
        except Conflict:
            raise MovedOn(stream) from None
