"""How many runs make a slice, and how many a block, where speed is only known by running.

Through the machine door a run of one scenario may take a hundred times as long as a run of
another. A slice is to take about a second, so that progress is smooth and Ctrl-C answers; a block
is what a killed process loses, and a part is a block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from experiments.blocks import Span, cut
from experiments.pool import Task

FIRST = 2_000
"""Runs of the first slice, and the first block, from which speed is read off."""

SLICE_SECONDS = 1.0
"""What a slice is to take."""

BLOCK_SECONDS = 30.0
"""What a block takes at most."""

MOST_IN_BLOCK = 100_000
"""Runs of a block at most: some 100 MB of rows, which bounds the memory of a sitting."""

SIZES = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, MOST_IN_BLOCK)
"""Runs that a block may have: round, so that parts of several sittings fit each other."""


class Pace:
    """What has been measured so far, and the sizes that follow from it.

    Args:
        block: runs of a block; by default the measured speed says it.
    """

    def __init__(self, block: int | None = None) -> None:
        self._given = block
        self._seconds_a_run: float | None = None

    def took(self, runs: int, seconds: float) -> None:
        """Take note of how long some runs took, in seconds of wall time."""
        self._seconds_a_run = max(seconds, 1e-9) / runs

    @property
    def slice(self) -> int:
        """Runs of the next slice."""
        if self._seconds_a_run is None:
            return FIRST
        return min(max(100, int(SLICE_SECONDS / self._seconds_a_run)), SIZES[-1])

    @property
    def block(self) -> int:
        """Runs of the next block."""
        if self._given is not None:
            return self._given
        if self._seconds_a_run is None:
            return FIRST
        most = BLOCK_SECONDS / self._seconds_a_run
        return max((size for size in SIZES if size <= most), default=SIZES[0])


def paced(arm: int, gaps: Iterable[Span], pace: Pace) -> Iterator[Task]:
    """Yield the missing runs of an arm; each block and slice as large as ``pace`` says then."""
    for start, stop in gaps:
        at = start
        while at < stop:
            block = next(cut([(at, stop)], pace.block))
            yield from _slices(arm, block, pace)
            at = block[1]


def _slices(arm: int, block: Span, pace: Pace) -> Iterator[Task]:
    start, stop = block
    while start < stop:
        end = min(stop, start + pace.slice)
        yield Task(arm, block, (start, end))
        start = end
