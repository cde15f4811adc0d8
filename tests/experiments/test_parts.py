from __future__ import annotations

import json
from typing import NamedTuple

import pyarrow.parquet as pq
import pytest

from experiments.errors import PartDamaged
from experiments.parts import (
    JOURNAL,
    column_names,
    fault_in,
    part_name,
    read_journal,
    read_part,
    tidy,
    write_part,
)
from experiments.rows import schema_of, tabulate


class Column(NamedTuple):
    name: str
    kind: str
    unit: str
    text: str


SCHEMA = schema_of(
    [
        Column("run", "int64", "count", "number of the run"),
        Column("ending", "string", "", "how it ended"),
        Column("value", "float64", "utility", "what it was worth"),
    ]
)


def keep(folder, start, stop, arm=0, value=0.25):
    data = {
        "run": list(range(start, stop)),
        "ending": ["agreement"] * (stop - start),
        "value": [run * value for run in range(start, stop)],
    }
    return write_part(folder, arm, (start, stop), tabulate(SCHEMA, arm, start, stop, data), 1.5)


def test_a_part_is_read_as_it_was_written(tmp_path):
    part = keep(tmp_path, 250, 500, arm=2)
    assert part.file == "parts/arm-002/part-000250-000500.parquet"
    table = read_part(tmp_path, part)
    assert table.schema.equals(SCHEMA, check_metadata=True)
    assert table["value"].to_pylist() == [run * 0.25 for run in range(250, 500)]
    assert fault_in(tmp_path, part, SCHEMA) == ""
    assert column_names(tmp_path, part) == ["arm", "run", "ending", "value"]
    assert read_part(tmp_path, part, ["value"]).column_names == ["value"]


def test_floats_are_split_by_byte_and_only_words_have_dictionaries(tmp_path):
    part = keep(tmp_path, 0, 50)
    group = pq.ParquetFile(tmp_path / part.file).metadata.row_group(0)
    encodings = {
        group.column(at).path_in_schema: set(group.column(at).encodings) for at in range(4)
    }
    assert "BYTE_STREAM_SPLIT" in encodings["value"]
    with_dictionary = {name for name, used in encodings.items() if "RLE_DICTIONARY" in used}
    assert with_dictionary == {"ending"}


def test_the_journal_tells_what_was_kept_in_order(tmp_path):
    second, first = keep(tmp_path, 10, 20), keep(tmp_path, 0, 10)
    other = keep(tmp_path, 0, 5, arm=1)
    assert read_journal(tmp_path) == [first, second, other]


def test_no_journal_means_no_parts(tmp_path):
    assert read_journal(tmp_path) == []


@pytest.mark.parametrize(
    "line",
    [
        b'{"file": "parts/arm-000/part-0000',
        b"\xff\xfe\x00",
        b"null",
        b'{"file": "x"}',
        json.dumps(
            {
                "file": "../../etc/passwd",
                "arm": 0,
                "start": 10,
                "stop": 20,
                "sha256": "",
                "seconds": 0,
            }
        ).encode(),
    ],
)
def test_a_line_that_is_torn_or_foreign_counts_for_nothing(tmp_path, line):
    part = keep(tmp_path, 0, 10)
    with (tmp_path / JOURNAL).open("ab") as journal:
        journal.write(line)
    assert read_journal(tmp_path) == [part]
    tidy(tmp_path, [part])
    later = keep(tmp_path, 10, 20)
    assert read_journal(tmp_path) == [part, later]


def test_a_row_without_its_file_counts_for_nothing(tmp_path):
    kept, lost = keep(tmp_path, 0, 10), keep(tmp_path, 10, 20)
    (tmp_path / lost.file).unlink()
    assert read_journal(tmp_path) == [kept]
    with pytest.raises(PartDamaged, match="part-000010-000020"):
        read_part(tmp_path, lost)


def damage_tail(raw):
    return raw[:-20]


def damage_head(raw):
    return b"nonsense" + raw[8:]


def damage_values(raw):
    middle = len(raw) // 6
    return raw[:middle] + bytes([raw[middle] ^ 0x55]) + raw[middle + 1 :]


def damage_all(raw):
    return b""


@pytest.mark.parametrize("damage", [damage_tail, damage_head, damage_values, damage_all])
def test_a_damaged_file_is_noticed(tmp_path, damage):
    part = keep(tmp_path, 0, 250)
    path = tmp_path / part.file
    raw = path.read_bytes()
    assert damage(raw) != raw
    path.write_bytes(damage(raw))
    assert fault_in(tmp_path, part, SCHEMA)


def test_every_flipped_byte_changes_nothing_or_is_noticed(tmp_path):
    part = keep(tmp_path, 0, 30)
    path = tmp_path / part.file
    raw, before = path.read_bytes(), read_part(tmp_path, part)
    for at in range(0, len(raw), 7):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :])
        if not fault_in(tmp_path, part, SCHEMA):
            assert read_part(tmp_path, part).equals(before)


def test_a_sound_file_with_other_values_is_noticed(tmp_path):
    part = keep(tmp_path, 0, 10)
    keep(tmp_path, 0, 10, value=0.5)
    assert "values" in fault_in(tmp_path, part, SCHEMA)


def test_tidy_removes_what_nobody_vouches_for_and_nothing_else(tmp_path):
    kept, unvouched = keep(tmp_path, 0, 10), keep(tmp_path, 10, 20)
    torn = tmp_path / "parts/arm-000/part-000020-000030.parquet.99.unfinished"
    torn.write_bytes(b"half")
    mine = tmp_path / "parts/arm-000/part-of-my-thesis.parquet"
    mine.write_bytes(b"precious")
    tidy(tmp_path, [kept])
    assert read_journal(tmp_path) == [kept]
    assert not (tmp_path / unvouched.file).exists()
    assert not torn.exists()
    assert mine.exists()


def test_tidy_leaves_a_tidy_folder_untouched(tmp_path):
    part = keep(tmp_path, 0, 10)
    before = (tmp_path / JOURNAL).stat()
    tidy(tmp_path, [part])
    after = (tmp_path / JOURNAL).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_names_stay_legible_for_large_ensembles():
    assert part_name(0, 0, 250) == "parts/arm-000/part-000000-000250.parquet"
    assert part_name(12, 10**7, 10**8).endswith("part-10000000-100000000.parquet")
