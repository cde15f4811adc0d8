"""Outcome rows as NumPy columns, whatever they came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Columns = Mapping[str, NDArray[Any]]
"""Outcome columns by name, each of shape (runs,); words are Python strings."""


def columns_of(table: pa.Table | Mapping[str, Sequence[Any] | NDArray[Any]]) -> Columns:
    """Columns of an outcome table (or of a mapping of lists) as arrays of equal length.

    Raises ValueError naming a column whose length differs from the first one's.
    """
    if isinstance(table, pa.Table):
        arrays = {name: table.column(name).to_numpy() for name in table.column_names}
    else:
        arrays = {name: np.asarray(values) for name, values in table.items()}
    expected = len(next(iter(arrays.values()), ()))
    for name, values in arrays.items():
        if len(values) != expected:
            raise ValueError(f"column {name!r} has {len(values)} rows, the first has {expected}")
    # Objects, because fixed-width NumPy text would cut a longer word that is compared with it.
    return {
        name: values.astype(object) if values.dtype.kind == "U" else values
        for name, values in arrays.items()
    }


def count(columns: Columns) -> int:
    """Number of runs in the columns."""
    return len(next(iter(columns.values()), ()))


def select(columns: Columns, where: NDArray[np.bool_]) -> Columns:
    """The runs for which `where`, of shape (runs,), holds."""
    return {name: values[where] for name, values in columns.items()}


def agreed(columns: Columns) -> NDArray[np.bool_]:
    """Whether each run ended with a comprehensive agreement, shape (runs,)."""
    return np.asarray(columns["ending"] == "agreement", dtype=np.bool_)
