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

from sim.speech import phrase

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

LEAST_NAME = 10
"""Columns that an arm's name is given before numbers are squeezed for it."""

COMPILING = "Compiling the rules: once, about a minute; later runs load what it makes."


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
            self.say(COMPILING)
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
    ("start", phrase("start")),
    ("verify", phrase("check")),
    ("prepare", phrase("machine code")),
    ("simulate", phrase("compute")),
    ("write", phrase("write")),
    ("figures", phrase("figures")),
    ("report", phrase("report")),
)
"""Stages whose time is told, with the words for them."""

ENDS = {
    "agreement": phrase("agreement"),
    "interim": phrase("interim only"),
    "talking": phrase("still talking"),
    "snap_back": phrase("snap-back"),
    "broken_off": phrase("broken off"),
}
"""How a history ends, in words short enough to stand above a column."""


def say_stages(seconds: Mapping[str, float]) -> None:
    """Print in one line how long each stage took, in seconds."""
    from experiments.speech import say

    told = [f"{say(words)} {seconds[name]:.1f}" for name, words in STAGES if name in seconds]
    line = say("Seconds: {stages}", stages=" · ".join(told))
    console.print(f"[dim]{line}[/]", soft_wrap=True, highlight=False)


@contextmanager
def stage(words: str) -> Iterator[None]:
    """Show a spinner while something without a count goes on."""
    with errors.status(f"{words} …"):
        yield


def say_result(result: Result) -> None:
    """Print a short table of how histories end, one line an arm, with Monte Carlo errors.

    It is in the tongue of the moment; a long name of an arm takes as many lines as it needs.
    """
    from rich.markup import escape

    from experiments.analysis.intervals import wilson
    from experiments.census import endings
    from experiments.speech import say, spoken
    from sim.state import ENDINGS
    from talks.command.paragraphs import paragraph

    found = endings(result)
    counts = [found[arm.index] for arm in result.arms]
    shown = [name for name in ENDINGS if any(count[name] for count in counts)]
    rows = []
    for count in counts:
        total = sum(count.values())
        cells = [f"{total:,}"]
        for name in shown:
            if total == 0:
                cells.append("–")
                continue
            interval = wilson(count[name], total)
            cells.append(
                f"{count[name] / total:.0%} [dim]±{50 * (interval.high - interval.low):.1f}[/]"
            )
        rows.append(cells)
    heads = [say("histories"), *(say(ENDS[name]) for name in shown)]
    names = [escape(name) for name in _arm_names(result)] if len(rows) > 1 else []
    table = _table(heads, rows, names)
    question = say(result.experiment.question)
    if spoken().spaced:
        table.title = question
    else:
        paragraph(question, style="italic")
    console.print(table)
    margin = say("± half a 95 % interval for Monte Carlo error, in points of per cent.")
    paragraph(margin, style="dim")
    console.print(f"[bold]{say('Result')}[/]  {result.path}", soft_wrap=True, highlight=False)


def _table(heads: list[str], rows: list[list[str]], names: list[str]) -> Table:
    """Numbers under their headings; names before them, in as many lines as it takes."""
    from rich.cells import cell_len
    from rich.measure import Measurement

    from experiments.speech import say
    from talks.command.paragraphs import long_label

    def table(heads: list[str], width: int | None = None) -> Table:
        made = Table(title_justify="left", box=None, pad_edge=False)
        if width != 0:
            made.add_column(say("arm"), overflow="fold", width=width)
        for head in heads:
            made.add_column(head, justify="right", overflow="fold")
        for place, cells in enumerate(rows):
            made.add_row(*([long_label(names[place])] if width != 0 else []), *cells)
        return made

    def room(heads: list[str]) -> int:
        """Columns that the numbers leave to a name, when none of them is broken."""
        options = console.options.update(width=10_000)
        return console.width - 2 - Measurement.get(console, options, table(heads, 0)).maximum

    if not names:
        return table(heads, 0)
    if max(map(cell_len, names)) <= room(heads):
        return table(heads)
    heads = [head.replace(" ", "\n") for head in heads]
    left = min(room(heads), max(map(cell_len, names)))
    return table(heads, left if left >= LEAST_NAME else None)


def _arm_names(result: Result) -> list[str]:
    """What the arms are called in the tongue of the moment; in English, as addresses have them."""
    from experiments.addresses import named_arms, resolve
    from experiments.speech import ENGLISH, spoken

    if spoken() is ENGLISH:
        return [arm.label for arm in result.arms]
    return [arm.label for arm in named_arms(resolve([result]))]
