"""Where finished slices of runs wait until their block is whole and can be kept as a part."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from experiments.blocks import Span
from experiments.durable import explained
from experiments.parts import Part, write_part
from experiments.pool import Finished


@dataclass
class Shelf:
    """Slices of unfinished blocks, and the parts written so far."""

    folder: Path
    parts: list[Part]
    _waiting: dict[tuple[int, Span], list[Finished]] = field(default_factory=dict)

    def take(self, finished: Finished) -> None:
        """Take a slice; write its block when this was the last of it.

        Raises:
            FolderUnwritable: the disk is full, or the folder can't be written.
        """
        arm, block, _ = finished.task
        slices = self._waiting.setdefault((arm, block), [])
        slices.append(finished)
        if sum(one.table.num_rows for one in slices) == block[1] - block[0]:
            self._write(slices)
            del self._waiting[arm, block]

    def clear(self) -> None:
        """Write what is finished of unfinished blocks, as smaller parts.

        Raises:
            FolderUnwritable: the disk is full, or the folder can't be written.
        """
        for _, slices in sorted(self._waiting.items()):
            row: list[Finished] = []
            for one in sorted(slices, key=_start):
                if row and row[-1].task.span[1] != one.task.span[0]:
                    self._write(row)
                    row = []
                row.append(one)
            self._write(row)
        self._waiting.clear()

    def _write(self, slices: list[Finished]) -> None:
        """Write slices that follow each other, in whatever order they came, as one part."""
        slices = sorted(slices, key=_start)
        span = slices[0].task.span[0], slices[-1].task.span[1]
        table = pa.concat_tables([one.table for one in slices])
        seconds = sum(one.seconds for one in slices)
        with explained(self.folder):
            self.parts.append(write_part(self.folder, slices[0].task.arm, span, table, seconds))


def _start(finished: Finished) -> int:
    return finished.task.span[0]
