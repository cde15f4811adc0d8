from __future__ import annotations

import csv
import math
import os
import struct

import pytest

from experiments.errors import FolderUnwritable
from experiments.export import to_csv
from experiments.store import open_result


@pytest.fixture
def result(folder):
    return open_result(folder)


def bits(value):
    return "nan" if math.isnan(value) else struct.pack("<d", value)


def test_every_value_comes_back_to_the_bit(result, tmp_path):
    path = tmp_path / "outcomes.csv"
    assert to_csv(result, path) == 80
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = result.table()
    assert list(rows[0]) == ["arm", "arm_label", "run", *table.column_names[2:]]
    labels = [arm.label for arm in result.arms]
    assert [row["arm_label"] for row in rows] == [labels[int(row["arm"])] for row in rows]
    for field in table.schema:
        read = [row[field.name] for row in rows]
        if str(field.type) == "double":
            found = [bits(float(text)) for text in read]
            assert found == [bits(value) for value in table[field.name].to_pylist()]
        else:
            assert read == [str(value) for value in table[field.name].to_pylist()]


def test_the_file_is_whole_or_absent(result, tmp_path):
    path = tmp_path / "out" / "outcomes.csv"
    with pytest.raises(FolderUnwritable, match="out"):
        to_csv(result, path)
    path.parent.mkdir()
    path.write_text("before")
    broken = result.path / result.parts[-1].file
    broken.write_bytes(b"")
    with pytest.raises(Exception, match="can't be read"):
        to_csv(result, path)
    assert path.read_text() == "before"
    assert os.listdir(path.parent) == ["outcomes.csv"]
