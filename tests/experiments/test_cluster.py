"""A cluster gives the same rows, whatever happens to its workers; and says what it lacks."""

from __future__ import annotations

import importlib.util
import os
import random
import signal
import subprocess
import sys
import threading
import time

import pytest

from experiments import cluster
from experiments.errors import ResultError
from experiments.runner import run
from experiments.store import open_result

needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None, reason="the extra `cluster` isn't installed"
)


def test_without_dask_one_sentence_says_how_to_get_it(load, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ResultError, match=r"pip install 'tariff-talks\[cluster\]'") as told:
        run(load(), tmp_path / "result", cluster="local")
    assert len(str(told.value).splitlines()) == 1
    assert not (tmp_path / "result").exists()


@needs_dask
def test_what_is_no_address_is_refused(load, tmp_path):
    with pytest.raises(ResultError, match="found 'locla'; allowed: local, or the address"):
        run(load(), tmp_path / "result", cluster="locla")


@needs_dask
def test_a_scheduler_that_does_not_answer_is_told(load, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(ResultError, match="no Dask scheduler answers there") as told:
        run(load(), tmp_path / "result", cluster="tcp://127.0.0.1:9")
    assert "dask scheduler" in str(told.value)


@needs_dask
@pytest.mark.slow
def test_a_scheduler_without_workers_is_told(load, tmp_path, monkeypatch):
    from distributed import LocalCluster

    monkeypatch.setattr(cluster, "PATIENCE", 2)
    with (
        LocalCluster(n_workers=0, dashboard_address=None) as empty,
        pytest.raises(ResultError, match="the scheduler has no worker"),
    ):
        run(load(), tmp_path / "result", cluster=empty.scheduler_address)


@needs_dask
@pytest.mark.slow
@pytest.mark.usefixtures("machine_code")
@pytest.mark.parametrize("engine", ["mesa", "compiled"])
def test_a_cluster_gives_the_same_rows(load, tmp_path, digest, engine):
    result = run(load(), tmp_path / "result", cluster="local", workers=2, engine=engine)
    assert result.digest() == digest
    (sitting,) = result.manifest["sittings"]
    assert (sitting["engine"], sitting["cluster"]) == (engine, "local")


@needs_dask
@pytest.mark.slow
def test_workers_of_other_rules_are_refused(load, tmp_path, monkeypatch):
    from dataclasses import replace

    from experiments import runner

    other = replace(runner.job_of(load()), model_revision="0" * 64)
    monkeypatch.setattr(runner, "job_of", lambda *_: other)
    with pytest.raises(ResultError, match="changed while the experiment was running"):
        run(load(), tmp_path / "result", cluster="local")


@needs_dask
@pytest.mark.slow
@pytest.mark.usefixtures("machine_code")
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_workers_killed_at_twenty_moments_lose_nothing(load, tmp_path, monkeypatch):
    """Each tenth of a second or so a worker of two is killed; the ensemble is whole in the end."""
    from distributed import LocalCluster

    from experiments import pace

    # Small slices: many are under way whenever a worker goes.
    monkeypatch.setattr(pace, "SIZES", (100,))
    monkeypatch.setattr(pace, "FIRST", 100)
    experiment = load(runs=30_000)
    whole = run(experiment, tmp_path / "whole", engine="compiled").digest()
    chance, killed, over = random.Random(4), [], threading.Event()
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as here:

        def kill():
            while len(killed) < 20 and not over.wait(chance.uniform(0.05, 0.6)):
                alive = [w.pid for w in here.workers.values() if w.pid is not None]
                if alive:
                    killed.append(chance.choice(alive))
                    os.kill(killed[-1], signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        try:
            # Until all are dead that should be, the same again into another folder.
            for sitting in range(100):
                folder = tmp_path / f"result-{sitting}"
                result = run(experiment, folder, engine="compiled", cluster=here.scheduler_address)
                assert result.complete
                assert result.digest() == whole
                if len(killed) == 20:
                    break
                time.sleep(0.1)
        finally:
            over.set()
            killer.join()
    assert len(killed) == 20
    assert open_result(tmp_path / "result-0").digest() == whole


SCRIPT = """
import sys
from pathlib import Path

from experiments.design import load_experiment
from experiments.errors import Interrupted
from experiments.runner import run

def begun(done, total, label):
    if done:
        Path(sys.argv[3]).touch()

if __name__ == "__main__":
    try:
        run(load_experiment(sys.argv[1]), sys.argv[2], workers=2, engine="compiled",
            cluster="local", block=1000, progress=begun)
    except Interrupted as error:
        print(error, file=sys.stderr)
        sys.exit(3)
"""


@needs_dask
@pytest.mark.slow
@pytest.mark.usefixtures("machine_code")
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent")
def test_control_c_reaches_the_workers_too_and_ends_in_one_message(write, tmp_path):
    begun, script = tmp_path / "begun", tmp_path / "script.py"
    script.write_text(SCRIPT)
    process = subprocess.Popen(
        [sys.executable, str(script), str(write(runs=10**7)), str(tmp_path / "out"), str(begun)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
    )
    try:
        for _ in range(1200):
            if begun.exists() or process.poll() is not None:
                break
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to all
        said = process.communicate(timeout=60)[1]
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    assert process.returncode == 3, said
    assert said.startswith("Stopped after ")
    assert len(said.splitlines()) == 2
    assert open_result(tmp_path / "out").done > 0
