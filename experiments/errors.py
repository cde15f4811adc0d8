"""What a person is told when an experiment can't be run, kept or read.

Every ``str()`` is a finished message: what happened, where, and what to do about it.
"""

from __future__ import annotations

from pathlib import Path


class ResultError(Exception):
    """Something about a result folder or its running that a person has to know."""


class FolderRefused(ResultError):
    """The folder holds something else: another experiment, or no result at all."""


class FolderBusy(ResultError):
    """Another process is writing this folder now."""


class FolderUnwritable(ResultError):
    """The disk is full, the folder is read-only, or its path leads nowhere."""

    def __init__(self, folder: Path, error: OSError) -> None:
        """Take the result folder and what the system said."""
        super().__init__(
            f"{folder} can't be written ({error.strerror or error}).\n"
            "What was finished before is kept: make room there and run the same command again, "
            "or choose another folder with --out."
        )


class PartDamaged(ResultError):
    """A part is torn, missing or not what its row in the journal promises."""


class WorkerLost(ResultError):
    """A worker process died (killed, or out of memory) before it answered."""

    def __init__(self, folder: Path, done: int, total: int) -> None:
        """Take the result folder and the runs that are kept, of how many."""
        self.folder, self.done, self.total = folder, done, total
        super().__init__(
            "A worker process ended before its time: killed, out of memory, or unable to start "
            "(in a script, the call that runs the experiment belongs under "
            "`if __name__ == '__main__':`).\n"
            f"{done:,} of {total:,} runs are kept in {folder}; run the same command again to go "
            "on from there, with fewer workers if memory was short."
        )


class Interrupted(ResultError):
    """Somebody stopped the experiment; what was finished is kept."""

    def __init__(self, folder: Path, done: int, total: int) -> None:
        """Take the result folder and the runs that are kept, of how many."""
        self.folder, self.done, self.total = folder, done, total
        super().__init__(
            f"Stopped after {done:,} of {total:,} runs; they are kept in {folder}.\n"
            "Run the same command again to go on from there."
        )
