"""Who is there: the last sign of life of everybody, in memory.

After a restart everybody counts as just seen, so that nobody loses a chair to it. One server
knows only who visits it; a class belongs on one server.
"""

from __future__ import annotations

CONNECTED_SECONDS = 30.0
"""Without a sign for so long, somebody counts as not connected; open pages give one twice in it."""


class Attendance:
    """Last signs of life.

    Args:
        since: when this server began, in seconds since 1970.
    """

    def __init__(self, since: float) -> None:
        """Nobody has been seen yet."""
        self.since = since
        self._seen: dict[str, float] = {}

    def touch(self, person: str, at: float) -> None:
        """Note a sign of life."""
        self._seen[person] = at

    def last(self, person: str) -> float:
        """Return when somebody was last seen, the server's start at the earliest."""
        return self._seen.get(person, self.since)

    def connected(self, person: str, now: float) -> bool:
        """Whether somebody has a page open."""
        return person in self._seen and now - self._seen[person] < CONNECTED_SECONDS
