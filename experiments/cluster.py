"""Tasks computed by the workers of a Dask cluster, on this machine or on many.

The same blocks and the same bits as anywhere else: run k stands alone. What a worker is at when
it is killed, the scheduler gives to another. Only plain data travels, and the rules don't: each
worker has its own copy of the program, and refuses to compute if its rules are other ones.
"""

from __future__ import annotations

import contextlib
import importlib.util
import signal
import threading
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from experiments.blocks import Span
from experiments.errors import ResultError
from experiments.pool import AHEAD, Finished, Task
from experiments.worker import Bench, Job

if TYPE_CHECKING:
    import pyarrow as pa
    from distributed import Client

LOCAL = "local"
"""Stands for a cluster of this machine's own, which ends with the run."""

PATIENCE = 30
"""Seconds to wait for a scheduler, and for its first worker."""

TRIES = 50
"""How often a task is handed out anew when workers died at it, before it is to blame itself."""


def computed_there(
    job: Job, tasks: Iterable[Task], cluster: str, workers: int
) -> Generator[Finished, None, None]:
    """Compute ``tasks`` on a cluster; yield each when done, in any order.

    Args:
        job: what is to be computed.
        tasks: slices of runs; they are taken as workers get free.
        cluster: :data:`LOCAL`, or the address of a scheduler, as ``tcp://host:8786``.
        workers: processes of a local cluster.

    Raises:
        ResultError: Dask isn't installed, the cluster doesn't answer or has no worker, its
            workers have other rules, or a task kills every worker that it is given to.
    """
    with _client(cluster, workers) as client:
        yield from _gather(client, job, iter(tasks))


def check_cluster(cluster: str) -> None:
    """Refuse a cluster that can't be used from here, before anything is done.

    Raises:
        ResultError: Dask isn't installed, or ``cluster`` is no address.
    """
    if importlib.util.find_spec("distributed") is None:
        raise ResultError(
            "--cluster needs Dask, which isn't installed: pip install 'tariff-talks[cluster]' "
            "(in a checkout: pip install -e '.[cluster]' -c constraints.txt)."
        )
    if cluster != LOCAL and "://" not in cluster:
        raise ResultError(
            f"--cluster: found '{cluster}'; allowed: local, or the address of a Dask scheduler, "
            "such as tcp://head:8786"
        )


def _gather(client: Client, job: Job, tasks: Iterator[Task]) -> Generator[Finished, None, None]:
    from distributed import wait

    jobs = _JobsByArm(job)
    waiting: dict[Any, Task] = {}
    tries: dict[Task, int] = {}

    def submit(task: Task) -> None:
        future = client.submit(compute, jobs[task.arm], task.arm, task.span, pure=False)
        waiting[future] = task

    while True:
        # A worker that is away comes back or doesn't; what is handed out waits for either.
        most = AHEAD * max(1, sum(client.nthreads().values()))
        for task in islice(tasks, max(0, most - len(waiting))):
            submit(task)
        if not waiting:
            return
        done, _ = wait(list(waiting), return_when="FIRST_COMPLETED")
        for future in sorted(done, key=lambda one: (one.status != "finished", waiting[one])):
            task = waiting.pop(future)
            if future.status == "finished":
                yield Finished(task, *future.result())
            else:
                tries[task] = tries.get(task, 0) + 1
                _raise_unless_lost(future, task, tries[task])
                submit(task)


class _JobsByArm(dict[int, Job]):
    """A job for each arm with only that arm's scenario in it: what travels with a task."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._whole = job

    def __missing__(self, arm: int) -> Job:
        alone = ("",) * arm + (self._whole.scenarios[arm],)
        hashes = ("",) * arm + (self._whole.hashes[arm],)
        self[arm] = replace(self._whole, scenarios=alone, hashes=hashes)
        return self[arm]


def _raise_unless_lost(future: Any, task: Task, tries: int) -> None:
    """Raise what went wrong with a task, unless it is only that its workers died."""
    from concurrent.futures import CancelledError

    from distributed.scheduler import KilledWorker

    start, stop = task.span
    if future.status in ("cancelled", "lost"):
        error: BaseException = CancelledError()
    else:
        error = future.exception()
    if isinstance(error, ModuleNotFoundError):
        raise ResultError(
            f"A worker of the cluster can't compute ({error}).\n"
            "Start workers in an environment in which tariff-talks is installed, in this version."
        ) from None
    if not isinstance(error, KilledWorker | CancelledError):
        raise error
    if tries >= TRIES:
        raise ResultError(
            f"Runs {start:,} to {stop - 1:,} of arm {task.arm} were given to worker after worker, "
            "and each died at them: most likely for want of memory.\n"
            "What was finished is kept; run the same command again, with workers that have more."
        )


@contextlib.contextmanager
def _client(cluster: str, workers: int) -> Iterator[Client]:
    """Connect to a cluster, or start one here; leave with nothing running that was started."""
    check_cluster(cluster)
    import distributed

    with contextlib.ExitStack() as stack:
        address: Any = cluster
        if cluster == LOCAL:
            address = stack.enter_context(
                distributed.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    dashboard_address=None,
                    silence_logs="CRITICAL",
                )
            )
        try:
            client = stack.enter_context(distributed.Client(address, timeout=PATIENCE))
        except (OSError, ValueError, TimeoutError) as error:
            raise ResultError(
                f"--cluster {cluster}: no Dask scheduler answers there ({_first_line(error)}).\n"
                "Start one with `dask scheduler`, and workers with `dask worker ADDRESS`; or use "
                "--cluster local."
            ) from None
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise ResultError(
                f"--cluster {cluster}: the scheduler has no worker.\n"
                f"Start one, from a folder with this program: dask worker {cluster}"
            ) from None
        if cluster == LOCAL:
            _make_deaf(client)
        yield client


def _make_deaf(client: Client) -> None:
    """Leave Ctrl-C, which comes to all processes of a terminal, to this one."""
    from distributed import WorkerPlugin

    class Deaf(WorkerPlugin):  # type: ignore[misc]
        """Sits in every worker, also in those that take the place of a dead one."""

        def setup(self, worker: object) -> None:
            """Ignore Ctrl-C; called in the worker's main thread."""
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    client.register_plugin(Deaf())


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


KEPT = 16
"""Scenarios that a worker keeps built: neighbouring arms are computed at a time."""

_benches: dict[Job, Bench] = {}
_lock = threading.Lock()


def compute(job: Job, arm: int, span: Span) -> tuple[pa.Table, float]:
    """Compute a task in a worker of the cluster; scenarios are built once in each."""
    with _lock:  # threads of one worker share it
        if job not in _benches:
            if len(_benches) >= KEPT:
                _benches.clear()
            _benches[job] = Bench(job)
        bench = _benches[job]
    return bench.compute(arm, span)
