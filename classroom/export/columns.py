"""Tables with documented columns, as CSV, JSON and Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.rows import KINDS
from sim.outcomes import Column

Cell = int | float | str | None
Row = Mapping[str, Cell]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet may take for a formula, wide letters included."""


def harmless(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA):
        return "'" + cell
    return cell


def as_csv(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """Return rows as CSV in UTF-8 with a byte order mark, so that spreadsheets read any script.

    An empty cell means that there is nothing, ``nan`` that a number doesn't exist. Texts that
    begin like a formula get an apostrophe before them.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    names = [column.name for column in columns]
    writer.writerow(names)
    for row in rows:
        writer.writerow(
            ["" if (cell := row.get(name)) is None else harmless(cell) for name in names]
        )
    return text.getvalue().encode("utf-8-sig")


def as_json(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """Return rows as JSON, with what each column means; a number that doesn't exist is null."""
    told = [
        {"name": one.name, "kind": one.kind, "unit": one.unit, "text": one.text} for one in columns
    ]
    data = [
        {name: None if value != value else value for name, value in row.items()} for row in rows
    ]
    return (
        json.dumps({"columns": told, "rows": data}, ensure_ascii=False, indent=1) + "\n"
    ).encode()


def as_parquet(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """Return rows as Parquet; units and meanings stand in the metadata of the columns."""
    buffer = io.BytesIO()
    pq.write_table(as_table(columns, rows), buffer, compression="zstd")
    return buffer.getvalue()


def as_table(columns: Sequence[Column], rows: Iterable[Row]) -> Any:
    """Return rows as an Arrow table."""
    schema = pa.schema(
        [
            pa.field(one.name, KINDS[one.kind], metadata={"unit": one.unit, "text": one.text})
            for one in columns
        ]
    )
    return pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
