"""Machine code is made once, kept, and made anew as soon as any rule has changed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from sim import machine_code

ROOT = machine_code.ROOT
ROOMS = ("agents", "sim")
RULE = "agents/rules/acceptance.py"
WRITTEN = "    return clock >= after and offered >= floor\n"
EDITED = "    return clock > after and offered >= floor\n"

# A tiny entry of its own, compiled in seconds; its rule stands in another file.
PROBE = '''
"""Ask a rule of another file, compiled, and tell where everything came from."""

import json

import agents
import sim
from agents.rules.acceptance import accept_time
from sim import machine_code


@machine_code.compiled
def taken(clock, after):
    return accept_time(1.0, clock, after, 0.0)


value = taken(0.5, 0.5)
stats = taken.stats
print(json.dumps({
    "value": value,
    "loaded": sum(stats.cache_hits.values()),
    "made": sum(stats.cache_misses.values()),
    "folder": str(machine_code.folder()),
    "from": [agents.__file__, sim.__file__],
}))
'''


def copy_sources(to):
    for room in ROOMS:
        shutil.copytree(ROOT / room, to / room, ignore=shutil.ignore_patterns("__pycache__"))


@pytest.fixture
def house(tmp_path):
    """A copy of the sources with a probe beside them."""
    folder = tmp_path / "house"
    copy_sources(folder)
    (folder / "probe.py").write_text(PROBE)
    return folder


def probe(house, cache, **environment):
    """Run the probe in a process of its own, with the copied sources first on the path."""
    told = subprocess.run(
        [sys.executable, str(house / "probe.py")],
        env={**os.environ, "PYTHONPATH": str(house), machine_code.SETTING: str(cache)}
        | environment,
        cwd=house,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    for path in found["from"]:
        assert Path(path).is_relative_to(house), "not the copied sources"
    return found


def kept_files(cache):
    return {path: path.stat().st_mtime_ns for path in cache.rglob("*.nb*")}


def edit(file, before, after):
    text = file.read_text()
    assert text.count(before) == 1
    file.write_text(text.replace(before, after))


def test_an_edit_of_a_rule_in_another_file_takes_effect_in_the_next_process(house, tmp_path):
    cache = tmp_path / "cache"

    first = probe(house, cache)
    assert (first["value"], first["made"], first["loaded"]) == (True, 1, 0)
    assert Path(first["folder"]).is_relative_to(cache)
    files = kept_files(cache)
    assert files

    unchanged = probe(house, cache)
    assert (unchanged["value"], unchanged["made"], unchanged["loaded"]) == (True, 0, 1)
    assert unchanged["folder"] == first["folder"]
    assert kept_files(cache) == files

    edit(house / RULE, WRITTEN, EDITED)
    edited = probe(house, cache)
    assert (edited["value"], edited["made"], edited["loaded"]) == (False, 1, 0)
    assert edited["folder"] != first["folder"]

    edit(house / RULE, EDITED, WRITTEN)
    back = probe(house, cache)
    assert (back["value"], back["made"], back["loaded"]) == (True, 0, 1)
    assert back["folder"] == first["folder"]


def test_without_a_place_to_write_it_compiles_all_the_same(house, tmp_path):
    a_file = tmp_path / "file"
    a_file.write_text("no folder can be made in here")
    blocked = {"XDG_CACHE_HOME": str(a_file), "LOCALAPPDATA": str(a_file), "HOME": str(a_file)}
    spare = tmp_path / "spare"
    spare.mkdir()
    found = probe(house, a_file, **blocked, TMPDIR=str(spare), TEMP=str(spare), TMP=str(spare))
    assert (found["value"], found["made"]) == (True, 1)
    assert Path(found["folder"]).is_relative_to(spare)


# ---------------------------------------------------------------------------- where it is kept


@pytest.fixture
def places(tmp_path, monkeypatch):
    """The three places in turn: what the setting says, the user's cache, temporary files."""
    found = [tmp_path / name for name in ("setting", "cache", "temporary")]
    monkeypatch.setenv(machine_code.SETTING, str(found[0]))
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(found[1]))
    monkeypatch.setattr(tempfile, "tempdir", str(found[2]))
    return found


def test_the_first_place_that_can_be_written_is_taken(places):
    for place in places:
        found = machine_code.folder()
        assert found.is_dir()
        assert found.is_relative_to(place)
        assert found.name == machine_code.source_hash()[:16]
        shutil.rmtree(place)
        place.write_text("no folder can be made in here")


def test_a_folder_that_may_not_be_written_is_passed_over(places, monkeypatch):
    writable = os.access

    def forbidden(path, mode):
        return not Path(path).is_relative_to(places[0]) and writable(path, mode)

    monkeypatch.setattr(os, "access", forbidden)
    assert machine_code.folder().is_relative_to(places[1])


def test_in_the_last_resort_a_new_temporary_folder(places, tmp_path, monkeypatch):
    monkeypatch.setattr(machine_code, "_places", lambda: iter(()))
    machine_code._last_resort.cache_clear()
    places[2].mkdir()
    found = machine_code.folder()
    assert found.is_dir()
    assert found.parent == places[2]
    assert machine_code.folder() == found  # one for the process, not one a call


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_place_among_temporary_files_that_others_could_write_is_not_trusted(places, monkeypatch):
    for place in places[:2]:
        place.write_text("no folder can be made in here")
    found = machine_code.folder()
    (shared,) = (one for one in found.parents if one.parent == places[2])
    shared.chmod(0o777)
    assert not machine_code.folder().is_relative_to(shared)


def test_a_setting_that_can_not_be_used_is_seen(places):
    assert not machine_code.setting_ignored()
    shutil.rmtree(places[0])
    places[0].write_text("no folder can be made in here")
    assert machine_code.setting_ignored()


def test_without_the_setting_the_user_has_a_cache(places, monkeypatch):
    monkeypatch.delenv(machine_code.SETTING)
    assert machine_code.folder().is_relative_to(places[1] / "tariff-talks")


# --------------------------------------------------------------------- what it is kept under


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """A copy of the sources, which the hash is taken of."""
    folder = tmp_path / "sources"
    copy_sources(folder)
    monkeypatch.setattr(machine_code, "ROOT", folder)
    return folder


def hashed():
    return machine_code.source_hash.__wrapped__()


def test_the_same_sources_elsewhere_have_the_same_hash(sources):
    assert hashed() == machine_code.source_hash()


def test_the_hash_changes_with_any_source(sources):
    before = hashed()
    files = [path for room in ROOMS for path in sorted((sources / room).rglob("*.py"))]
    assert len(files) > 80
    found = {before}
    for path in files:
        text = path.read_bytes()
        path.write_bytes(text + b"\n")
        found.add(hashed())
        path.write_bytes(text)
    assert len(found) == 1 + len(files)
    assert hashed() == before


def test_the_hash_changes_with_a_new_a_lost_and_a_renamed_source(sources):
    before = hashed()
    new = sources / "agents" / "strategies" / "newcomer.py"
    new.write_text("")
    added = hashed()
    new = new.rename(new.with_name("latecomer.py"))
    renamed = hashed()
    new.unlink()
    assert hashed() == before
    (sources / RULE).unlink()
    assert len({before, added, renamed, hashed()}) == 4


def test_the_hash_does_not_change_with_what_is_no_source(sources):
    before = hashed()
    (sources / "agents" / "notes.txt").write_text("a note")
    (sources / "talks").mkdir()
    (sources / "talks" / "app.py").write_text("1")
    assert hashed() == before


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (machine_code.numba, "__version__"),
        (machine_code.llvmlite, "__version__"),
        (machine_code.sys, "platform"),
    ],
    ids=["numba", "llvmlite", "platform"],
)
def test_the_hash_changes_with_the_compiler_and_the_machine(where, name, monkeypatch):
    before = hashed()
    monkeypatch.setattr(where, name, "another")
    assert hashed() != before


def test_the_hash_changes_with_the_processor(monkeypatch):
    before = hashed()
    monkeypatch.setattr(machine_code, "get_host_cpu_name", lambda: "another")
    assert hashed() != before
