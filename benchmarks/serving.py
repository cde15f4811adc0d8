"""The real server, `talks serve`, in a process of its own: started, killed, started again."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

NURSERY = """
import os, sys
import classroom.web.app
from talks.command.serve import serve
port, database = int(sys.argv[1]), sys.argv[2]
for _ in sys.stdin:
    child = os.fork()
    if not child:
        sys.stdin.close()
        serve(host="127.0.0.1", port=port, db=database, requests_a_second=1000.0)
        os._exit(0)
    print("child", child, flush=True)
    os.waitpid(child, 0)
"""
"""Loads the program once and starts servers from there, each a process of its own: loading takes
longer than the lives of most servers that are to be killed."""


class Server:
    """A classroom on loopback.

    Args:
        database: address of its database.
        folder: where its output goes.
    """

    def __init__(self, database: str, folder: Path) -> None:
        """Start it."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = folder
        self.address = f"http://127.0.0.1:{self.port}"
        self.database = database
        self.output = folder / "server.txt"
        self.pid = 0
        with self.output.open("ab") as output:
            self.nursery = subprocess.Popen(
                [sys.executable, "-u", "-c", NURSERY, str(self.port), database],
                cwd=folder,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                env={**os.environ, "COLUMNS": "200"},
            )
        self.start()

    def start(self) -> None:
        """Start it (again), and wait until it answers."""
        assert self.nursery.stdin is not None
        seen = self._children()
        self.nursery.stdin.write(b"start\n")
        self.nursery.stdin.flush()
        until = time.monotonic() + 90
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.address}/rejoin", timeout=5).close()
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                assert self.nursery.poll() is None, self.output.read_text()
                time.sleep(0.05)
            else:
                children = self._children()
                assert len(children) > len(seen), self.output.read_text()
                self.pid = children[-1]
                return
        raise AssertionError("the server did not answer in time: " + self.output.read_text())

    def _children(self) -> list[int]:
        return [int(pid) for pid in re.findall(r"^child (\d+)$", self.output.read_text(), re.M)]

    def kill(self) -> None:
        """Kill it without a word (SIGKILL)."""
        os.kill(self.pid, signal.SIGKILL)

    def stop(self) -> None:
        """Stop it as Ctrl-C does."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGINT)
        assert self.nursery.stdin is not None
        self.nursery.stdin.close()
        try:
            self.nursery.wait(15)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self.nursery.kill()

    @property
    def setup(self) -> str:
        """Where the teacher makes a password."""
        found = re.findall(r"\S+/desk/setup\?token=\S+", self.output.read_text())
        return str(found[-1])

    def resident(self) -> float:
        """Return its memory, MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]
