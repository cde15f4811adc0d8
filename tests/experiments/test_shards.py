from __future__ import annotations

from itertools import pairwise

import pyarrow.compute as pc
import pytest

from experiments.errors import FolderRefused, ResultError
from experiments.rows import digest as digest_of_rows
from experiments.runner import default_folder, run
from experiments.shards import Shard, read_shard
from experiments.store import open_result


def digest_of(table):
    return [
        digest_of_rows(arm, table.filter(pc.equal(table["arm"], arm)).combine_chunks())
        for arm in (0, 1)
    ]


@pytest.mark.parametrize(("runs", "of"), [(40, 1), (40, 3), (41, 7), (5, 5), (10**8, 999)])
def test_shards_follow_each_other_and_are_of_one_size(runs, of):
    spans = [Shard(number, of).span(runs) for number in range(1, of + 1)]
    assert spans[0][0] == 0 and spans[-1][1] == runs
    assert all(one[1] == other[0] for one, other in pairwise(spans))
    assert {stop - start for start, stop in spans} <= {runs // of, runs // of + 1}


def test_a_shard_is_read_as_it_is_written():
    assert read_shard(" 3/12 ") == Shard(3, 12)
    assert str(Shard(3, 12)) == "3/12"


@pytest.mark.parametrize("text", ["", "3", "3/", "a/b", "-1/4", "5/4", "1/0", "1.0/2"])
def test_what_is_no_shard_is_refused_with_what_is_allowed(text):
    with pytest.raises(ResultError, match=r"--shard: found .*; allowed: "):
        read_shard(text)


def test_who_counts_from_zero_is_told_so():
    with pytest.raises(ResultError, match="the first is 1/4"):
        read_shard("0/4")


def test_an_empty_shard_is_refused(load, tmp_path):
    with pytest.raises(ResultError, match="41 shards of 40 runs"):
        run(load(), tmp_path / "result", shard=Shard(1, 41))
    assert not (tmp_path / "result").exists()


def test_a_shard_holds_its_runs_of_every_arm_and_no_others(load, folder, tmp_path):
    result = run(load(), tmp_path / "shard", shard=Shard(2, 3))
    assert result.complete and result.manifest["finished"]
    assert (result.done, result.total, result.runs) == (26, 26, 40)
    table = result.table()
    assert table["run"].to_pylist() == [*range(13, 26), *range(13, 26)]
    whole = open_result(folder).table()
    inside = pc.and_(pc.greater_equal(whole["run"], 13), pc.less(whole["run"], 26))
    assert digest_of(table) == digest_of(whole.filter(inside))


def test_a_finished_shard_is_not_run_again_and_can_grow_to_the_whole(load, tmp_path, digest):
    path = tmp_path / "shard"
    before = run(load(), path, shard=Shard(1, 2)).manifest
    assert run(load(), path, shard=Shard(1, 2)).manifest == before
    whole = run(load(), path)
    assert whole.digest() == digest
    assert [sitting["runs"] for sitting in whole.manifest["sittings"]] == [40, 40]


def test_each_shard_has_a_folder_of_its_own(load):
    experiment = load()
    name = default_folder(experiment, shard=Shard(2, 3)).name
    assert name == f"trial-{experiment.content_hash[:8]}-shard-2-of-3"


def test_the_whole_does_not_become_a_shard_nor_a_shard_another(load, tmp_path):
    whole = run(load(), tmp_path / "whole")
    with pytest.raises(FolderRefused, match="holds the whole of this experiment, not shard 2/3"):
        run(load(), whole.path, shard=Shard(2, 3))
    first = run(load(), tmp_path / "first", shard=Shard(1, 3))
    with pytest.raises(FolderRefused, match="holds shard 1/3"):
        run(load(), first.path, shard=Shard(2, 3))
    assert open_result(whole.path).digest() == whole.digest()
