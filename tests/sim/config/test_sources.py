from __future__ import annotations

import pytest

from sim.config import load_scenario
from sim.config.sources import read_sources
from sim.scenario import CONFIGS
from tests.sim.config.damage import BARE, SCENARIOS, only_fault, plain, replaced, save, told

DAY = ("start", "source")


def test_every_shipped_scenario_cites_what_is_in_the_list():
    known = {*read_sources(CONFIGS / "sources.yaml"), "assumption", "setting"}
    for path in SCENARIOS:
        config = load_scenario(path)
        cited = {key for _, part in config.cited() for key in part.keys}
        assert cited <= known
        assert cited & {"assumption"}


@pytest.mark.parametrize(
    ("source", "suggestion"),
    [
        ("asumption", "did you mean 'assumption'?"),
        ("faratin1989", "did you mean 'faratin1998'?"),
        ("nowhere", ""),
        ("", ""),
    ],
)
def test_a_source_that_is_in_no_list(source, suggestion, tmp_path):
    path = save(replaced(plain(BARE), DAY, source), tmp_path / "trial.yaml")
    fault = only_fault(path)
    assert fault.key == "start.source"
    assert fault.found == f"unknown source '{source}'"
    assert "sources.yaml" in fault.allowed
    assert fault.suggestion == suggestion
    assert path.read_text().splitlines()[fault.line - 1].strip().startswith("source:")


def test_one_bad_key_among_several(tmp_path):
    path = save(replaced(plain(BARE), DAY, ["S0", "S99"]), tmp_path / "trial.yaml")
    assert only_fault(path).found == "unknown source 'S99'"


@pytest.mark.parametrize("source", [None, 3, [], {}, ["S0", 3]])
def test_a_source_that_is_no_key(source, tmp_path):
    path = save(replaced(plain(BARE), DAY, source), tmp_path / "trial.yaml")
    error = told(path)
    assert error is not None
    assert all(fault.key.startswith("start.source") for fault in error.faults)


@pytest.mark.parametrize(
    "where",
    ["nowhere.yaml", ".", "x" * 300, "a\0b", "loop.yaml", "trial.txt", "empty.yaml"],
)
def test_a_list_of_sources_that_cannot_be_read(where, tmp_path):
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    (tmp_path / "empty.yaml").write_text("")
    (tmp_path / "trial.txt").write_text("no mapping")
    fault = only_fault(save(replaced(plain(BARE), ("sources",), where), tmp_path / "trial.yaml"))
    assert fault.key == "sources"
    assert fault.line


def test_a_list_that_has_changed_is_read_anew(tmp_path):
    shelf = tmp_path / "sources.yaml"
    shelf.write_text("one: {}\n")
    assert list(read_sources(shelf)) == ["one"]
    shelf.write_text("one: {}\ntwo: {}\n")
    assert list(read_sources(shelf)) == ["one", "two"]
