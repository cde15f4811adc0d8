from __future__ import annotations

import errno
import os

import pytest

from experiments.durable import append_line, explained, replacing
from experiments.errors import FolderUnwritable


def test_a_file_is_replaced_only_when_all_is_written(tmp_path):
    path = tmp_path / "a"
    path.write_text("old")
    with replacing(path) as file:
        file.write(b"new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert os.listdir(tmp_path) == ["a"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_nothing_changes_and_nothing_is_left_when_writing_fails(tmp_path, error):
    path = tmp_path / "a"
    path.write_text("old")

    def fail():
        with replacing(path) as file:
            file.write(b"half")
            raise error

    with pytest.raises(error):
        fail()
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a"]


def test_lines_are_appended(tmp_path):
    append_line(tmp_path / "a", "one")
    append_line(tmp_path / "a", "two")
    assert (tmp_path / "a").read_bytes() == b"one\ntwo\n"


def test_what_the_system_says_is_told_of_the_folder(tmp_path):
    with pytest.raises(FolderUnwritable, match="No space left") as told, explained(tmp_path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert str(tmp_path) in str(told.value)
    assert "--out" in str(told.value)
