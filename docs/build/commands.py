"""Carries out the commands that the documents show, so that no reader is the first to try.

Commands are the lines of ```sh blocks, and the lines after `$ ` in ```console blocks. All
blocks of one document run in order, each in a shell of its own, in one scratch copy of the
repository. The line before a block may say:

    <!-- run: skip REASON -->   not to be tried here, and why
    <!-- run: small -->         with 20 runs: `talks run` gets --runs 20, `make run` RUNS=20
    <!-- run: file PATH -->     no commands: this block, of any language, is saved there first

    python docs/build/commands.py list [FILE...]
    python docs/build/commands.py run [--bin DIR] [FILE...]
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pages import ROOT, Fence, documents, fences

SHELLS = ("sh", "bash", "shell")
SMALL = {"talks run": "--runs 20", "make run": "RUNS=20"}
SECONDS = 900  # for one block; README's longest command is given ten minutes
AT_THE_TOP = (".git", ".venv", "venv", "results", "build", "dist", "*.egg-info", ".coverage*")
STAMPS = (".core", ".dev")  # what the Makefile leaves in .venv when it has installed
ANYWHERE = ("__pycache__", "node_modules", ".*_cache", ".hypothesis", ".ipynb_checkpoints")

_ANNOTATION = re.compile(r"^\s*<!--\s*run:\s*(?P<verb>\S+)\s*(?P<reason>.*?)\s*-->\s*$")
_COMMENT = re.compile(r"\s+#[^'\"]*$")


class Command(NamedTuple):
    """One command: the line it starts on (the document's first is 1) and its text."""

    line: int
    text: str


class Block(NamedTuple):
    """The commands of one fenced block, or a file that the commands after it need.

    `skip` is the reason not to try the commands, or "". `file` is the path of the file, from the
    repository's top, or ""; `body` are its lines.
    """

    document: str
    commands: tuple[Command, ...]
    skip: str
    file: str = ""
    body: tuple[str, ...] = ()


def blocks(text: str, document: str) -> list[Block]:
    """Return the blocks of commands in a Markdown text; `document` names it in messages.

    Raises:
        ValueError: an annotation that is unknown, without a reason or without effect, or a
            block that cannot be taken line by line; the message tells document and line.
    """
    lines = text.splitlines()
    found = []
    for fence in fences(text):
        where = f"{document}:{fence.line}"
        verb, reason = _annotation(lines, fence.line, where)
        if verb == "file":
            found.append(Block(document, (), "", reason, fence.body))
            continue
        if fence.language not in (*SHELLS, "console"):
            continue
        commands = _commands(fence, where)
        if verb == "small":
            commands = _small(commands, where)
        found.append(Block(document, commands, reason))
    return found


def _annotation(lines: Sequence[str], line: int, where: str) -> tuple[str, str]:
    """Return the verb and the reason said just above line `line`, or two empty strings."""
    above = next((text for text in reversed(lines[: line - 1]) if text.strip()), "")
    said = _ANNOTATION.match(above)
    if said is None:
        return "", ""
    verb, reason = said["verb"], said["reason"]
    if verb not in ("skip", "small", "file"):
        raise ValueError(
            f"{where}: 'run: {verb}' is unknown; there are 'skip REASON', 'small' and 'file PATH'"
        )
    if verb == "file" and (not reason or Path(reason).is_absolute() or ".." in Path(reason).parts):
        raise ValueError(f"{where}: 'run: file' needs a path inside the repository")
    if verb == "skip" and not reason:
        raise ValueError(f"{where}: 'run: skip' needs a reason")
    if verb == "small" and reason:
        raise ValueError(f"{where}: 'run: small' takes no more words, found '{reason}'")
    return verb, reason


def _commands(fence: Fence, where: str) -> tuple[Command, ...]:
    """Return the commands of a block, continued lines joined and comments gone."""
    found: list[Command] = []
    started = 0  # the line on which a command that goes on has started
    text = ""
    for line, body in enumerate(fence.body, start=fence.line + 1):
        if fence.language == "console" and not started:
            if not body.startswith("$ "):
                continue  # output
            body = body[2:]
        started = started or line
        if body.rstrip().endswith("\\"):
            text += body.rstrip()[:-1].strip() + " "
            continue
        text = "" if body.lstrip().startswith("#") else _COMMENT.sub("", text + body.strip())
        if "<<" in text:
            raise ValueError(f"{where}: a here-document cannot be taken line by line")
        if text:
            found.append(Command(started, text))
        started, text = 0, ""
    if started:
        raise ValueError(f"{where}: the last line goes on with '\\', but nothing follows")
    if not found:
        raise ValueError(f"{where}: no command found; in console blocks they start with '$ '")
    return tuple(found)


def _small(commands: Sequence[Command], where: str) -> tuple[Command, ...]:
    """Return the commands with a small number of runs wherever they take one."""
    made = []
    for command in commands:
        option = SMALL.get(" ".join(command.text.split()[:2]), "")
        if option and re.search(r"[|;&<>]", command.text):
            raise ValueError(f"{where}: 'run: small' needs '{command.text}' on a line of its own")
        made.append(command._replace(text=f"{command.text} {option}".rstrip()))
    if made == list(commands):
        raise ValueError(
            f"{where}: 'run: small' changes nothing, there is no such run in the block"
        )
    return tuple(made)


def script(block: Block) -> str:
    """Return the block as a shell script that tells, on channel 3, each line it comes to."""
    steps = (f"echo {command.line} >&3\n{command.text}" for command in block.commands)
    return "set -euo pipefail\n" + "\n".join(steps) + "\n"


def environment(bin_folder: Path | None) -> dict[str, str]:
    """Return the environment for commands: the folder's programs first, no colours, no make."""
    env = {k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
    env |= {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "100"}
    if bin_folder is not None:
        env["PATH"] = f"{bin_folder.absolute()}{os.pathsep}{env.get('PATH', '')}"
    return env


def carry_out(block: Block, folder: Path, env: dict[str, str], seconds: float = SECONDS) -> str:
    """Run a block in `folder` within `seconds`; return what went wrong, or ""."""
    # Into files, not pipes: a program left in the background would hold a pipe open.
    with tempfile.TemporaryFile("w+") as lines, tempfile.TemporaryFile("w+") as output:
        shell = subprocess.Popen(
            ["bash", "-c", f"exec 3>&{lines.fileno()}\n{script(block)}"],
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=(lines.fileno(),),
            start_new_session=True,
        )
        try:
            ended = f"ended with code {shell.wait(seconds)}"
        except subprocess.TimeoutExpired:
            os.killpg(shell.pid, signal.SIGKILL)
            shell.wait()
            ended = f"did not end in {seconds:g} s"
        if shell.returncode == 0:
            return ""
        lines.seek(0)
        output.seek(0)
        line = int((lines.read().split() or [str(block.commands[0].line)])[-1])
        shown = "".join(f"    {row}" for row in output.readlines()[-40:]).rstrip()
    text = next(command.text for command in block.commands if command.line == line)
    return f"{block.document}:{line}: {text}\n  {ended}; its last lines:\n{shown}"


def scratch_copy(root: Path, target: Path) -> Path:
    """Copy the repository, without what is made or installed in it, and return the copy."""
    top, anywhere = shutil.ignore_patterns(*AT_THE_TOP), shutil.ignore_patterns(*ANYWHERE)

    def left_out(folder: str, names: list[str]) -> set[str]:
        return anywhere(folder, names) | (top(folder, names) if Path(folder) == root else set())

    return Path(shutil.copytree(root, target, ignore=left_out))


def lend(bin_folder: Path, copy: Path) -> None:
    """Let a scratch copy use the virtual environment of `bin_folder` as if it were its own.

    It is linked, and its stamps are new, so that make finds nothing to install: an editable
    installation made from the copy would point the environment at a folder that soon is gone.
    """
    own = copy / ".venv"
    own.mkdir()
    for part in bin_folder.absolute().parent.iterdir():
        if part.name not in STAMPS:
            (own / part.name).symlink_to(part)
    for stamp in STAMPS:
        (own / stamp).touch()


def _run(paths: Sequence[Path], bin_folder: Path | None) -> int:
    """Carry out the commands of all documents; return the number of blocks that failed."""
    failed = 0
    for path in paths:
        todo = blocks(path.read_text(encoding="utf-8"), _name(path))
        with tempfile.TemporaryDirectory(prefix="commands-") as folder:
            copy = scratch_copy(ROOT, Path(folder) / ROOT.name)
            if bin_folder is not None:
                lend(bin_folder, copy)
            for block in todo:
                if block.file:
                    saved = textwrap.dedent("\n".join(block.body)) + "\n"
                    (copy / block.file).write_text(saved, encoding="utf-8")
                    continue
                where = f"{block.document}:{block.commands[0].line}"
                if block.skip:
                    print(f"skipped  {where}: {block.skip}", flush=True)
                    continue
                begin = time.monotonic()
                problem = carry_out(block, copy, environment(bin_folder))
                failed += bool(problem)
                seconds = time.monotonic() - begin
                verdict = "FAILED " if problem else "ran    "
                print(f"{verdict}  {where}: {len(block.commands)} in {seconds:.0f} s", flush=True)
                if problem:
                    print(problem, flush=True)
    return failed


def _list(paths: Sequence[Path]) -> None:
    """Print every command of the documents with its place, and why it is skipped."""
    for path in paths:
        for block in blocks(path.read_text(encoding="utf-8"), _name(path)):
            for command in block.commands:
                skip = f"   [skip: {block.skip}]" if block.skip else ""
                print(f"{block.document}:{command.line}: {command.text}{skip}")


def _name(path: Path) -> str:
    """Return how to call a document in messages: from the repository's top, if it is inside."""
    path = path.resolve()
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code: 0, 1 for a failed block, 2 for a bad text."""
    parser = argparse.ArgumentParser(description="Carry out the commands that documents show.")
    parser.add_argument("verb", choices=["list", "run"])
    parser.add_argument("files", nargs="*", type=Path, help="Markdown files (all, if none)")
    parser.add_argument("--bin", type=Path, help="folder of programs to be found first")
    given = parser.parse_intermixed_args(arguments)
    paths = given.files or documents()
    try:
        if given.verb == "list":
            _list(paths)
            return 0
        return 1 if _run(paths, given.bin) else 0
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
