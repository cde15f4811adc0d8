"""Pages that a script makes: written whole, or checked against what the script would write.

Each script calls `main` with its own `render`; then

    python docs/build/SCRIPT.py            writes its page
    python docs/build/SCRIPT.py --check    exits with 1 if the page is stale
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pages import ROOT


def main(
    render: Callable[[], str], page: Path, script: str, arguments: Sequence[str] | None
) -> int:
    """Write `page`, or with `--check` say whether it is stale; return the exit code.

    Args:
        render: returns the text that the page should have.
        page: the page.
        script: path of the calling script (its `__file__`), for the message.
        arguments: the command line; None means that of the process.
    """
    name = Path(script).name
    parser = argparse.ArgumentParser(prog=name, description=f"Write {page.name}.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    options = parser.parse_args(arguments)
    text = render()
    if not options.check:
        replace(page, text)
        return 0
    if page.exists() and page.read_text("utf-8") == text:
        return 0
    print(f"{page}: is stale; run: python docs/build/{name}", file=sys.stderr)
    return 1


def replace(path: Path, text: str) -> None:
    """Put a text in place at once, so that a reader never sees half a page."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; bars inside cells are escaped, line breaks become spaces."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def linked(path: str) -> str:
    """Return a path from the top of the repository as a link on a page in docs/reference/.

    Raises:
        FileNotFoundError: there is no such file.
    """
    if not (ROOT / path).exists():
        raise FileNotFoundError(path)
    return f"[`{path}`](../../{path})"
