"""What computes runs, here or in another process.

Only plain data travels: the scenarios of the arms as JSON, once, and a span of runs per task.
A scenario is built when its arm's first task arrives, and kept.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

import pyarrow as pa

from experiments.blocks import Span
from experiments.design import Experiment
from experiments.doors import MESA
from experiments.errors import ResultError
from experiments.provenance import model_revision
from experiments.rows import Values, schema_of, tabulate
from sim.config import ScenarioConfig
from sim.outcomes import columns, simulate
from sim.scenario import Scenario, build


@dataclass(frozen=True)
class Job:
    """All that a worker has to know about an experiment."""

    scenarios: tuple[str, ...]
    """Resolved scenario of each arm, as JSON."""
    hashes: tuple[str, ...]
    """The scenarios' hashes, to see that they arrived whole."""
    seed: int
    model_revision: str
    door: str = MESA
    """The door that its runs go through."""


def job_of(experiment: Experiment, door: str = MESA) -> Job:
    """Return the job of an experiment, through a door."""
    return Job(
        scenarios=tuple(arm.config.model_dump_json(by_alias=True) for arm in experiment.arms),
        hashes=tuple(arm.scenario_hash for arm in experiment.arms),
        seed=experiment.seed,
        model_revision=experiment.model_revision,
        door=door,
    )


@dataclass
class Bench:
    """A job with the scenarios built so far.

    ``threads`` share the runs of a task, through the machine door.
    """

    job: Job
    threads: int = 1
    _built: dict[int, tuple[Scenario, pa.Schema]] = field(default_factory=dict)

    def compute(self, arm: int, span: Span) -> tuple[pa.Table, float]:
        """Run the histories ``span`` of ``arm``; return their rows and the seconds they took.

        Raises:
            ResultError: this process was started from other rules than the experiment.
        """
        begun = time.perf_counter()
        scenario, schema = self._scenario(arm)
        start, stop = span
        try:
            values = self._simulate(scenario, start, stop)
        except Exception as error:
            error.add_note(f"while computing runs {start} to {stop - 1} of arm {arm}")
            raise
        table = tabulate(schema, arm, start, stop, values)
        return table, time.perf_counter() - begun

    def _simulate(self, scenario: Scenario, start: int, stop: int) -> Mapping[str, Values]:
        if self.job.door == MESA:
            return simulate(scenario, self.job.seed, start, stop)
        from sim import engine

        return engine.simulate(scenario, self.job.seed, start, stop, self.threads)

    def _scenario(self, arm: int) -> tuple[Scenario, pa.Schema]:
        if arm not in self._built:
            if model_revision() != self.job.model_revision:
                raise ResultError(
                    "The source of agents/ or sim/ changed while the experiment was running; "
                    "run it again."
                )
            scenario = build(ScenarioConfig.model_validate_json(self.job.scenarios[arm]))
            if scenario.hash != self.job.hashes[arm]:
                raise RuntimeError(f"the scenario of arm {arm} changed on its way to a worker")
            self._built[arm] = scenario, schema_of(columns(scenario))
        return self._built[arm]


_bench: Bench | None = None


def settle(job: Job, leash: Connection) -> None:
    """Make this process a worker (the pool's initializer).

    Ctrl-C is for the parent alone. The worker ends when the other end of ``leash`` is closed,
    which the system does even if the parent is killed: nothing computes on for nobody.
    """
    global _bench
    _bench = Bench(job)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with, args=(leash,), daemon=True).start()


def end_with(leash: Connection) -> None:
    """End this process when the other end of ``leash`` is closed; until then, wait."""
    try:
        leash.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)


def work(arm: int, span: Span) -> tuple[pa.Table, float]:
    """Compute a task in a settled worker (see :meth:`Bench.compute`)."""
    if _bench is None:
        raise RuntimeError("settle() comes first")
    return _bench.compute(arm, span)
