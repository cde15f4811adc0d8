"""What the commands print: a progress bar, and tables of numbers with their errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

if TYPE_CHECKING:
    from experiments.store import Result


class _Console(Console):
    """A console that takes it as read when the reader of a pipe goes, as in `… | head`."""

    def on_broken_pipe(self) -> None:
        """Leave quietly, with nothing wrong."""
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0)


console = _Console()
errors = Console(stderr=True)


class Bar:
    """A bar with counts and the time left, first of rules compiled (if need be), then of runs."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._compiling: TaskID | None = None
        self._running: TaskID | None = None

    def say(self, line: str) -> None:
        """Print a line above the bar."""
        self._progress.console.print(line, soft_wrap=True, highlight=False)

    def preparing(self, done: int, of: int) -> None:
        """Take note of how many rules are compiled."""
        if self._compiling is None:
            self.say("Compiling the rules: once, about a minute; later runs load what it makes.")
            self._compiling = self._progress.add_task("compiling", total=of, what="rules")
        self._progress.update(self._compiling, completed=done)
        # The compiler keeps Python's lock, so the bar's own clock stands still.
        self._progress.refresh()

    def update(self, done: int, total: int, arm: str, what: str = "histories") -> None:
        """Take note of how many runs (or other things) are done."""
        if self._compiling is not None:
            self._progress.remove_task(self._compiling)
            self._compiling = None
        words = arm or "running"
        if self._running is None:
            self._running = self._progress.add_task(words, total=total, what=what)
        self._progress.update(self._running, completed=done, total=total, description=words)


@contextmanager
def bar() -> Iterator[Bar]:
    """Show a bar while runs are computed."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[what]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=errors,
        transient=True,
    ) as progress:
        yield Bar(progress)


STAGES = (
    ("start", "start"),
    ("verify", "check"),
    ("prepare", "machine code"),
    ("simulate", "compute"),
    ("write", "write"),
    ("figures", "figures"),
    ("report", "report"),
)
"""Stages whose time is told, with the words for them."""


def say_stages(seconds: Mapping[str, float]) -> None:
    """Print in one line how long each stage took, in seconds."""
    told = [f"{words} {seconds[name]:.1f}" for name, words in STAGES if name in seconds]
    console.print(f"[dim]Seconds: {' · '.join(told)}[/]", soft_wrap=True, highlight=False)


@contextmanager
def stage(words: str) -> Iterator[None]:
    """Show a spinner while something without a count goes on."""
    with errors.status(f"{words} …"):
        yield


def say_result(result: Result) -> None:
    """Print a short table of how histories end, one line an arm, with Monte Carlo errors."""
    from experiments.analysis.intervals import wilson
    from experiments.census import endings
    from sim.state import ENDINGS

    labels = {
        "agreement": "agreement",
        "interim": "interim only",
        "talking": "still talking",
        "snap_back": "snap-back",
        "broken_off": "broken off",
    }
    found = endings(result)
    counts = [(arm.label, sum(found[arm.index].values()), found[arm.index]) for arm in result.arms]
    shown = [name for name in ENDINGS if any(count[name] for _, _, count in counts)]
    table = Table(title=result.experiment.question, title_justify="left", box=None, pad_edge=False)
    if len(counts) > 1:
        table.add_column("arm")
    table.add_column("histories", justify="right")
    for name in shown:
        table.add_column(labels[name], justify="right")
    for label, total, count in counts:
        cells = [f"{total:,}"]
        for name in shown:
            if total == 0:
                cells.append("–")
                continue
            interval = wilson(count[name], total)
            cells.append(
                f"{count[name] / total:.0%} [dim]±{50 * (interval.high - interval.low):.1f}[/]"
            )
        table.add_row(*([label] if len(counts) > 1 else []), *cells)
    console.print(table)
    console.print("[dim]± half a 95 % interval for Monte Carlo error, in points of per cent.[/]")
    console.print(f"[bold]Result[/]  {result.path}", soft_wrap=True, highlight=False)
