from __future__ import annotations

import json
import shutil
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from experiments.errors import PartDamaged, ResultError
from experiments.export import to_csv
from experiments.manifest import MANIFEST, begin, write_manifest
from experiments.parts import Part, write_part
from experiments.rows import digest, schema_of, tabulate
from experiments.runner import run
from experiments.store import done_runs, open_result
from sim.outcomes import columns


class Column(NamedTuple):
    name: str
    kind: str
    unit: str
    text: str


@pytest.fixture
def result(folder):
    return open_result(folder)


def test_the_table_has_a_row_for_every_run_sorted_by_arm_and_run(result):
    table = result.table()
    pairs = list(zip(table["arm"].to_pylist(), table["run"].to_pylist(), strict=True))
    assert pairs == [(arm, run) for arm in range(2) for run in range(40)]
    assert table.column_names == ["arm", *(column.name for column in columns(result.scenario()))]


def test_columns_carry_their_units(result):
    schema = result.table().schema
    for column in columns(result.scenario()):
        assert schema.field(column.name).metadata[b"unit"].decode() == column.unit
        assert str(schema.field(column.name).type) in (column.kind, "double", "string")


def test_an_arm_and_columns_can_be_chosen(result):
    whole = result.table()
    chosen = result.table(arm=1, columns=["ending", "arm"])
    assert chosen.column_names == ["arm", "run", "ending"]
    expected = whole.filter(pc.equal(whole["arm"], 1)).select(["arm", "run", "ending"])
    assert chosen.equals(expected)


def test_an_unknown_column_or_arm_is_told(result):
    with pytest.raises(ResultError, match=r"no column 'endign'.*did you mean 'ending'"):
        result.table(columns=["endign"])
    for arm in (-1, 2):
        with pytest.raises(ResultError, match="it has 0 to 1"):
            result.table(arm=arm)
        with pytest.raises(ResultError, match="it has 0 to 1"):
            result.scenario(arm)


def test_a_result_needs_none_of_the_files_it_came_from(load, write, result, tmp_path):
    experiment = load()
    write().unlink()
    moved = shutil.move(result.path, tmp_path / "moved")
    again = open_result(moved)
    assert again.experiment.content_hash == experiment.content_hash
    assert [arm.label for arm in again.arms] == [arm.label for arm in experiment.arms]
    for arm in experiment.arms:
        assert again.scenario(arm.index).hash == arm.scenario_hash
    # It can recreate itself.
    assert run(again.experiment, tmp_path / "recreated").digest() == again.digest()


def test_rows_outlive_the_schema_of_their_scenario(result):
    path = result.path / MANIFEST
    manifest = json.loads(path.read_text())
    manifest["arms"][0]["scenario"] = {"of": "another age"}
    path.write_text(json.dumps(manifest))
    old = open_result(result.path)
    assert old.digest() == result.digest()
    assert old.table().num_rows == 80
    with pytest.raises(ResultError, match="can't be read by this version"):
        _ = old.experiment


def test_a_damaged_part_is_told_when_it_is_read(result):
    path = result.path / result.parts[1].file
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(PartDamaged, match=r"part-000010-000020\.parquet"):
        result.table()


def test_overlapping_parts_give_each_run_once(result):
    # Such a folder isn't made by the runner; reading must not double rows all the same.
    parts = (*result.parts[:3], *result.parts[1:])
    twice = type(result)(result.path, result.manifest, tuple(sorted(parts, key=lambda p: p.file)))
    assert twice.table().num_rows == 80
    assert twice.digest() == result.digest()


def test_pieces_are_the_table(result):
    pieces = [table for _, table in result.pieces()]
    assert [table.num_rows for table in pieces] == [10] * 8
    whole = pa.concat_tables(pieces)
    assert digest(0, whole) == digest(0, result.table())


def test_arms_may_have_columns_of_their_own(load, tmp_path):
    write_manifest(tmp_path, begin(load(runs=2), "mesa"))
    for arm, name, kind in [(0, "drawn_a", "float64"), (1, "level_b", "int64")]:
        schema = schema_of([Column("run", "int64", "", ""), Column(name, kind, "", "")])
        rows = tabulate(schema, arm, 0, 2, {"run": [0, 1], name: [3, 4]})
        write_part(tmp_path, arm, (0, 2), rows, 0.1)
    result = open_result(tmp_path)
    assert result.columns() == ("arm", "run", "drawn_a", "level_b")
    assert result.columns(1) == ("arm", "run", "level_b")
    assert result.table()["level_b"].to_pylist() == [None, None, 3, 4]
    assert result.table()["drawn_a"].to_pylist() == [3.0, 4.0, None, None]
    assert result.table(columns=["level_b"])["level_b"].to_pylist() == [None, None, 3, 4]
    assert result.table(0, ["level_b"]).column_names == ["arm", "run"]
    to_csv(result, tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text().splitlines()
    assert lines[0] == "arm,arm_label,run,drawn_a,level_b"
    assert [line.split(",")[2:] for line in lines[1:]] == [
        ["0", "3.0", ""],
        ["1", "4.0", ""],
        ["0", "", "3"],
        ["1", "", "4"],
    ]


def test_done_runs_count_each_run_once_and_none_beyond():
    def part(arm, start, stop):
        return Part("", arm, start, stop, "", 0.0)

    parts = [part(0, 0, 10), part(0, 5, 20), part(0, 30, 50), part(1, 2, 4)]
    assert done_runs(parts, 100) == 42
    assert done_runs(parts, 35) == 27
    assert done_runs(parts, 3) == 4
    assert done_runs([], 3) == 0


@pytest.mark.parametrize(("name", "words"), [("nowhere", "does not exist"), (".", "is not a")])
def test_what_is_no_result_is_told(tmp_path, name, words):
    with pytest.raises(ResultError, match=words):
        open_result(tmp_path / name)


def test_a_result_without_runs_is_told(result):
    (result.path / "parts.jsonl").unlink()
    empty = open_result(result.path)
    assert (empty.done, empty.complete) == (0, False)
    with pytest.raises(ResultError, match="no finished run"):
        empty.table()
