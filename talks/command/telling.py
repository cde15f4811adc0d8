"""What the commands print: a progress bar, and tables of numbers with their errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
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


@contextmanager
def bar() -> Iterator[Callable[[int, int, str], None]]:
    """Show a bar with counts and the time left while runs are computed."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("histories"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=errors,
        transient=True,
    ) as progress:
        task = progress.add_task("running", total=None)

        def update(done: int, total: int, arm: str) -> None:
            progress.update(task, completed=done, total=total, description=arm or "running")

        yield update


@contextmanager
def stage(words: str) -> Iterator[None]:
    """Show a spinner while something without a count goes on."""
    with errors.status(f"{words} …"):
        yield


def say_result(result: Result) -> None:
    """Print a short table of how histories end, one line an arm, with Monte Carlo errors."""
    from experiments.analysis.intervals import wilson
    from sim.state import ENDINGS

    labels = {
        "agreement": "agreement",
        "interim": "interim only",
        "talking": "still talking",
        "snap_back": "snap-back",
        "broken_off": "broken off",
    }
    counts = []
    for arm in result.arms:
        endings = result.table(arm.index, columns=("ending",)).column("ending").to_pylist()
        counts.append((arm.label, len(endings), {name: endings.count(name) for name in ENDINGS}))
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
            interval = wilson(count[name], total)
            cells.append(
                f"{count[name] / total:.0%} [dim]±{50 * (interval.high - interval.low):.1f}[/]"
            )
        table.add_row(*([label] if len(counts) > 1 else []), *cells)
    console.print(table)
    console.print("[dim]± half a 95 % interval for Monte Carlo error, in points of per cent.[/]")
    console.print(f"[bold]Result[/]  {result.path}", soft_wrap=True, highlight=False)
