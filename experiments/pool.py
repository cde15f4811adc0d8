"""Tasks computed here or in worker processes, and yielded as they are finished.

Machine code lets go of Python's lock, so it runs in threads of this process. Python doesn't:
the glass door needs processes.

Processes are spawned, never forked: a fork would copy the threads' locks of the libraries in
use, and Windows and macOS spawn anyway, so all systems take one path.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import NamedTuple

import pyarrow as pa

from experiments.blocks import Span
from experiments.doors import MESA
from experiments.worker import Bench, Job, settle, work

AHEAD = 3
"""Tasks handed out for each worker: enough that none waits, few enough to stop at once."""


class Task(NamedTuple):
    """Runs to compute in one go: a slice of a block of an arm."""

    arm: int
    block: Span
    span: Span


class Finished(NamedTuple):
    """A task with its rows and the seconds it took."""

    task: Task
    table: pa.Table
    seconds: float


def computed(job: Job, tasks: Iterable[Task], workers: int) -> Generator[Finished, None, None]:
    """Compute ``tasks`` and yield each when done.

    Through the machine door, ``workers`` threads of this process share each task in turn; through
    the glass door, ``workers`` processes take one each (1: this process).

    Close the iterator to stop: workers end at once, what they were at is lost.

    Raises:
        concurrent.futures.process.BrokenProcessPool: a worker died.
        Exception: what the model raised, with a note of the runs.
    """
    if workers > 1 and job.door == MESA:
        yield from _in_processes(job, tasks, workers)
        return
    bench = Bench(job, workers)
    for task in tasks:
        yield Finished(task, *bench.compute(task.arm, task.span))


def _in_processes(job: Job, tasks: Iterable[Task], workers: int) -> Generator[Finished, None, None]:
    context = get_context("spawn")
    leash, hold = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(workers, context, initializer=settle, initargs=(job, leash))
    supply = iter(tasks)
    waiting: dict[Future[tuple[pa.Table, float]], Task] = {}
    try:
        while True:
            for task in islice(supply, AHEAD * workers - len(waiting)):
                with interrupts_held_back():
                    waiting[pool.submit(work, task.arm, task.span)] = task
            if not waiting:
                break
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            # What succeeded comes first, so that a failure beside it costs nothing.
            for future in sorted(done, key=lambda one: (one.exception() is not None, waiting[one])):
                yield Finished(waiting.pop(future), *future.result())
        pool.shutdown()
    finally:
        hold.close()
        leash.close()
        pool.shutdown(cancel_futures=True)


@contextmanager
def interrupts_held_back() -> Iterator[None]:
    """Let a worker that is started here inherit a blocked Ctrl-C.

    It arrives in every process of the terminal; a worker that is still importing would answer
    with a traceback. Here it is only put off until the block ends.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
