"""Fill in what the commands in the documents print, so that no example shows stale output.

A ```console block below the line

    <!-- output: made by docs/build/outputs.py -->

has commands after `$ ` and, beneath each, what it prints; below the same line with
`, first 9 lines` before its end, nine lines of it and an ellipsis.

python docs/build/outputs.py            run the commands and write the blocks
python docs/build/outputs.py --check    exit 1 if a block is stale
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import commands
import generated
from pages import ROOT, documents, fences

SECONDS = 120

_MARK = re.compile(
    r"^<!-- output: made by docs/build/outputs\.py(?:, first (?P<lines>\d+) lines)? -->$"
)


def filled(text: str, where: str) -> str:
    """Return a document with the output of its marked blocks made anew.

    Raises:
        ValueError: a marked line without a console block below it.
        RuntimeError: a command fails.
    """
    lines = text.splitlines()
    marked = {at + 1: mark for at, line in enumerate(lines) if (mark := _MARK.match(line))}
    for fence in reversed(fences(text)):
        if fence.line - 1 not in marked:
            continue
        most = int(marked.pop(fence.line - 1)["lines"] or 0)
        if fence.language != "console":
            raise ValueError(f"{where}:{fence.line}: only a console block has output")
        body: list[str] = []
        for line in (line for line in fence.body if line.startswith("$ ")):
            printed = _printed(line[2:], f"{where}:{fence.line}")
            cut = [*printed[:most], "…"] if most and len(printed) > most else printed
            body += [line, *cut]
        lines[fence.line : fence.line + len(fence.body)] = body
    if marked:
        raise ValueError(f"{where}:{min(marked)}: no block stands below this line")
    return "\n".join(lines) + "\n"


def _printed(command: str, where: str) -> list[str]:
    env = commands.environment(Path(sys.executable).parent)
    env |= {"COLUMNS": "88", "PYTHONPATH": os.fspath(ROOT)}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode != 0 or done.stderr:
        raise RuntimeError(f"{where}: {command}\n{done.stderr}")
    return [line.rstrip() for line in done.stdout.splitlines()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the blocks, or with ``--check`` name the stale documents; return the exit code."""
    parser = argparse.ArgumentParser(description="Fill in what commands in documents print.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    options = parser.parse_args(arguments)
    stale = 0
    for path in documents():
        text = path.read_text("utf-8")
        made = filled(text, path.relative_to(ROOT).as_posix())
        if made == text:
            continue
        if options.check:
            print(f"{path}: is stale; run: python docs/build/outputs.py", file=sys.stderr)
            stale = 1
        else:
            generated.replace(path, made)
    return stale


if __name__ == "__main__":
    sys.exit(main())
