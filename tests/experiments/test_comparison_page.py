from __future__ import annotations

import json
import re

import pytest

from experiments.compare import compare
from experiments.comparison_page import PAGE, check_folder, write_comparison
from experiments.ends import timing
from experiments.errors import FolderUnwritable, ResultError
from tests.experiments.made_up import outcomes
from tests.experiments.sides import arm


@pytest.fixture
def found(two_givers):
    world = two_givers()
    names = (("as is", 1), ("firm <b>", 2))
    return compare([arm(name, world, outcomes(world, 40, seed=s)) for name, s in names])


@pytest.fixture
def few(two_givers):
    """One measure: one figure."""
    world = two_givers()
    return compare(
        [arm(name, world, outcomes(world, 40, seed=s)) for name, s in (("a", 1), ("b", 2))],
        ["agreement"],
    )


@pytest.mark.slow
def test_the_folder_has_page_figures_and_numbers(found, tmp_path):
    out = tmp_path / "deep" / "compared"
    page = write_comparison(out, found, timing(found), command="talks compare a b --out c")
    assert page == out / PAGE
    text = page.read_text()
    assert "From as is to firm &lt;b&gt;" in text
    assert "talks compare a b --out c" in text
    assert not re.search(r'(href|src|srcset)="(?!#|data:)', text)
    assert json.loads((out / "comparison.json").read_text())["timing"]["horizon"] == 30
    assert (out / "comparison.csv").read_text().startswith("part,measure,label")
    assert (out / "incidence.csv").read_text().startswith("ending,arm,day")
    figures = {path.name for path in (out / "figures").iterdir()}
    for name in ("differences", "ways", "incidence", "shift", "why", "terms", "spreads"):
        for ending in (".png", ".svg", "-column.png", "-column.svg"):
            assert f"{name}{ending}" in figures
        assert f'id="figure-{name}"' in text


def test_only_what_was_looked_at_is_on_the_page(few, tmp_path):
    write_comparison(tmp_path, few)
    text = (tmp_path / PAGE).read_text()
    assert 'id="figure-differences"' in text
    assert 'id="figure-incidence"' not in text
    assert "Nothing differs." in text
    assert not (tmp_path / "incidence.csv").exists()


@pytest.mark.slow
def test_the_same_comparison_gives_the_same_page(few, tmp_path):
    pages = [write_comparison(tmp_path / name, few).read_bytes() for name in ("one", "two")]
    assert pages[0] == pages[1]


def test_a_result_folder_is_refused(few, folder):
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    with pytest.raises(ResultError, match="is a result folder, and has figures of its own"):
        write_comparison(folder, few)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_file_is_no_folder(few, tmp_path):
    path = tmp_path / "file"
    path.write_text("")
    with pytest.raises(ResultError, match="is a file; name a folder"):
        check_folder(path)
    with pytest.raises(FolderUnwritable):
        write_comparison(path / "below", few)
