"""What takes seconds is computed in a process of its own and kept in the database.

Pages ask for a result by its key: they get it if it is there, and otherwise set it going and ask
again. The process begins with the first job and ends with the last one, so that a classroom that
debriefs nothing pays nothing.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from sqlalchemy import Column, String, Table, Text, insert, select
from sqlalchemy.exc import IntegrityError

from classroom.log import METADATA, Log
from experiments.provenance import model_revision

COMPUTED = Table(
    "computed",
    METADATA,
    Column("key", String(200), primary_key=True),
    Column("data", Text, nullable=False),
)


_LOGGER = logging.getLogger(__name__)


class Workshop:
    """Results that are computed once, in another process.

    Args:
        log: results are kept in its database.
        start: makes the executor that computes; by default one spawned process.
    """

    def __init__(self, log: Log, start: Callable[[], Executor] | None = None) -> None:
        """Compute nothing yet."""
        self.engine = log.engine
        METADATA.create_all(self.engine, tables=[COMPUTED])
        self._start = start or _one_process
        self._lock = threading.Condition()
        self._executor: Executor | None = None
        self._going: dict[str, Future[Any]] = {}
        self._failed: set[str] = set()
        self.number = 0
        """Results computed so far: grows when there is something new to be had."""

    def ask(self, name: str, compute: Callable[..., Any], *arguments: Any) -> Any | None:
        """Return a result if it is there; otherwise see that it is being computed.

        Args:
            name: what is asked for; another version of the rules has results of its own.
            compute: a function of a module, which gives plain data.
            arguments: its arguments, plain too.
        """
        key = f"{model_revision()[:16]}/{name}"
        with self.engine.connect() as connection:
            found = connection.scalar(select(COMPUTED.c.data).where(COMPUTED.c.key == key))
        if found is not None:
            return json.loads(found)
        with self._lock:
            if key in self._going or key in self._failed:
                return None
            if self._executor is None:
                self._executor = self._start()
            try:
                future = self._executor.submit(compute, *arguments)
            except BrokenExecutor:  # its process has just died; whoever asks next gets another
                self._executor = None
                return None
            self._going[key] = future
        future.add_done_callback(lambda done: self._keep(key, done))
        return None

    def failed(self, name: str) -> bool:
        """Whether a result could not be computed, and no page need wait for it."""
        return f"{model_revision()[:16]}/{name}" in self._failed

    def wait(self) -> None:
        """Wait until nothing is being computed."""
        with self._lock:
            self._lock.wait_for(lambda: not self._going)

    def close(self) -> None:
        """Let go of the process; what it was at is lost and will be computed when asked again."""
        with self._lock:
            executor, self._executor = self._executor, None
            self._going.clear()
            self._lock.notify_all()
        if executor is not None:
            executor.shutdown(wait=False, cancel_futures=True)

    def _keep(self, key: str, done: Future[Any]) -> None:
        """Keep a result; end the process when there is nothing more for it to do."""
        error = None if done.cancelled() else done.exception()
        if error is not None:
            _LOGGER.error("%s could not be computed", key, exc_info=error)
        elif not done.cancelled():
            self._write(key, json.dumps(done.result(), separators=(",", ":")))
        executor = None
        with self._lock:
            if error is not None:
                self._failed.add(key)
            self._going.pop(key, None)
            self.number += 1
            if not self._going:
                executor, self._executor = self._executor, None
            self._lock.notify_all()
        if executor is not None:
            executor.shutdown(wait=False)

    def _write(self, key: str, text: str) -> None:
        try:
            with self.engine.begin() as connection:
                connection.execute(insert(COMPUTED).values(key=key, data=text))
        except IntegrityError:
            pass  # another process of the same server was quicker, with the same result


def _one_process() -> Executor:
    """Return an executor of one spawned process, which ends when this one does."""
    context = get_context("spawn")
    leash, hold = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(1, context, initializer=_settle, initargs=(leash,))
    # Our end of the leash is closed with the pool; or by the system, however this process dies.
    weakref.finalize(pool, hold.close)
    return pool


def _settle(leash: Connection) -> None:
    """Make the process deaf to Ctrl-C, which is for the server, and end it with the server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(leash,), daemon=True).start()


def _end_with(leash: Connection) -> None:
    try:
        leash.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)
