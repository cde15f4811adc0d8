"""The Python in the documents runs, block after block, as a reader would type it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import pages

ROOT = pages.ROOT


def python_in(path: Path) -> str:
    """The Python blocks of a document as one program, less those that are files of their own."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    chosen = [
        "\n".join([f"# line {fence.line}", *fence.body])
        for fence in pages.fences(text)
        if fence.language == "python"
        and not lines[fence.line - 2].lstrip().startswith("<!-- run: file")
    ]
    return "\n\n".join(chosen) + "\n"


SHOWN = [path for path in pages.documents() if python_in(path).strip()]


def test_readme_and_tutorial_show_python():
    assert {"README.md", "tutorial.md"} <= {path.name for path in SHOWN}


@pytest.mark.slow
@pytest.mark.parametrize("path", SHOWN, ids=[path.relative_to(ROOT).as_posix() for path in SHOWN])
def test_python_runs_as_shown(path, tmp_path):
    (tmp_path / "configs").symlink_to(ROOT / "configs")
    script = tmp_path / "shown.py"
    script.write_text(python_in(path), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, script],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip()
