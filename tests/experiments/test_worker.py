from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from experiments import worker
from experiments.errors import ResultError
from experiments.rows import digest
from experiments.worker import Bench, job_of, work


def test_a_job_travels_as_plain_data(load):
    job = job_of(load())
    assert pickle.loads(pickle.dumps(job)) == job
    assert {type(text) for text in job.scenarios} == {str}


def test_any_slice_holds_the_same_rows(load):
    bench = Bench(job_of(load()))
    whole, seconds = bench.compute(1, (0, 12))
    assert seconds > 0
    for start, stop in [(6, 12), (5, 6), (0, 5)]:
        table, _ = bench.compute(1, (start, stop))
        assert digest(1, table) == digest(1, whole.slice(start, stop - start))


def test_a_scenario_is_built_once(load, monkeypatch):
    built = []
    real = worker.build
    monkeypatch.setattr(worker, "build", lambda config: built.append(1) or real(config))
    bench = Bench(job_of(load()))
    for span in [(0, 1), (1, 2)]:
        for arm in (0, 1):
            bench.compute(arm, span)
    assert len(built) == 2


def test_a_worker_of_other_rules_computes_nothing(load):
    job = replace(job_of(load()), model_revision="0" * 64)
    with pytest.raises(ResultError, match="changed while the experiment was running"):
        Bench(job).compute(0, (0, 1))


def test_a_fault_of_the_model_says_which_runs_it_struck(load, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(worker, "simulate", fail)
    with pytest.raises(ZeroDivisionError) as told:
        Bench(job_of(load())).compute(1, (3, 5))
    assert told.value.__notes__ == ["while computing runs 3 to 4 of arm 1"]


def test_work_wants_a_settled_process():
    with pytest.raises(RuntimeError, match="settle"):
        work(0, (0, 1))
