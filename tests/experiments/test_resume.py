from __future__ import annotations

import pytest

from experiments.errors import FolderRefused
from experiments.lock import LOCK
from experiments.resume import claimed, is_whole, set_aside, sound_parts
from experiments.runner import run
from experiments.store import open_result


def test_a_new_or_empty_folder_may_be_used(load, tmp_path):
    assert claimed(tmp_path / "new", load()) is None
    (tmp_path / "empty").mkdir()
    assert claimed(tmp_path / "empty", load()) is None


def test_what_a_run_that_was_killed_at_once_leaves_may_be_used(load, tmp_path):
    folder = tmp_path / "result"
    folder.mkdir()
    (folder / LOCK).write_text("123")
    (folder / "manifest.json.123.unfinished").write_text("{")
    assert claimed(folder, load()) is None
    assert run(load(runs=2), folder).complete
    assert not list(folder.glob("*.unfinished"))


def test_other_files_are_left_alone(load, tmp_path):
    (tmp_path / "notes").write_text("")
    with pytest.raises(FolderRefused, match="notes"):
        claimed(tmp_path, load())


def test_a_result_is_whole_until_something_is_missing(load, tmp_path):
    experiment = load(runs=6)
    result = run(experiment, tmp_path / "result", block=3)
    assert is_whole(result, experiment)
    assert not is_whole(result, load(runs=7))
    assert not is_whole(result, load(runs=6, question="Why?"))
    assert len(sound_parts(result.path, experiment)) == 4
    path = result.path / result.parts[0].file
    path.write_bytes(path.read_bytes()[:-1])
    assert not is_whole(result, experiment)
    assert sound_parts(result.path, experiment) == list(result.parts[1:])


def test_another_experiments_folder_is_set_aside_whole(load, tmp_path):
    folder = tmp_path / "out"
    digest = run(load(runs=3, seed=1), folder).digest()
    other = load(runs=3, seed=2)
    aside = set_aside(folder, other)
    assert aside is not None
    assert not folder.exists()
    assert open_result(aside).digest() == digest
    assert set_aside(folder, other) is None  # nothing is there any more
    run(other, folder)
    assert set_aside(folder, other) is None  # it is this experiment's own


def test_a_folder_that_is_no_result_is_never_moved(load, tmp_path):
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(FolderRefused):
        set_aside(tmp_path, load(runs=3))
    assert (tmp_path / "letters.txt").read_text() == "mine"
