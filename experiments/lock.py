"""One writer a result folder.

The lock is the operating system's, on an open file: it goes away with its holder, however
that ends, so that no lock is ever stale and none has to be broken by guessing from process
numbers. The number written into the file is for the message only.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from experiments.durable import explained
from experiments.errors import FolderBusy

LOCK = ".lock"
"""Name of the lock file inside a result folder; it stays, empty, when nobody holds it."""

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        # A byte far behind the text, which others must be able to read meanwhile.
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)

else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold ``folder`` for writing until the block ends; it is made if it isn't there.

    Raises:
        FolderBusy: another process holds it.
        FolderUnwritable: it can't be made or written.
    """
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / LOCK).open("a+b")
    with file:
        try:
            _take(file)
        except OSError:
            raise FolderBusy(_who(folder, file)) from None
        file.truncate(0)
        file.write(str(os.getpid()).encode())
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def _who(folder: Path, file: BinaryIO) -> str:
    file.seek(0)
    holder = file.read(20).decode(errors="replace").strip()
    if holder == str(os.getppid()):
        return (
            f"{folder} is being written by the process that started this one. In a script, "
            "put the call that runs the experiment under `if __name__ == '__main__':`, "
            "because every worker reads the script when it starts."
        )
    by = f" (process {holder})" if holder else ""
    return f"{folder} is being written by another run{by}; wait for it, or choose another folder."
