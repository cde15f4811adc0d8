"""What a person reads when a command can't do what was asked."""

from __future__ import annotations

import sys


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
    return None
