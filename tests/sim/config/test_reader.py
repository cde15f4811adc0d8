"""Files that are no YAML, or too much of it, and where each key stands."""

from __future__ import annotations

import datetime
import os

import pytest

from sim.config import ConfigError
from sim.config.reader import DEEPEST, LARGEST_FILE, dotted, read_value, read_yaml


def fault_of(content, tmp_path):
    path = tmp_path / "trial.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    with pytest.raises(ConfigError) as told:
        read_yaml(path)
    (fault,) = told.value.faults
    assert fault.file == str(path)
    return fault


# --------------------------------------------------------------------------- what it reads


def test_plain_data_and_the_line_of_every_key(tmp_path):
    path = tmp_path / "trial.yaml"
    path.write_text("a: 1\n# a remark\nb:\n  c: [x, 2.5]\n  d: 2025-07-09\ne: ~\n")
    document = read_yaml(path)
    assert document.data == {
        "a": 1,
        "b": {"c": ("x", 2.5), "d": datetime.date(2025, 7, 9)},
        "e": None,
    }
    assert document.line(("b", "d")) == 5
    assert document.line(("b", "c", 1)) == 4
    assert document.line(("b", "c", 1, "further")) == 4  # the nearest key around it
    assert document.line(("nowhere",)) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("1e5", 1e5), ("1e-3", 1e-3), ("'1e5'", "1e5"), ("no", False), ("1_000", 1000), ("[]", ())],
)
def test_values(text, value, tmp_path):
    path = tmp_path / "trial.yaml"
    path.write_text(f"key: {text}\n")
    assert read_yaml(path).data == {"key": value}
    assert read_value(text) == value


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    path = tmp_path / "trial.yaml"
    path.write_bytes(b"\xef\xbb\xbfkey: 1\n")
    assert read_yaml(path).data == {"key": 1}


def test_a_key_path_as_people_write_it():
    assert dotted(("sides", "us", "levels", "values", 3)) == "sides.us.levels.values[3]"
    assert dotted(()) == ""


# ------------------------------------------------------------------------ what it doesn't


def test_missing_file(tmp_path):
    with pytest.raises(ConfigError, match=r"nowhere\.yaml: can't be read \(No such file"):
        read_yaml(tmp_path / "nowhere.yaml")


def test_directory(tmp_path):
    with pytest.raises(ConfigError, match="is a directory"):
        read_yaml(tmp_path)


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "loop.yaml"])
def test_names_that_no_file_can_have(name, tmp_path):
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    with pytest.raises(ConfigError, match="can't be read"):
        read_yaml(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(ConfigError, match="is not an ordinary file"):
        read_yaml(tmp_path / "pipe.yaml")


@pytest.mark.parametrize(
    ("content", "found", "line"),
    [
        (b"", "is empty", None),
        (b"# only a remark\n", "is empty", None),
        (b"\xff\xfe\x00", "is not text", None),
        (b"a: 1\nb: \x07\n", "holds the control character", 2),
        ("just words", "at its top", None),
        ("- a\n- b\n", "at its top", None),
        ("a: 1\nb: [1\n", "is not YAML", 3),
        ("a: 1\n\tb: 2\n", "is not YAML", 2),
        ("a: 1\n---\nb: 2\n", "is not YAML", 2),
        ("a: 1\nb: !unknown x\n", "is not YAML", 2),
        ("a: 1\nb: !!python/object/apply:os.system [x]\n", "", None),
    ],
)
def test_what_is_not_yaml_for_us(content, found, line, tmp_path):
    if found:
        fault = fault_of(content, tmp_path)
        assert found in fault.found
        assert fault.line == line
    else:  # a foreign tag on a list is no command: the list stays a list
        path = tmp_path / "trial.yaml"
        path.write_text(content)
        assert read_yaml(path).data == {"a": 1, "b": ("x",)}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2025-02-30", "day is out of range"),
        ("!!timestamp x", ""),
        ("!!bool x", ""),
        ("!!int x", "invalid literal"),
        ("!!float x", "could not convert"),
        ("9" * 5000, "4300 digits"),
    ],
)
def test_a_value_that_cannot_be_read_is_told_with_its_key_and_line(text, why, tmp_path):
    fault = fault_of(f"a: 1\nb:\n  c: {text}\n", tmp_path)
    assert (fault.key, fault.line) == ("b.c", 3)
    assert "can't be read" in fault.found
    assert why in fault.found
    assert len(fault.found) < 300


def test_too_large(tmp_path):
    assert "is too large" in fault_of(b"# " + b"x" * LARGEST_FILE, tmp_path).found


def test_a_key_that_stands_twice(tmp_path):
    fault = fault_of("a:\n  b: 1\n  c: 2\n  b: 3\n", tmp_path)
    assert (fault.key, fault.found, fault.line) == ("a.b", "stands twice", 4)


def test_a_key_that_is_no_word(tmp_path):
    assert "key that isn't a word" in fault_of("? [a, b]\n: 1\n", tmp_path).found


# -------------------------------------------------------- what would never end, or explode

EXPLODING = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 30)
)


@pytest.mark.parametrize(
    "text",
    ["a: &a [*a]", "&a {b: *a}", EXPLODING, "a: &x 1\nb: *x", "a: &x {b: 1}\nc: {<<: *x}"],
    ids=["recursive list", "recursive mapping", "exploding", "plain", "merged"],
)
def test_anchors_and_aliases_are_refused_before_they_are_followed(text, tmp_path):
    fault = fault_of(text, tmp_path)
    assert "anchor or alias" in fault.found
    assert fault.line == 1


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? "])
@pytest.mark.parametrize("depth", [DEEPEST + 1, 50_000])
def test_deep_nesting(opening, depth, tmp_path):
    assert "nested more than" in fault_of(opening * depth, tmp_path).found


def test_nesting_that_is_deep_but_allowed(tmp_path):
    path = tmp_path / "trial.yaml"
    path.write_text("a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1))
    assert list(read_yaml(path).data) == ["a"]


@pytest.mark.parametrize("text", ["[1", "a: b: c", "&a [*a]", "{a: 1, a: 2}", "2025-02-30"])
def test_a_value_on_one_line_that_is_none(text):
    with pytest.raises(ValueError, match="can't be read as a value"):
        read_value(text)
