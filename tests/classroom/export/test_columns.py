"""Files that say the same in every format, and do nothing to a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import math

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classroom.export.columns import FORMULA, as_csv, as_json, as_parquet, harmless
from sim.outcomes import Column

COLUMNS = (
    Column("who", "string", "", "somebody"),
    Column("number", "int64", "count", "how many"),
    Column("points", "float64", "points", "how much"),
)
ROWS = [
    {"who": "anna", "number": -3, "points": 0.1},
    {"who": "bert", "number": None, "points": math.nan},
]


@pytest.mark.parametrize("start", [*FORMULA, " =", "  +"])
def test_no_text_begins_like_a_formula(start: str) -> None:
    assert harmless(f"{start}cmd|calc") == f"'{start}cmd|calc"


@given(st.text())
def test_whatever_is_written_no_cell_of_text_begins_like_a_formula(text: str) -> None:
    cell = next(csv.reader(io.StringIO(as_csv(COLUMNS[:1], [{"who": text}]).decode("utf-8-sig"))))
    assert cell == ["who"]
    written = harmless(text)
    assert isinstance(written, str)
    assert not written.lstrip(" ").startswith(FORMULA)
    assert written.removeprefix("'") == text or written == text


def test_numbers_stay_numbers() -> None:
    assert harmless(-3) == -3
    assert harmless(-0.5) == -0.5


def test_csv_has_empty_cells_where_there_is_nothing() -> None:
    text = as_csv(COLUMNS, ROWS)
    assert text.startswith(b"\xef\xbb\xbf")  # spreadsheets know by it that this is UTF-8
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    assert rows == [["who", "number", "points"], ["anna", "-3", "0.1"], ["bert", "", "nan"]]


def test_json_says_what_each_column_means() -> None:
    data = json.loads(as_json(COLUMNS, ROWS))
    assert data["columns"][2] == {
        "name": "points",
        "kind": "float64",
        "unit": "points",
        "text": "how much",
    }
    assert data["rows"][1] == {"who": "bert", "number": None, "points": None}


def test_parquet_keeps_kinds_units_and_meanings() -> None:
    table = pq.read_table(io.BytesIO(as_parquet(COLUMNS, ROWS)))
    assert [str(field.type) for field in table.schema] == ["string", "int64", "double"]
    assert table.schema.field("points").metadata == {b"unit": b"points", b"text": b"how much"}
    assert table["number"].to_pylist() == [-3, None]
