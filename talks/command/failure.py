"""What a person reads when a command can't do what was asked."""

from __future__ import annotations

import errno
import sys

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
"""What an unwritable standard output gives. Files that can't be written are told by those who
write them (``experiments.durable.explained``)."""


def told(error: Exception) -> int | None:
    """Print an error that a person can mend and return the exit code; None for any other."""
    from experiments.errors import Interrupted, ResultError
    from sim.config import ConfigError

    if isinstance(error, Interrupted):
        print(error, file=sys.stderr)
        return 130
    if isinstance(error, ConfigError | ResultError):
        print(error, file=sys.stderr)
        return 2
    if isinstance(error, OSError) and error.errno in FULL and error.filename is None:
        print(f"What is to be printed can't be written: {error.strerror}.", file=sys.stderr)
        return 1
    return None
