"""What a person meets at the command line: help, bad input, a reader that goes away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

VERBS = (
    "run",
    "merge",
    "play",
    "serve",
    "replay",
    "explain",
    "compare",
    "answer",
    "sensitivity",
    "score",
    "infer",
    "patterns",
    "report",
    "show",
    "validate",
    "schema",
    "export",
    "compile",
    "bench",
    "new",
    "class",
)


def talks(*words: str, cwd: Path | None = None, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "talks", *words],
        capture_output=True,
        text=True,
        input=text,
        cwd=cwd,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1"},
        timeout=120,
        check=False,
    )


def test_every_verb_explains_itself():
    told = talks("--help")
    assert told.returncode == 0
    for verb in VERBS:
        assert verb in told.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("validate", "none.yaml"), "none.yaml"),
        (("validate", "."), "is a directory"),
        (("show", "japan_us_2052"), "did you mean 'japan_us_2025'?"),
        (("run", "none.yaml"), "none.yaml"),
        (("replay", "none"), "none"),
        (("report", "none"), "none"),
        (("explain", "none"), "none"),
        (("compare", "none", "neither"), "none"),
        (("score", "none", "--outcomes", "none.yaml"), "none"),
        (("infer", "none.yaml"), "none.yaml"),
        (("export", "none"), "none"),
        (("merge", "none", "--out", "whole"), "none"),
        (("play", "bare"), "east.envoy"),
        (("play", "bare", "--seat", "east.king"), "east.king"),
        (("play", "--resume", "none.json"), "none.json"),
    ],
    ids=" ".join,
)
def test_what_can_not_be_done_is_said_in_words(words, said, tmp_path):
    told = talks(*words, cwd=tmp_path)
    assert told.returncode == 2
    assert said in told.stderr
    assert "Traceback" not in told.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_broken_config_names_file_line_and_key_and_writes_nothing(tmp_path):
    from sim.scenario import CONFIGS

    text = (CONFIGS / "scenarios" / "bare.yaml").read_text("utf-8")
    (tmp_path / "sources.yaml").write_text("s: {kind: page}\n")
    lines = text.replace("sources: ../sources.yaml", "sources: sources.yaml").splitlines()
    place = next(i for i, line in enumerate(lines) if "return_factor" in line)
    lines[place] = lines[place].replace("return_factor", "return_facter")
    (tmp_path / "broken.yaml").write_text("\n".join(lines))
    told = talks("validate", "broken.yaml", cwd=tmp_path)
    assert told.returncode == 2
    assert f"broken.yaml:{place + 1}: talks.return_facter: unknown key" in told.stderr
    assert "did you mean 'return_factor'?" in told.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.yaml", "sources.yaml"]


def test_a_chair_in_the_terminal_can_be_left_and_taken_up(tmp_path):
    first = talks("play", "bare", "--seat", "east.envoy", cwd=tmp_path, text="o\n\n\nw\nq\n")
    assert first.returncode == 0, first.stderr
    assert "talks play --resume chair.json" in first.stdout
    again = talks("play", "--resume", "chair.json", cwd=tmp_path, text="?\nz\na\nw\na\nq\n")
    assert again.returncode == 0, again.stderr
    assert "'z' is no move here" in again.stdout
    assert "There is nothing on the table" in again.stdout or "accepts" in again.stdout
    assert "falls below the mandate of the Leader of East" in again.stdout  # West's first offer
    assert (tmp_path / "chair.json").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_an_output_that_is_full_is_told_in_words():
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(
            [sys.executable, "-m", "talks", "show", "first_deal"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )
    assert told.returncode == 1
    assert told.stderr == "What is to be printed can't be written: No space left on device.\n"
