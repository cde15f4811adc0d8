"""The rows of a study: Parquet parts of finished points, and the journal that vouches for them.

A part counts only if the journal ``parts.jsonl`` has its line, and the line is written after the
file is whole. So a study that was stopped or killed goes on with the points that are missing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.analysis.measures import Measure
from experiments.durable import UNFINISHED, append_line, replacing
from experiments.sensitivity.effects import Floats

JOURNAL = "parts.jsonl"
PARTS = "parts"

KEYS = (
    pa.field("point", pa.int32(), nullable=False, metadata={"text": "row of points.parquet"}),
    pa.field(
        "tape",
        pa.int8(),
        nullable=False,
        metadata={"text": "2 * p + q: priors of seed p, chance of seed q; 0 is the study's own"},
    ),
    pa.field("run", pa.int32(), nullable=False, metadata={"text": "number of the run"}),
)
"""The columns that say which row it is."""

_NAME = re.compile(r"part-\d{6}-\d{6}\.parquet")


@dataclass(frozen=True)
class Part:
    """One line of the journal: which points a file holds, and the digest of their outcomes."""

    file: str
    start: int
    stop: int
    sha256: str


def write_part(
    folder: Path, start: int, outcomes: Sequence[Floats], measures: Sequence[Measure]
) -> Part:
    """Keep finished points: write their file, then vouch for it in the journal.

    Args:
        folder: the study's folder.
        start: number of the first point.
        outcomes: of each point from there on, shape (tapes, runs, outcomes).
        measures: the outcomes, for the names of columns.

    Raises:
        OSError: the disk is full or the folder can't be written.
    """
    stop = start + len(outcomes)
    part = Part(f"{PARTS}/part-{start:06d}-{stop:06d}.parquet", start, stop, digest(outcomes))
    (folder / PARTS).mkdir(exist_ok=True)
    with replacing(folder / part.file) as file:
        pq.write_table(
            _table(start, outcomes, measures), file, compression="zstd", write_page_checksum=True
        )
    append_line(folder / JOURNAL, json.dumps(asdict(part)))
    return part


def read_parts(
    folder: Path, tapes: Sequence[int], runs: int, measures: Sequence[Measure]
) -> tuple[list[Part], dict[int, Floats]]:
    """Return the parts that can be trusted, and the outcomes of their points by number.

    A part that is torn, altered or not of this study counts for nothing: its points are missing.

    Args:
        folder: the study's folder.
        tapes: tapes of each point of the study.
        runs: runs on each tape.
        measures: the outcomes.
    """
    kept: list[Part] = []
    found: dict[int, Floats] = {}
    for part in _journal(folder):
        if part.stop > len(tapes):
            continue
        outcomes = _read(folder / part.file, tapes[part.start : part.stop], runs, measures)
        if outcomes is not None and digest(outcomes) == part.sha256:
            kept.append(part)
            found |= dict(zip(range(part.start, part.stop), outcomes, strict=True))
    return kept, found


def tidy(folder: Path, keep: Iterable[Part]) -> None:
    """Leave only the parts ``keep``: rewrite the journal, remove torn and unvouched files.

    Only call it while holding the folder. Files with names that aren't ours are left alone.

    Raises:
        OSError: the folder can't be written.
    """
    kept = list(keep)
    names = {part.file for part in kept}
    text = "".join(json.dumps(asdict(part)) + "\n" for part in kept).encode()
    journal = folder / JOURNAL
    if not journal.is_file() or journal.read_bytes() != text:
        with replacing(journal) as file:
            file.write(text)
    for path in [*folder.glob(f"*{UNFINISHED}"), *(folder / PARTS).glob("part-*")]:
        ours = path.name.endswith(UNFINISHED) or _NAME.fullmatch(path.name)
        if ours and path.relative_to(folder).as_posix() not in names:
            path.unlink()


def digest(outcomes: Iterable[Floats]) -> str:
    """Return the SHA-256 (hex) of outcomes, point by point, with all their bits."""
    whole = hashlib.sha256()
    for point in outcomes:
        whole.update(np.ascontiguousarray(point, dtype="<f8").data)
    return whole.hexdigest()


def points_table(points: Sequence[tuple[str, Mapping[str, object]]]) -> pa.Table:
    """Return the points of a study as a table: a row for each factor that is moved at a point."""
    rows = [
        (number, part, key, value)
        for number, (part, settings) in enumerate(points)
        for key, value in (settings.items() or [("", "")])
    ]
    numbers = [float(v) if isinstance(v, int | float) else None for *_, v in rows]
    words = [None if isinstance(v, int | float) else str(v) for *_, v in rows]
    return pa.table(
        {
            "point": pa.array([row[0] for row in rows], pa.int32()),
            "part": pa.array([row[1] for row in rows], pa.string()),
            "factor": pa.array([row[2] for row in rows], pa.string()),
            "number": pa.array(numbers, pa.float64()),
            "word": pa.array(words, pa.string()),
        }
    )


def _table(start: int, outcomes: Sequence[Floats], measures: Sequence[Measure]) -> pa.Table:
    points, tapes, runs = [], [], []
    for number, point in enumerate(outcomes, start):
        many, each = point.shape[:2]
        points.append(np.full(many * each, number, dtype=np.int32))
        tapes.append(np.repeat(np.arange(many, dtype=np.int8), each))
        runs.append(np.tile(np.arange(each, dtype=np.int32), many))
    columns = [np.concatenate(one) for one in (points, tapes, runs)]
    flat = np.concatenate([point.reshape(-1, len(measures)) for point in outcomes])
    fields = [
        pa.field(
            measure.name,
            pa.float64(),
            nullable=False,
            metadata={"unit": measure.unit, "text": measure.label},
        )
        for measure in measures
    ]
    columns += [flat[:, at] for at in range(len(measures))]
    return pa.table(columns, schema=pa.schema([*KEYS, *fields]))


def _read(
    path: Path, tapes: Sequence[int], runs: int, measures: Sequence[Measure]
) -> list[Floats] | None:
    """Return the outcomes of a part's points; None if the file isn't what it should be."""
    try:
        table = pq.read_table(path, page_checksum_verification=True)
        columns = [table[measure.name].to_numpy() for measure in measures]
    except Exception:  # a damaged file may fail in any layer of its reader
        return None
    if table.num_rows != runs * sum(tapes):
        return None
    flat = np.stack(columns, axis=-1)
    borders = np.cumsum([runs * many for many in tapes])[:-1]
    split = np.split(flat, borders)
    return [one.reshape(many, runs, len(measures)) for one, many in zip(split, tapes, strict=True)]


def _journal(folder: Path) -> list[Part]:
    """Return the parts that the journal vouches for, each point in one of them only."""
    try:
        lines = (folder / JOURNAL).read_bytes().splitlines()
    except FileNotFoundError:
        return []
    parts = sorted(filter(None, map(_parsed, lines)), key=lambda part: (part.start, part.stop))
    found: list[Part] = []
    for part in parts:
        if not found or part.start >= found[-1].stop:
            found.append(part)
    return found


def _parsed(line: bytes) -> Part | None:
    try:
        row = json.loads(line)
        part = Part(str(row["file"]), int(row["start"]), int(row["stop"]), str(row["sha256"]))
    except (ValueError, KeyError, TypeError):
        return None  # the last line, if its writer was killed
    # A line that names another file than its points call for is not ours to follow.
    own = f"{PARTS}/part-{part.start:06d}-{part.stop:06d}.parquet"
    return part if part.file == own and 0 <= part.start < part.stop else None
