from __future__ import annotations

import json
import shutil

import pytest

from experiments.errors import FolderRefused, ResultError
from experiments.merge import merge
from experiments.parts import JOURNAL, write_part
from experiments.runner import run
from experiments.shards import Shard
from experiments.store import open_result


@pytest.fixture(scope="session")
def _three(load, tmp_path_factory):
    root = tmp_path_factory.mktemp("shards")
    for number in (1, 2, 3):
        run(load(), root / f"s{number}", block=6, shard=Shard(number, 3))
    return root


@pytest.fixture
def three(_three, tmp_path):
    """The folders of three shards of ``load()``, copies of their own."""
    shutil.copytree(_three, tmp_path / "shards")
    return [tmp_path / "shards" / f"s{number}" for number in (1, 2, 3)]


def test_merged_shards_are_the_single_run(load, three, tmp_path, digest):
    result = merge(reversed_(three), tmp_path / "whole")
    assert result.complete and result.manifest["finished"]
    assert result.digest() == digest
    assert result.manifest["shard"] is None
    assert [sitting["runs"] for sitting in result.manifest["sittings"]] == [26, 26, 28]


def reversed_(folders):
    return list(reversed(folders))


def test_nothing_is_left_to_run_in_a_merged_folder(load, three, tmp_path):
    result = merge(three, tmp_path / "whole")
    assert run(load(), result.path).manifest == result.manifest


def test_merging_again_changes_nothing(three, tmp_path):
    first = merge(three, tmp_path / "whole")
    journal = (first.path / JOURNAL).read_bytes()
    again = merge(three, tmp_path / "whole")
    assert (again.path / JOURNAL).read_bytes() == journal
    assert again.manifest["sittings"] == first.manifest["sittings"]
    assert again.manifest["timings"] == first.manifest["timings"]


def test_a_missing_shard_is_named(three, tmp_path):
    with pytest.raises(ResultError) as told:
        merge([three[0], three[2]], tmp_path / "whole")
    said = str(told.value)
    assert said.startswith("Runs 13 to 25 of arm 0, … are missing.\n")
    assert "Not given: shard 2/3." in said
    assert "--partial" in said
    assert not (tmp_path / "whole" / "manifest.json").exists()


def test_what_is_there_can_be_merged_now_and_the_rest_later(three, tmp_path, digest):
    half = merge([three[2]], tmp_path / "whole", partial=True)
    assert (half.done, half.total, half.complete) == (28, 80, False)
    assert half.manifest["finished"] is None
    whole = merge(three[:2], tmp_path / "whole")
    assert whole.complete
    assert whole.digest() == digest


def test_an_unfinished_shard_is_named_with_what_to_do(three, tmp_path):
    journal = three[1] / JOURNAL
    journal.write_bytes(journal.read_bytes().splitlines(keepends=True)[0])
    with pytest.raises(ResultError, match=r"s2 is unfinished: it has 5 of 26 runs\.") as told:
        merge(three, tmp_path / "whole")
    assert "with --shard 2/3 --out" in str(told.value)


def test_shards_may_overlap_where_they_say_the_same(load, three, tmp_path, digest):
    other = run(load(), tmp_path / "other", block=7, shard=Shard(1, 2)).path
    result = merge([*three, other], tmp_path / "whole")
    assert result.digest() == digest


def spoil(folder):
    """Give one of a shard's parts other values, and a journal that vouches for them."""
    part = open_result(folder).parts[0]
    table = open_result(folder).table(arm=0).slice(0, part.stop - part.start)
    place = table.column_names.index("rounds")
    other = table.set_column(place, table.schema.field(place), [[99] * table.num_rows])
    write_part(folder, part.arm, part.span, other, 1.0)


def test_rows_that_differ_are_refused(load, three, tmp_path):
    other = run(load(), tmp_path / "other", block=7, shard=Shard(1, 2)).path
    spoil(other)
    with pytest.raises(ResultError, match="differ between") as told:
        merge([*three, other], tmp_path / "whole")
    assert "Runs 0 to 5 of arm 0" in str(told.value)
    assert "machines of one kind" in str(told.value)


def test_a_damaged_part_is_named_with_what_to_do(three, tmp_path):
    path = next(three[0].glob("parts/arm-001/*"))
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ResultError, match=r"s1.*is damaged") as told:
        merge(three, tmp_path / "whole")
    assert "Run the experiment again with --shard 1/3" in str(told.value)


def test_shards_of_other_experiments_are_refused(load, three, tmp_path):
    other = run(load(seed=8), tmp_path / "other", shard=Shard(2, 3)).path
    with pytest.raises(ResultError, match=r"another experiment .*seed is 8, not 7"):
        merge([three[0], other], tmp_path / "whole")


def test_shards_of_other_numbers_of_runs_are_refused(load, three, tmp_path):
    other = run(load(runs=41), tmp_path / "other", shard=Shard(2, 3)).path
    with pytest.raises(ResultError, match="a share of 41 runs"):
        merge([three[0], other], tmp_path / "whole")


def test_a_folder_with_other_things_in_it_is_left_alone(three, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.doc").write_text("")
    with pytest.raises(FolderRefused, match=r"thesis\.doc"):
        merge(three, tmp_path / "mine")


def test_what_is_no_result_or_only_the_result_itself_is_told(three, tmp_path):
    with pytest.raises(ResultError, match="does not exist"):
        merge([tmp_path / "none"], tmp_path / "whole")
    with pytest.raises(ResultError, match="into itself"):
        merge([three[0]], three[0])
    with pytest.raises(ResultError, match="No folder"):
        merge([], tmp_path / "whole")


def test_a_merge_that_was_killed_is_done_again(three, tmp_path, digest, monkeypatch):
    import experiments.merge as module

    real, copied = module.append_line, []

    def dies(path, line):
        if len(copied) == 4:
            raise KeyboardInterrupt
        copied.append(json.loads(line)["file"])
        real(path, line)

    with monkeypatch.context() as patch:
        patch.setattr(module, "append_line", dies)
        with pytest.raises(KeyboardInterrupt):
            merge(three, tmp_path / "whole")
    assert open_result(tmp_path / "whole").manifest["finished"] is None
    assert merge(three, tmp_path / "whole").digest() == digest


def test_a_larger_result_is_not_made_smaller(load, three, tmp_path):
    larger = run(load(runs=50), tmp_path / "larger")
    with pytest.raises(FolderRefused, match="is of 50 runs, the shards are of 40"):
        merge(three, larger.path)
    assert open_result(larger.path).total == 100
