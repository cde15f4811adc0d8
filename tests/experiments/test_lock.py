from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.errors import FolderBusy, FolderUnwritable
from experiments.lock import LOCK, held

REPO = Path(__file__).resolve().parents[2]

HOLDER = """
import sys, time
from pathlib import Path
from experiments.lock import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds ``tmp_path``."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, cwd=REPO
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"held"
        yield process
        process.kill()


def test_one_writer_at_a_time(tmp_path, holder):
    with pytest.raises(FolderBusy, match=str(holder.pid)), held(tmp_path):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_killed_holder_leaves_no_lock(tmp_path, holder):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with held(tmp_path):
        assert (tmp_path / LOCK).exists()


def test_the_lock_is_given_back(tmp_path):
    for _ in range(2):
        with held(tmp_path / "new"):
            pass
    with pytest.raises(RuntimeError), held(tmp_path / "new"):
        raise RuntimeError
    with held(tmp_path / "new"):
        pass


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderUnwritable, match="file"), held(tmp_path / "file" / "result"):
        pass
