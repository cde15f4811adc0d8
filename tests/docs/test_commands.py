"""The commands that documents show: found, annotated, carried out, and none of them stale."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest

import commands
import pages

ROOT = pages.ROOT
SHOWN = [
    (block, command)
    for path in pages.documents()
    for block in commands.blocks(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))
    for command in block.commands
]


def one_block(text: str) -> commands.Block:
    (block,) = commands.blocks(text, "X.md")
    return block


def texts(block: commands.Block) -> list[str]:
    return [command.text for command in block.commands]


def test_sh_blocks_are_commands_line_by_line():
    block = one_block("Say:\n\n```sh\n# first\nmake run   # a report\necho 'a # b'\n\n```\n")
    assert block.commands == (
        commands.Command(5, "make run"),
        commands.Command(6, "echo 'a # b'"),
    )


def test_console_blocks_tell_commands_from_output():
    block = one_block("```console\n$ talks run x \\\n    --runs 3\nall done\n$ ls\n```\n")
    assert block.commands == (
        commands.Command(2, "talks run x --runs 3"),
        commands.Command(5, "ls"),
    )


@pytest.mark.parametrize("language", ["python", "yaml", "powershell", ""])
def test_other_languages_are_left_alone(language):
    assert commands.blocks(f"```{language}\nrm everything\n```\n", "X.md") == []


def test_a_longer_fence_holds_a_shorter_one():
    assert commands.blocks("````md\n```sh\nls\n```\n````\n", "X.md") == []


def test_skip_carries_its_reason():
    text = "<!-- run: skip needs a second machine -->\n\n```sh\nls\n```\n\n```sh\npwd\n```\n"
    assert [b.skip for b in commands.blocks(text, "X.md")] == ["needs a second machine", ""]


def test_small_touches_runs_and_nothing_else():
    text = "<!-- run: small -->\n```sh\ntalks run a.yaml\nmake run\ntalks show b.yaml\n```\n"
    assert texts(one_block(text)) == [
        "talks run a.yaml --runs 20",
        "make run RUNS=20",
        "talks show b.yaml",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!-- run: skip -->\n```sh\nls\n```", "needs a reason"),
        ("<!-- run: fast -->\n```sh\nls\n```", "'run: fast' is unknown"),
        ("<!-- run: file -->\n```yaml\na: 1\n```", "needs a path"),
        ("<!-- run: file ../a -->\n```yaml\na: 1\n```", "needs a path inside"),
        ("<!-- run: small please -->\n```sh\ntalks run a\n```", "no more words"),
        ("<!-- run: small -->\n```sh\nls\n```", "changes nothing"),
        ("<!-- run: small -->\n```sh\ntalks run a && ls\n```", "line of its own"),
        ("```sh\ncat <<EOF\nEOF\n```", "here-document"),
        ("```sh\nls \\\n```", "nothing follows"),
        ("```console\nls\n```", "no command found"),
        ("```sh\nls\n", "never closed"),
    ],
)
def test_what_cannot_be_meant_is_refused(text, message):
    with pytest.raises(ValueError, match=message):
        commands.blocks(text, "X.md")


def test_a_block_is_one_shell(tmp_path):
    block = one_block("```sh\nmkdir a\ncd a\necho hello > b\n```\n")
    assert commands.carry_out(block, tmp_path, commands.environment(None)) == ""
    assert (tmp_path / "a" / "b").read_text() == "hello\n"


def test_the_first_failure_stops_and_is_told_by_its_line(tmp_path):
    block = one_block("```sh\ntrue\necho look here; false\ntouch never\n```\n")
    problem = commands.carry_out(block, tmp_path, commands.environment(None))
    assert problem.startswith("X.md:3: echo look here; false\n  ended with code 1")
    assert "look here" in problem.splitlines()[-1]
    assert not (tmp_path / "never").exists()


def test_a_command_that_hangs_is_ended_with_its_children(tmp_path):
    block = one_block("```sh\n(sleep 1; touch late) & wait\n```\n")
    problem = commands.carry_out(block, tmp_path, commands.environment(None), seconds=0.2)
    assert "did not end in 0.2 s" in problem
    time.sleep(1.2)
    assert not (tmp_path / "late").exists()


def test_programs_of_the_given_folder_come_first(tmp_path):
    program = tmp_path / "venv" / "bin" / "talks"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\necho here > said\n")
    program.chmod(0o755)
    env = commands.environment(program.parent)
    assert commands.carry_out(one_block("```sh\ntalks\n```\n"), tmp_path, env) == ""
    assert (tmp_path / "said").read_text() == "here\n"


def test_make_in_the_scratch_copy_installs_nothing(tmp_path):
    """It would install the copy, editable, into the environment that all of us use."""
    copy = commands.scratch_copy(ROOT, tmp_path / "copy")
    commands.lend(Path(sys.executable).parent, copy)
    assert (copy / ".venv" / "bin").samefile(Path(sys.executable).parent)
    told = subprocess.run(
        ["make", "--dry-run", "run", "install", "dev", "RUNS=20"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "talks run" in told.stdout
    assert "pip install" not in told.stdout


def test_the_scratch_copy_is_a_clone_would_have(tmp_path):
    for name in ("README.md", "docs/build/a.py", "results/b", ".venv/c", "x/__pycache__/d"):
        path = tmp_path / "from" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    copy = commands.scratch_copy(tmp_path / "from", tmp_path / "to")
    kept = {str(p.relative_to(copy)) for p in copy.rglob("*") if p.is_file()}
    assert kept == {"README.md", "docs/build/a.py"}


def test_the_command_line_tells_failure_by_its_code(tmp_path, capsys):
    document = tmp_path / "X.md"
    for text, code, said in [
        ("```sh\ntrue\n```\n", 0, "ran"),
        ("```sh\nfalse\n```\n", 1, "ended with code 1"),
        ("<!-- run: skip not now -->\n```sh\nfalse\n```\n", 0, "not now"),
        ("<!-- run: skip -->\n```sh\nfalse\n```\n", 2, "needs a reason"),
    ]:
        document.write_text(text)
        assert commands.main(["run", "--bin", str(tmp_path), str(document)]) == code
        captured = capsys.readouterr()
        assert said in captured.out + captured.err


def test_a_file_is_there_for_the_commands_after_it(tmp_path, capsys):
    document = tmp_path / "X.md"
    document.write_text(
        "<!-- run: file configs/my.yaml -->\n"
        "   ```yaml\n   a: 1\n     b: 2\n   ```\n\n"
        "```sh\ngrep '^a: 1' configs/my.yaml\ngrep '^  b: 2' configs/my.yaml\n```\n"
    )
    assert commands.main(["run", str(document)]) == 0, capsys.readouterr()
    assert not (ROOT / "configs" / "my.yaml").exists()


def test_readme_shows_commands():
    assert any(block.document == "README.md" and not block.skip for block, _ in SHOWN)


def made_by(document):
    """Files that a page has its reader write, before commands use them."""
    path = ROOT / document
    return {block.file for block in commands.blocks(path.read_text("utf-8"), document)} - {""}


@pytest.mark.parametrize(
    ("block", "command"), SHOWN, ids=[f"{b.document}:{c.line}" for b, c in SHOWN]
)
def test_shown_commands_name_what_exists(block, command):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    for part in re.split(r"\s*(?:&&|\|\||[|;])\s*", command.text):
        words = shlex.split(part)
        if words[:1] == ["make"]:
            named = [word for word in words[1:] if re.fullmatch("[a-z]+", word)]
            assert set(named) <= targets, f"the Makefile has no such target: {part}"
        for word in words:
            if re.match(r"(configs|docs|tests)/", word) and not re.search(r"[*…<>]|my_|\$", word):
                there = Path(ROOT / word).exists() or word in made_by(block.document)
                assert there, f"{word} does not exist, and the page doesn't make it"
