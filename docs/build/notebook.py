"""Execute the tutorial notebook, and keep in it what its cells show.

python docs/build/notebook.py            execute, and write the outputs into the notebook
python docs/build/notebook.py --check    execute, and exit with 1 if a cell now shows something else

What differs from one execution to the next is left out, and of a picture the check asks only that
it is there: the letters in it depend on the version of matplotlib.
"""

from __future__ import annotations

import argparse
import copy
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbclient
import nbformat

import generated
from pages import ROOT

NOTEBOOK = ROOT / "docs" / "notebook" / "tutorial.ipynb"
SECONDS = 600
"""What one cell may take, machine code not being ready."""

SHOWN = ("image/png", "text/html", "text/plain")
"""Kinds of output that are kept, the richest of them only."""

Notebook = Any


def read(path: Path) -> Notebook:
    """Return a notebook as it stands in a file."""
    return nbformat.read(path, as_version=4)


def executed(notebook: Notebook) -> Notebook:
    """Return the notebook with what its cells show now; it is executed in an empty folder.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell fails.
    """
    made = copy.deepcopy(notebook)
    with tempfile.TemporaryDirectory() as folder:
        nbclient.NotebookClient(
            made,
            timeout=SECONDS,
            kernel_name="python3",
            record_timing=False,
            extra_arguments=["--IPKernelApp.log_level=ERROR"],
            resources={"metadata": {"path": folder}},
        ).execute()
    made.metadata = copy.deepcopy(notebook.metadata)
    for cell in made.cells:
        if cell.cell_type == "code":
            cell.metadata = {}
            cell.outputs = [_trimmed(one) for one in cell.outputs if not _passing(one)]
    return made


def _passing(output: Any) -> bool:
    """Whether an output is no part of what a cell has to show: warnings and progress."""
    return bool(output.output_type == "stream" and output.name == "stderr")


def _trimmed(output: Any) -> Any:
    """The output in its richest kind only: the plain text beside a figure is its memory address."""
    if "data" in output:
        kind = next(kind for kind in SHOWN if kind in output.data)
        output.data = {kind: output.data[kind]}
        output.metadata = {kind: output.metadata[kind]} if kind in output.metadata else {}
    return output


def shown(notebook: Notebook) -> list[Any]:
    """What a reader sees of every code cell, a picture being as good as another."""
    found = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            outputs = copy.deepcopy(cell.outputs)
            for output in outputs:
                if "image/png" in output.get("data", {}):
                    output.data["image/png"] = "a picture"
            found.append((cell.source, outputs))
    return found


def main(arguments: Sequence[str] | None = None, *, path: Path = NOTEBOOK) -> int:
    """Write the notebook, or with ``--check`` say whether it is stale; return the exit code."""
    parser = argparse.ArgumentParser(description="Execute the tutorial notebook.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    options = parser.parse_args(arguments)
    before = read(path)
    try:
        after = executed(before)
    except nbclient.exceptions.CellExecutionError as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 1
    if options.check:
        if shown(before) == shown(after):
            return 0
        print(f"{path}: is stale; run: python docs/build/notebook.py", file=sys.stderr)
        return 1
    generated.replace(path, nbformat.writes(after) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
