from __future__ import annotations

import multiprocessing
import sys

import pytest

from experiments import pool
from experiments.pool import Task, computed
from experiments.worker import job_of


def tasks(count):
    return [Task(0, (0, count), (run, run + 1)) for run in range(count)]


@pytest.mark.parametrize("workers", [1, 2])
def test_every_task_is_computed_once(load, workers):
    found = list(computed(job_of(load()), tasks(12), workers))
    assert sorted(one.task for one in found) == tasks(12)
    for one in found:
        assert one.table["run"].to_pylist() == [one.task.span[0]]
        assert one.seconds > 0
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("workers", [1, 2])
def test_tasks_are_handed_out_as_they_are_needed(load, workers):
    supply = iter(tasks(1000))
    stream = computed(job_of(load()), supply, workers)
    next(stream)
    stream.close()
    assert len(list(supply)) >= 1000 - pool.AHEAD * workers
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform == "win32", reason="no signal masks there")
def test_ctrl_c_is_put_off_and_not_lost_while_a_worker_starts():
    import signal

    with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - where it is raised is the point
        with pool.interrupts_held_back():
            signal.raise_signal(signal.SIGINT)
            put_off = True
        assert put_off
        pytest.fail("it should have come by now")
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
