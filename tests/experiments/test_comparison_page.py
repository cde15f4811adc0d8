from __future__ import annotations

import json
import re

import pytest

from experiments import comparison_page
from experiments.compare import compare
from experiments.comparison_page import check_folder, write_comparison, write_figures
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
    assert page == out / "comparison.html"
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
    text = (tmp_path / "comparison.html").read_text()
    assert 'id="figure-differences"' in text
    assert 'id="figure-incidence"' not in text
    assert "Nothing differs." in text
    assert not (tmp_path / "incidence.csv").exists()


def test_figures_for_slides_come_with_their_captions_and_without_a_page(few, tmp_path):
    into = write_figures(tmp_path, few, theme="slides", lang="ja")
    assert into == tmp_path / "figures" / "ja" / "slides"
    files = {path.name for path in into.iterdir()}
    assert files == {"captions.md", "differences.png", "differences.svg"}
    assert (into / "captions.md").read_text().startswith("## differences")
    assert not list(tmp_path.glob("*.html"))


@pytest.mark.slow
def test_the_same_comparison_gives_the_same_page(few, tmp_path):
    pages = [write_comparison(tmp_path / name, few).read_bytes() for name in ("one", "two")]
    assert pages[0] == pages[1]


@pytest.fixture
def two_worlds(japan_us):
    """Two arms of the shipped world, and when their histories end."""
    world = japan_us()
    names = (("A", 1), ("B", 2))
    rows = {name: outcomes(world, 60, seed=seed) for name, seed in names}
    found = compare([arm(name, world, rows[name]) for name, _ in names])
    return found, timing(found)


def test_a_page_in_japanese_has_no_english_sentence(two_worlds, tmp_path, monkeypatch):
    # Figures take seconds, and have tests of their own.
    monkeypatch.setattr(comparison_page, "comparison_figures", lambda: ())
    english = write_comparison(tmp_path, *two_worlds).read_bytes()
    numbers = {path.name: path.read_bytes() for path in tmp_path.glob("comparison.[cj]s*")}
    page = write_comparison(tmp_path, *two_worlds, lang="ja")
    assert page == tmp_path / "comparison.ja.html"
    text = page.read_text()
    assert '<html lang="ja">' in text
    told, about = re.split('<section id="about"[^>]*>', text)
    assert "「A」から「B」へ" in told
    assert left_in_english(told) == []
    # Names of files, hashes and the command stay as they are.
    assert left_in_english(re.sub("<dd>.*?</dd>", "", about)) == ["tariff-talks"]
    # English pages and numbers don't know of it.
    assert (tmp_path / "comparison.html").read_bytes() == english
    assert {name: (tmp_path / name).read_bytes() for name in numbers} == numbers
    assert len(numbers) == 2


def left_in_english(page):
    """Words in Latin letters that a reader of a page meets, alternative texts among them."""
    words = re.sub('<style>.*?</style>|<title>.*?</title>|data:[^"]*', "", page, flags=re.DOTALL)
    told = re.findall('(?:alt|aria-label)="([^"]*)"', words) + re.split("<[^>]*>", words)
    return [word for text in told for word in re.findall("[A-Za-z-]{2,}", text) if word != "NATO"]


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
