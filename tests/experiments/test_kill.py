"""A whole process that runs an experiment is stopped from outside, and another goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments.design import load_experiment
from experiments.runner import run
from experiments.store import open_result

REPO = Path(__file__).resolve().parents[2]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="signals are sent"),
]

SCRIPT = """
import multiprocessing
import sys
import time
from pathlib import Path

from experiments.design import load_experiment
from experiments.errors import ResultError
from experiments.runner import run

def pause(done, total, label):
    if done >= total // 2:
        pids = [child.pid for child in multiprocessing.active_children()]
        Path(sys.argv[4] + ".part").write_text(" ".join(map(str, pids)))
        Path(sys.argv[4] + ".part").rename(sys.argv[4])
        time.sleep(600)

if __name__ == "__main__":
    try:
        run(load_experiment(sys.argv[1]), sys.argv[2], workers=int(sys.argv[3]), block=10,
            engine=sys.argv[5], progress=pause)
    except ResultError as error:
        print(error, file=sys.stderr)
        sys.exit(3)
"""


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A dead process that nobody has waited for yet still answers.
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] == "Z")


def until(true, seconds=120):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@pytest.fixture
def half_way(write, tmp_path):
    """Start a process, let it do half of the runs, send a signal; return how it ended."""

    def half_way(sent, workers, engine):
        (tmp_path / "script.py").write_text(SCRIPT)
        reached = tmp_path / "reached"
        arguments = [write(), tmp_path / "result", workers, reached, engine]
        process = subprocess.Popen(
            [sys.executable, str(tmp_path / "script.py"), *map(str, arguments)],
            stderr=subprocess.PIPE,
            text=True,
            cwd=REPO,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            start_new_session=True,
        )
        try:
            until(lambda: reached.exists() or process.poll() is not None)
            assert process.poll() is None, process.communicate()[1]
            children = [int(pid) for pid in reached.read_text().split()]
            assert len(children) == (0 if workers == 1 or engine == "compiled" else workers)
            if sent == signal.SIGKILL:
                os.kill(process.pid, sent)
            else:
                os.killpg(process.pid, sent)  # a terminal sends it to all
            said = process.communicate(timeout=60)[1]
            until(lambda: not any(alive(child) for child in children))
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        return process.returncode, said

    return half_way


DOORS = pytest.mark.parametrize(("workers", "engine"), [(1, "mesa"), (2, "mesa"), (2, "compiled")])


@DOORS
@pytest.mark.usefixtures("machine_code")
def test_a_killed_experiment_goes_on_to_the_same_rows(half_way, write, tmp_path, workers, engine):
    code, _ = half_way(signal.SIGKILL, workers, engine)
    assert code == -signal.SIGKILL
    folder = tmp_path / "result"
    kept = open_result(folder)
    assert 0 < kept.done < kept.total
    result = run(load_experiment(write()), folder, workers=2)
    assert result.digest() == run(load_experiment(write()), tmp_path / "at once").digest()
    assert set(kept.parts) <= set(result.parts)


@DOORS
@pytest.mark.usefixtures("machine_code")
def test_control_c_ends_in_one_message_and_nothing_finished_is_lost(
    half_way, write, tmp_path, workers, engine
):
    code, said = half_way(signal.SIGINT, workers, engine)
    assert code == 3
    assert said.startswith("Stopped after ")
    assert len(said.splitlines()) == 2
    kept = open_result(tmp_path / "result")
    assert kept.done >= kept.total // 2
    result = run(load_experiment(write()), tmp_path / "result")
    assert result.digest() == run(load_experiment(write()), tmp_path / "at once").digest()


MANY = """
import sys
from pathlib import Path

from experiments.design import load_experiment
from experiments.runner import run

if __name__ == "__main__":
    experiment = load_experiment(sys.argv[1])
    Path(sys.argv[3]).touch()
    run(experiment, sys.argv[2], workers=2, block=1000, engine="compiled")
"""


@pytest.mark.usefixtures("machine_code")
def test_killed_at_twenty_moments_the_machine_door_goes_on_to_the_same_rows(write, tmp_path):
    """Each sitting is killed at a random moment from its first day on; the next goes on."""
    file, script, begun = write(runs=60_000), tmp_path / "script.py", tmp_path / "begun"
    script.write_text(MANY)
    whole = run(load_experiment(file), tmp_path / "whole", engine="compiled", workers=2).digest()
    chance, killed, folders, kept = random.Random(20), 0, [], []
    folder = tmp_path / "result-0"
    while killed < 20:
        begun.unlink(missing_ok=True)
        process = subprocess.Popen(
            [sys.executable, str(script), str(file), str(folder), str(begun)],
            cwd=REPO,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        try:
            until(lambda process=process: begun.exists() or process.poll() is not None)
            time.sleep(chance.uniform(0.0, 1.5))
        finally:
            process.kill()
        if process.wait() == 0:  # it had come to its end: another folder, from the start
            assert open_result(folder).complete
            folders.append(folder)
            folder = tmp_path / f"result-{len(folders)}"
            continue
        assert process.returncode == -signal.SIGKILL
        killed += 1
        if (folder / "manifest.json").exists():
            kept.append(open_result(folder).done)
    assert any(kept), "none was killed in the middle of its work"
    for one in [*folders, folder]:
        result = run(load_experiment(file), one, engine="compiled", workers=2)
        assert result.complete
        assert result.digest() == whole
        assert not list(one.rglob("*.unfinished"))
