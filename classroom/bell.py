"""Who waits for news of a stream is woken when there is some."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable


class Bell:
    """Numbers of streams, and those who wait for a greater one.

    Rung from any thread; waited for in the event loop.
    """

    def __init__(self) -> None:
        """Begin with no stream known."""
        self._lock = threading.Lock()
        self._waiting: dict[str, set[tuple[asyncio.AbstractEventLoop, asyncio.Event]]] = {}

    def ring(self, stream: str) -> None:
        """Wake everybody who waits for a stream."""
        with self._lock:
            woken = tuple(self._waiting.get(stream, ()))
        for loop, event in woken:
            try:
                loop.call_soon_threadsafe(event.set)
            except RuntimeError:  # that loop has been closed since
                continue

    async def wait(self, streams: Iterable[str], seconds: float) -> bool:
        """Wait until one of the streams has news; False when the time is up first.

        Whoever calls looks at the streams afterwards in any case: a ring just before is not heard.
        """
        key = (asyncio.get_running_loop(), asyncio.Event())
        streams = tuple(streams)
        with self._lock:
            for stream in streams:
                self._waiting.setdefault(stream, set()).add(key)
        try:
            await asyncio.wait_for(key[1].wait(), seconds)
        except TimeoutError:
            return False
        else:
            return True
        finally:
            with self._lock:
                for stream in streams:
                    self._waiting[stream].discard(key)
                    if not self._waiting[stream]:
                        del self._waiting[stream]
