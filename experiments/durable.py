"""Files that are whole or absent: written aside, flushed to the disk, then renamed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from experiments.errors import FolderUnwritable

UNFINISHED = ".unfinished"
"""Ending of a file that is still being written (or was when its writer died)."""


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing bytes that takes the place of ``path`` only if all goes well.

    The folder of ``path`` must exist. On any exception ``path`` is as it was before.

    Raises:
        OSError: the disk is full or the folder can't be written.
    """
    aside = path.with_name(f"{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        with aside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def append_line(path: Path, line: str) -> None:
    """Add one line to a text file and flush it to the disk.

    Raises:
        OSError: the disk is full or the file can't be written.
    """
    with path.open("ab") as file:
        file.write(line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn what the system says about a file into a message about the result folder.

    Raises:
        FolderUnwritable: the block raised an OSError.
    """
    try:
        yield
    except OSError as error:
        raise FolderUnwritable(folder, error) from error
