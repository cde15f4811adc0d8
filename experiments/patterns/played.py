"""Patterns played here or in worker processes, and handed on as each is done.

Most of their time goes into histories that are followed day by day, in Python; so processes, one
pattern each, and not threads.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from multiprocessing.connection import Connection

from experiments.errors import ResultError
from experiments.patterns.finding import Finding
from experiments.patterns.registry import PATTERNS, Pattern
from experiments.pool import interrupts_held_back
from experiments.worker import end_with

Done = tuple[Pattern, tuple[Finding, ...]]


def played(
    patterns: Sequence[Pattern], factor: float = 1.0, workers: int = 1
) -> Generator[Done, None, None]:
    """Play ``patterns`` and yield each with its findings when it is done, in any order.

    Args:
        patterns: which.
        factor: on each pattern's usual number of histories.
        workers: processes, one pattern each at a time (1: this process). They change no number.

    Close the iterator to stop: workers end at once.

    Raises:
        ResultError: too few histories for some finding, or a worker died.
    """
    workers = min(workers, len(patterns))
    if workers <= 1:
        for pattern in patterns:
            yield pattern, pattern.findings(factor)
        return
    context = get_context("spawn")
    leash, hold = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(workers, context, initializer=_settle, initargs=(leash,))
    try:
        with interrupts_held_back():
            waiting = {pool.submit(_findings, one.number, factor): one for one in patterns}
        for future in as_completed(waiting):
            yield waiting[future], future.result()
    except BrokenProcessPool:
        raise ResultError(
            "A worker process ended before its time: killed, or out of memory. Run it again, with "
            "--workers 1 if memory was short."
        ) from None
    finally:
        hold.close()
        leash.close()
        pool.shutdown(cancel_futures=True)


def _settle(leash: Connection) -> None:
    """Leave Ctrl-C to the parent, and end when it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with, args=(leash,), daemon=True).start()


def _findings(number: int, factor: float) -> tuple[Finding, ...]:
    pattern = next(one for one in PATTERNS if one.number == number)
    return pattern.findings(factor)
