from __future__ import annotations

import itertools
import math
import struct
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.rows import Digest, digest, misfit, schema_of, tabulate


class Column(NamedTuple):
    name: str
    kind: str
    unit: str
    text: str


COLUMNS = (
    Column("run", "int64", "count", "number of the run"),
    Column("ending", "string", "", "how it ended"),
    Column("value", "float64", "utility", "what it was worth"),
)
SCHEMA = schema_of(COLUMNS)


def rows(values, start=0, endings=None, arm=0):
    stop = start + len(values)
    data = {
        "run": list(range(start, stop)),
        "ending": endings or ["agreement"] * len(values),
        "value": values,
    }
    return tabulate(SCHEMA, arm, start, stop, data)


def test_units_and_descriptions_travel_with_the_schema():
    assert SCHEMA.names == ["arm", "run", "ending", "value"]
    assert SCHEMA.field("value").metadata == {b"unit": b"utility", b"text": b"what it was worth"}


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({"run": [0, 1], "ending": ["a", "b"]}, "value"),
        ({"run": [0, 1], "ending": ["a", "b"], "value": [0.0, 1.0], "more": [1, 2]}, "more"),
        ({"run": [0, 2], "ending": ["a", "b"], "value": [0.0, 1.0]}, "0 to 1"),
        ({"run": [0, 1], "ending": ["a", None], "value": [0.0, 1.0]}, "null"),
        ({"run": [0, 1.5], "ending": ["a", "b"], "value": [0.0, 1.0]}, "truncated"),
    ],
)
def test_rows_that_break_the_promise_are_refused(data, fault):
    with pytest.raises(ValueError, match=fault):
        tabulate(SCHEMA, 0, 0, 2, data)


def test_misfit_names_what_is_wrong():
    table = rows([1.0, 2.0], start=5)
    assert misfit(table, SCHEMA, 0, 5, 7) == ""
    assert "arm" in misfit(table, SCHEMA, 1, 5, 7)
    assert "rows" in misfit(table, SCHEMA, 0, 5, 8)
    assert "runs" in misfit(table, SCHEMA, 0, 6, 8)
    assert "columns" in misfit(table.drop_columns("value"), SCHEMA, 0, 5, 7)


@given(
    values=st.lists(st.floats(width=64), min_size=1, max_size=30),
    cuts=st.lists(st.integers(0, 30), max_size=6),
)
def test_the_digest_does_not_see_how_rows_were_cut(values, cuts):
    table = rows(values)
    edges = sorted({0, len(values), *(at for at in cuts if at < len(values))})
    pieces = Digest()
    for start, stop in itertools.pairwise(edges):
        pieces.add(0, table.slice(start, stop - start))
    assert pieces.hexdigest() == digest(0, table)


@given(values=st.lists(st.floats(allow_nan=False), min_size=1, max_size=8), data=st.data())
def test_the_digest_sees_one_bit(values, data):
    at = data.draw(st.integers(0, len(values) - 1))
    changed = list(values)
    changed[at] = math.nextafter(values[at], 0.0) if values[at] else 5e-324
    assert digest(0, rows(changed)) != digest(0, rows(values))


def test_the_digest_keeps_minus_zero_and_makes_every_nan_one():
    assert digest(0, rows([0.0])) != digest(0, rows([-0.0]))
    odd = struct.unpack("<d", struct.pack("<Q", 0xFFF8_0000_0000_0123))[0]
    table = rows([1.0, 1.0])
    column = pa.array(np.array([1.0, odd]))
    odd_table = table.set_column(3, table.schema.field(3), column)
    assert column.to_numpy().view("<u8")[1] == 0xFFF8_0000_0000_0123
    assert digest(0, odd_table) == digest(0, rows([1.0, math.nan]))


def test_the_digest_counts_words_arms_and_names_but_not_the_order_of_columns():
    table = rows([1.0, 2.0], endings=["ab", "c"])
    assert digest(0, table) != digest(0, rows([1.0, 2.0], endings=["a", "bc"]))
    assert digest(0, table) != digest(1, table)
    assert digest(0, table) != digest(0, table.rename_columns(["arm", "run", "end", "value"]))
    assert digest(0, table) == digest(0, table.select(["value", "ending", "run", "arm"]))
