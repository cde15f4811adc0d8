"""Outcome rows as tables: their schema, how they are checked, and the digest of their values.

One row is one run of one arm. The digest is of values, never of files: neither the size of
the blocks nor the compression nor the order of the columns changes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


class ColumnLike(Protocol):
    """What a column of outcomes tells about itself (see ``sim.outcomes.columns``)."""

    @property
    def name(self) -> str:
        """The column's name."""

    @property
    def kind(self) -> str:
        """One of ``int64``, ``float64`` and ``string``."""

    @property
    def unit(self) -> str:
        """The unit of its values."""

    @property
    def text(self) -> str:
        """What it holds, in a sentence."""


Values = Sequence[object] | NDArray[Any]
"""A column's values as the glass door gives them, or as the machine door does."""

KINDS = {"int64": pa.int64(), "float64": pa.float64(), "string": pa.string()}
"""The kinds of column, as Arrow types."""

_ARM = pa.field(
    "arm",
    pa.int64(),
    nullable=False,
    metadata={"unit": "count", "text": "number of the arm within the experiment, from 0"},
)


def schema_of(columns: Iterable[ColumnLike]) -> pa.Schema:
    """Return the Arrow schema of outcome ``columns``, with the column ``arm`` put first.

    Units and descriptions stand in the metadata of the fields, so that a part explains itself.
    """
    fields = [
        pa.field(
            column.name,
            KINDS[column.kind],
            nullable=False,
            metadata={"unit": column.unit, "text": column.text},
        )
        for column in columns
    ]
    return pa.schema([_ARM, *fields])


def tabulate(
    schema: pa.Schema, arm: int, start: int, stop: int, values: Mapping[str, Values]
) -> pa.Table:
    """Return the outcomes of runs ``start..stop-1`` as a table of ``schema``.

    Args:
        schema: from :func:`schema_of`.
        arm: number of the arm, written into every row.
        start: first run.
        stop: one past the last run.
        values: column name -> ``stop - start`` values, in the order of the runs.

    Raises:
        ValueError: ``values`` isn't exactly what the schema and the span promise.
    """
    full: dict[str, Values] = {"arm": np.full(stop - start, arm), **values}
    unlike = set(schema.names) ^ set(full)
    if unlike:
        raise ValueError(f"outcomes and their schema differ in {sorted(unlike)}")
    table = pa.table({name: pa.array(full[name]) for name in schema.names}).cast(schema)
    fault = misfit(table, schema, arm, start, stop)
    if fault:
        raise ValueError(fault)
    return table


def misfit(table: pa.Table, schema: pa.Schema, arm: int, start: int, stop: int) -> str:
    """Return what is wrong with a table that should hold these runs; empty if nothing is."""
    found = {field.name: field.type for field in table.schema}
    if found != {field.name: field.type for field in schema}:
        return "it has other columns"
    if any(column.null_count for column in table.columns):
        return "it has gaps"
    if table.num_rows != stop - start:
        return f"it has {table.num_rows} rows, not {stop - start}"
    if not np.array_equal(table["run"].to_numpy(), np.arange(start, stop)):
        return f"its runs aren't {start} to {stop - 1} in order"
    if not bool(np.all(table["arm"].to_numpy() == arm)):
        return f"its arm isn't {arm}"
    return ""


class Digest:
    """SHA-256 of rows that arrive in pieces, sorted by arm and run.

    One hash goes along each column of each arm and takes its values as they come, so that the
    cut of the pieces leaves no trace. Numbers count with all their bits (-0.0 is not 0.0),
    except that every NaN is the same NaN.
    """

    def __init__(self) -> None:
        self._columns: dict[tuple[int, str, str], hashlib._Hash] = {}

    def add(self, arm: int, table: pa.Table) -> None:
        """Take the next rows of ``arm``."""
        for field in table.schema:
            key = (arm, field.name, str(field.type))
            hashed = self._columns.setdefault(key, hashlib.sha256())
            for chunk in table[field.name].chunks:
                hashed.update(_canonical(chunk))

    def hexdigest(self) -> str:
        """Return the digest of all rows so far."""
        lines = [[*key, hashed.hexdigest()] for key, hashed in sorted(self._columns.items())]
        return hashlib.sha256(json.dumps(lines).encode()).hexdigest()


def digest(arm: int, table: pa.Table) -> str:
    """Return the digest of one table of one arm."""
    whole = Digest()
    whole.add(arm, table)
    return whole.hexdigest()


def _canonical(values: pa.Array) -> memoryview:
    """Return what is hashed of a column's values, as bytes in a row."""
    if pa.types.is_string(values.type):
        # No word of an outcome holds a NUL, so it can end each of them.
        return _text(pc.binary_join_element_wise(pc.fill_null(values, "None"), "", "\0"))
    numbers = values.to_numpy(zero_copy_only=False)
    if pa.types.is_integer(values.type):
        return np.ascontiguousarray(numbers, dtype="<i8").data
    bits = numbers.astype("<f8")
    bits[np.isnan(bits)] = np.nan
    return np.ascontiguousarray(bits).data


def _text(words: pa.Array) -> memoryview:
    """Return words one after the other, as Arrow holds them, in UTF-8."""
    if len(words) == 0:
        return memoryview(b"")
    _, places, text = words.buffers()
    ends = np.frombuffer(places, dtype=np.int32)[words.offset : words.offset + len(words) + 1]
    return memoryview(text)[ends[0] : ends[-1]]
