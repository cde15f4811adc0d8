"""Parts: the Parquet files that hold finished runs, and the journal that vouches for them.

A part counts only if the journal ``parts.jsonl`` has its row: the file is made whole first
(written aside, flushed, renamed), then its row is appended. So the pair is both the checkpoint
and the cache, and whatever a killed process leaves behind is recognised as unfinished.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.blocks import Span
from experiments.durable import UNFINISHED, append_line, replacing
from experiments.errors import PartDamaged
from experiments.rows import Digest, digest, misfit

JOURNAL = "parts.jsonl"
"""Name of the journal inside a result folder."""

AT_ONCE = 65_536
"""Rows of a row group: what reading a part of any size holds in memory."""

_NAME = re.compile(r"parts/arm-\d{3,}/part-\d{6,}-\d{6,}\.parquet")


@dataclass(frozen=True)
class Part:
    """One row of the journal: which runs a file holds, and the digest of their values."""

    file: str
    """Path inside the result folder, with forward slashes."""
    arm: int
    start: int
    stop: int
    sha256: str
    """Digest of the rows (``experiments.rows.digest``), not of the file."""
    seconds: float
    """Time the runs took, summed over processes."""

    @property
    def span(self) -> Span:
        """Runs held, ``(start, stop)``."""
        return self.start, self.stop


def part_name(arm: int, start: int, stop: int) -> str:
    """Return the file of these runs, relative to the result folder."""
    return f"parts/arm-{arm:03d}/part-{start:06d}-{stop:06d}.parquet"


def write_part(folder: Path, arm: int, span: Span, table: pa.Table, seconds: float) -> Part:
    """Keep finished runs: write their file, then vouch for it in the journal.

    Raises:
        OSError: the disk is full or the folder can't be written.
    """
    part = Part(part_name(arm, *span), arm, *span, digest(arm, table), round(seconds, 3))
    path = folder / part.file
    path.parent.mkdir(parents=True, exist_ok=True)
    words = [field.name for field in table.schema if pa.types.is_string(field.type)]
    floats = [field.name for field in table.schema if pa.types.is_floating(field.type)]
    with replacing(path) as file:
        pq.write_table(
            table,
            file,
            compression="zstd",
            use_dictionary=words,
            use_byte_stream_split=floats,
            write_page_checksum=True,
            row_group_size=AT_ONCE,
        )
    append_line(folder / JOURNAL, line_of(part))
    return part


def line_of(part: Part) -> str:
    """Return a part's line in the journal."""
    return json.dumps(asdict(part))


def read_part(folder: Path, part: Part, columns: Sequence[str] | None = None) -> pa.Table:
    """Return the rows of a part, all columns or the chosen ones.

    Raises:
        PartDamaged: the file is missing, torn, or short of rows.
    """
    return pa.concat_tables(read_pieces(folder, part, columns))


def read_pieces(
    folder: Path, part: Part, columns: Sequence[str] | None = None, span: Span | None = None
) -> Iterator[pa.Table]:
    """Yield the rows of a part in order, some ten thousand at a time.

    Args:
        folder: the result folder.
        part: the part.
        columns: only these columns.
        span: only runs ``(start, stop)``.

    Raises:
        PartDamaged: the file is missing, torn, or short of rows.
    """
    start, stop = span or part.span
    with _opened(folder, part) as file:
        rows = file.metadata.num_rows
        if rows != part.stop - part.start:
            raise PartDamaged(f"{folder / part.file} has {rows} rows; run it again.")
        at = part.start
        for number in range(file.num_row_groups):
            upto = at + file.metadata.row_group(number).num_rows
            if at < stop and upto > start:
                names = None if columns is None else list(columns)
                table = _group(folder, part, file, number, names)
                first = max(start - at, 0)
                yield table.slice(first, min(stop, upto) - at - first)
            at = upto


def _group(folder: Path, part: Part, file: Any, number: int, names: list[str] | None) -> pa.Table:
    with _whole(folder, part):
        return file.read_row_group(number, columns=names)


def column_names(folder: Path, part: Part) -> list[str]:
    """Return the names of a part's columns, in its order, without reading its rows.

    Raises:
        PartDamaged: the file is missing or torn.
    """
    with _opened(folder, part) as file:
        return list(file.schema_arrow.names)


@contextmanager
def _opened(folder: Path, part: Part) -> Iterator[Any]:
    with _whole(folder, part):
        opened = pq.ParquetFile(folder / part.file, page_checksum_verification=True)
    with opened as file:
        yield file


@contextmanager
def _whole(folder: Path, part: Part) -> Iterator[None]:
    """Tell whatever goes wrong with a part's file as its damage."""
    try:
        yield
    except Exception as error:  # a damaged file may fail in any layer of its reader
        raise PartDamaged(
            f"{folder / part.file} can't be read ({_first_line(error)}).\n"
            "Run the experiment again: it makes this part anew and keeps the others."
        ) from None


def fault_in(folder: Path, part: Part, schema: pa.Schema) -> str:
    """Return why a part can't be trusted (it is then run again); empty if it can."""
    at, whole = part.start, Digest()
    try:
        for table in read_pieces(folder, part):
            fault = misfit(table, schema, part.arm, at, at + table.num_rows)
            if fault:
                return fault
            whole.add(part.arm, table)
            at += table.num_rows
    except PartDamaged as error:
        return str(error)
    return "" if whole.hexdigest() == part.sha256 else "its values aren't those that were written"


def read_journal(folder: Path) -> list[Part]:
    """Return the parts that the journal vouches for and whose files are there.

    Lines that can't be read (the last one, if its writer was killed) count for nothing: their
    runs are run again. Of two rows for one file the later counts. Sorted by arm and run.

    Raises:
        PartDamaged: the system doesn't let the journal be read.
    """
    try:
        lines = (folder / JOURNAL).read_bytes().splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise PartDamaged(f"{folder / JOURNAL} can't be read ({error.strerror}).") from None
    found = {part.file: part for part in map(_parse, lines) if part is not None}
    there = [part for part in found.values() if (folder / part.file).is_file()]
    return sorted(there, key=lambda part: (part.arm, part.start, part.stop))


def _parse(line: bytes) -> Part | None:
    try:
        row = json.loads(line)
        part = Part(
            file=str(row["file"]),
            arm=int(row["arm"]),
            start=int(row["start"]),
            stop=int(row["stop"]),
            sha256=str(row["sha256"]),
            seconds=float(row["seconds"]),
        )
    except (ValueError, KeyError, TypeError):
        return None
    # A row that names another file than its runs call for is not ours to follow.
    if part.file != part_name(part.arm, part.start, part.stop) or part.start >= part.stop:
        return None
    return part


def tidy(folder: Path, keep: Iterable[Part]) -> None:
    """Leave only the parts ``keep``: rewrite the journal, remove torn and unvouched files.

    Only call it while holding the folder. Files with names that aren't ours are left alone.

    Raises:
        OSError: the folder can't be written.
    """
    kept = list(keep)
    names = {part.file for part in kept}
    text = "".join(line_of(part) + "\n" for part in kept).encode()
    journal = folder / JOURNAL
    if not journal.is_file() or journal.read_bytes() != text:
        with replacing(journal) as file:
            file.write(text)
    for path in _leftovers(folder):
        if path.relative_to(folder).as_posix() not in names:
            path.unlink()


def _leftovers(folder: Path) -> Iterator[Path]:
    yield from folder.glob(f"*{UNFINISHED}")
    for path in folder.glob("parts/arm-*/part-*"):
        name = path.relative_to(folder).as_posix()
        if name.endswith(UNFINISHED) or _NAME.fullmatch(name):
            yield path


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
