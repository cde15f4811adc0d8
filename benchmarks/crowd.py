"""Bots that sit in a class as students do, over HTTP: what a classroom costs, and whether it holds.

python -m benchmarks.crowd --students 200 --seconds 60

Each bot has its own cookies, reads the pages, sends their forms, follows its table's events as a
browser does, thinks between two moves, and tries again with the same form where the server does
not answer. The server is the real one, in a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2 as httpx

from benchmarks.pages import Form, form, forms
from benchmarks.serving import Server

THINKS = (5.0, 25.0)
"""Seconds that a bot thinks before a move, at least and at most."""

PASSWORD = "a password to try"

GRACE = 12.0
"""Seconds that bots go on for when it is enough."""

PATIENCE = 180.0
"""Seconds after which a server that doesn't answer is an error."""


@dataclass
class Tally:
    """What the bots have seen.

    Attributes:
        actions: seconds of each move, from sending the form to the page that follows.
        parts: seconds of each live part.
        weights: bytes of each page or part.
        faults: what should not have happened.
        confirmed: (student, wish) of each move that the server has confirmed.
    """

    actions: list[float] = field(default_factory=list)
    parts: list[float] = field(default_factory=list)
    weights: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    confirmed: list[tuple[str, str]] = field(default_factory=list)
    tries_again: int = 0


class Bot:
    """Somebody at a browser: a student, or the teacher."""

    def __init__(self, address: str, name: str, tally: Tally) -> None:
        """Open a window with no cookies in it."""
        self.name, self.tally = name, tally
        self.chance = random.Random(name)
        self.client = httpx.AsyncClient(
            base_url=address, follow_redirects=True, timeout=httpx.Timeout(PATIENCE)
        )
        self.text, self.path = "", ""

    async def get(self, path: str, fragment: bool = False) -> str:
        """Load a page."""
        began = time.perf_counter()
        headers = {"X-Fragment": "1"} if fragment else {}
        answer = await self._sent(lambda: self.client.get(path, headers=headers))
        if fragment:
            self.tally.parts.append(time.perf_counter() - began)
        return self._read(answer)

    async def send(
        self, one: Form, changed: Mapping[str, str] | None = None, fragment: bool = False
    ) -> Any:
        """Send a form; the same form again where no answer comes."""
        headers = {"X-Fragment": "1"} if fragment else {}
        fields = {**one.fields, **(changed or {})}
        answer = await self._sent(
            lambda: self.client.post(one.action, data=fields, headers=headers)
        )
        self._read(answer)
        return answer

    async def _sent(self, ask: Any) -> Any:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                answer = await ask()
            except httpx.HTTPError as error:
                if time.monotonic() > until:
                    raise
                self.tally.tries_again += 1
                await asyncio.sleep(0.2 + 0.3 * self.chance.random())
                if isinstance(error, httpx.UnsupportedProtocol):
                    raise
            else:
                return answer

    def _read(self, answer: Any) -> str:
        self.text, self.path = answer.text, answer.url.path
        self.tally.weights.append(len(answer.content))
        if answer.status_code >= 400 and answer.status_code != 409:
            self.tally.faults.append(
                f"{self.name}: {answer.status_code} at {answer.request.method} {answer.url}"
            )
        return self.text


class Student(Bot):
    """A student who negotiates: asks for less and less, and takes what is good enough."""

    patience = 0
    over = False
    settles = True

    async def join(self, code: str) -> None:
        """Come into the class."""
        await self.get("/")
        one = form(self.text, "/join")
        await self.send(one, {"code": code, "nickname": self.name, "consent": "yes"})

    async def take_part(self, until: float) -> None:
        """Wait for the table, and play until it is over or the time is."""
        while time.monotonic() < until and not self.over:
            if not self.path.startswith("/t/"):
                text = await self.get("/c")
                found = re.search(r'href="(/t/[\w-]+)"', text)
                if found is None:
                    await asyncio.sleep(1.0)
                    continue
                await self.get(found[1])
            await self._play(self.path, until)

    async def _play(self, table: str, until: float) -> None:
        fresh = asyncio.Event()
        listener = asyncio.create_task(self._listen(table, fresh, until))
        try:
            while time.monotonic() < until:
                if 'class="card result"' in self.text:
                    self.over = True
                    return
                move = self._move()
                if move is None:
                    fresh.clear()
                    with suppress(TimeoutError):
                        await asyncio.wait_for(fresh.wait(), min(10.0, until - time.monotonic()))
                    await self.get(f"{table}/part", fragment=True)
                    if not self.path.startswith(table):
                        return
                    continue
                await asyncio.sleep(self.chance.uniform(*THINKS))
                await self._make(move)
        finally:
            listener.cancel()
            with suppress(asyncio.CancelledError):
                await listener

    async def _make(self, move: tuple[Form, dict[str, str]]) -> None:
        one, changed = move
        began = time.perf_counter()
        answer = await self.send(one, changed, fragment=True)
        self.tally.actions.append(time.perf_counter() - began)
        if answer.status_code == 200 and 'role="alert"' not in answer.text:
            self.tally.confirmed.append((self.name, one.fields["request"]))

    def _move(self) -> tuple[Form, dict[str, str]] | None:
        """The form of the next move; None while it is somebody else's turn."""
        kinds = {
            has.get("value", "")
            for one in forms(self.text)
            if one.action.endswith("/move")
            for has in one.buttons
        }
        if "wait" not in kinds:
            return None
        self.patience += 1
        table, floor = _points(self.text, "offer-gauge"), _points(self.text, "floor-gauge")
        if self.settles and "accept" in kinds and table is not None and floor is not None:
            enough = floor + max(0, 25 - 2 * self.patience)
            if table >= enough:
                return form(self.text, "/move", "accept"), {}
        draw = self.chance.random()
        if "offer" in kinds and draw < 0.7:
            one = form(self.text, "/move", "offer")
            levels = [name for name in one.fields if name.startswith("level_")]
            name = self.chance.choice(levels)
            options = re.findall(rf'name="{name}".*?</select>', self.text, flags=re.DOTALL)[
                0
            ].count("<option")
            return one, {name: str(self.chance.randrange(options))}
        if "pass" in kinds and draw < 0.85:
            return form(self.text, "/move", "pass"), {}
        return form(self.text, "/move", "wait"), {}

    async def _listen(self, table: str, fresh: asyncio.Event, until: float) -> None:
        """Follow the table's events as a browser does, and come back when they stop."""
        while time.monotonic() < until:
            with suppress(httpx.HTTPError):
                async with self.client.stream(
                    "GET", f"{table}/live", timeout=httpx.Timeout(PATIENCE, read=30.0)
                ) as events:
                    async for line in events.aiter_lines():
                        if line.startswith("id:"):
                            fresh.set()
            await asyncio.sleep(0.5)


def _points(text: str, gauge: str) -> float | None:
    found = re.search(rf'<td class="number">(-?\d+)</td><td><svg class="gauge {gauge}"', text)
    return float(found[1]) if found else None


class Teacher(Bot):
    """The teacher: makes the class, and leads it to the tables."""

    lesson = ""

    async def make(self, setup: str, exercise: str, **choice: str) -> str:
        """Make a password and a class; return its join code."""
        await self.get(setup)
        one = form(self.text, "/desk/setup")
        await self.send(one, {"password": PASSWORD, "again": PASSWORD})
        await self.get("/desk")
        await self.send(form(self.text, "/desk"), {"exercise": exercise, **choice})
        self.lesson = self.path
        found = re.search(r'class="code">(\w+)<', self.text)
        assert found is not None, "the desk shows no join code"
        return found[1]

    async def lead(self, action: str, **changed: str) -> None:
        """Do something at the desk."""
        await self.get(self.lesson)
        await self.send(form(self.text, f"{self.lesson}/{action}"), changed)


async def crowd(
    address: str,
    setup: str,
    students: int,
    seconds: float,
    exercise: str = "first_deal",
    begin: Callable[[], None] = lambda: None,
    enough: Callable[[], bool] = lambda: False,
    settle: bool = True,
) -> Tally:
    """Let a class of bots play, and return what they have seen.

    Args:
        address: the server.
        setup: where the teacher makes a password.
        students: how many.
        seconds: how long they play once they are at their tables.
        exercise: which exercise.
        begin: called when everybody sits at a table.
        settle: whether the bots ever accept anything.
        enough: asked from time to time whether to stop before the time is up.
    """
    tally = Tally()
    teacher = Teacher(address, "teacher", tally)
    code = await teacher.make(setup, exercise)
    bots = [Student(address, f"student {number}", tally) for number in range(students)]
    for bot in bots:
        bot.settles = settle
    await asyncio.gather(*(bot.join(code) for bot in bots))
    await teacher.lead("pair", mode="lot")
    await teacher.lead("phase", to="negotiate")
    begin()
    until = time.monotonic() + seconds
    playing = asyncio.gather(*(bot.take_part(until) for bot in bots))
    while not playing.done() and not enough():
        await asyncio.sleep(0.5)
    await asyncio.sleep(GRACE if enough() else 0.0)
    if enough():
        playing.cancel()
        with suppress(asyncio.CancelledError):
            await playing
    else:
        await playing
    everybody: list[Bot] = [teacher, *bots]
    for one in everybody:
        await one.client.aclose()
    return tally


def summary(tally: Tally, memory: float, students: int) -> dict[str, Any]:
    """Return the figures: seconds, bytes and megabytes."""
    cuts = statistics.quantiles(tally.actions, n=20) if len(tally.actions) > 1 else [0.0] * 19
    shown = statistics.quantiles(tally.parts, n=20) if len(tally.parts) > 1 else [0.0] * 19
    return {
        "students": students,
        "actions": len(tally.actions),
        "faults": len(tally.faults),
        "action_median_s": round(cuts[9], 3),
        "action_p95_s": round(cuts[18], 3),
        "part_median_s": round(shown[9], 3),
        "part_p95_s": round(shown[18], 3),
        "heaviest_page_bytes": max(tally.weights, default=0),
        "server_mb_a_student": round(memory / students, 3),
        "tries_again": tally.tries_again,
    }


def main() -> int:
    """Start a server, let the bots in, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--exercise", default="first_deal")
    parser.add_argument("--db", default="", help="an empty database; default: an SQLite file")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(asked.db or f"sqlite:///{folder}/class.db", Path(folder))
        try:
            before = server.resident()
            tally = asyncio.run(
                crowd(server.address, server.setup, asked.students, asked.seconds, asked.exercise)
            )
            found = summary(tally, server.resident() - before, asked.students)
        finally:
            server.stop()
    print(json.dumps(found, indent=1))
    for fault in tally.faults[:10]:
        print(fault, file=sys.stderr)
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
