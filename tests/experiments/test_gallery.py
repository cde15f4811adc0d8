from __future__ import annotations

import pytest

import experiments.gallery as gallery
from experiments.errors import FolderUnwritable, ResultError
from experiments.figures import figures
from experiments.gallery import write_figures
from experiments.store import open_result


@pytest.fixture(autouse=True)
def one_figure(monkeypatch):
    """One figure of all, which takes a second and not ten."""
    monkeypatch.setattr(gallery, "figures", lambda: [f for f in figures() if f.name == "endings"])


@pytest.mark.slow
def test_a_paper_s_figures_are_kept_by_themselves_with_their_captions(folder):
    into = write_figures(open_result(folder), theme="paper")
    assert into == folder / "figures" / "paper"
    kinds = ("pdf", "png", "svg")
    assert {path.name for path in into.iterdir()} == {
        "captions.md",
        *(f"endings{width}.{kind}" for width in ("", "-column") for kind in kinds),
    }
    words = (into / "captions.md").read_text(encoding="utf-8")
    assert words.startswith("## endings\n\n**")
    assert "Each bar is a share of all histories" in words
    assert "Bars of shares of all histories:" in words
    assert not (folder / "report.html").exists()


def test_slides_in_japanese_have_a_folder_of_their_own(folder):
    into = write_figures(open_result(folder), theme="slides", lang="ja")
    assert into == folder / "figures" / "ja" / "slides"
    assert {path.name for path in into.iterdir()} == {"captions.md", "endings.png", "endings.svg"}
    assert "全試行に占める割合" in (into / "captions.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_they_go_where_somebody_says(folder, tmp_path):
    into = write_figures(open_result(folder), theme="slides", folder=tmp_path / "talk" / "figures")
    assert (into / "endings.png").exists()
    assert not (folder / "figures").exists()


def test_what_is_not_there_is_refused_before_anything_is_drawn(folder):
    result = open_result(folder)
    for options in ({"theme": "poster"}, {"lang": "fr"}, {"arm": 9}):
        with pytest.raises(ResultError):
            write_figures(result, **options)
    assert not (folder / "figures").exists()


def test_a_folder_that_cannot_be_written_is_told(folder, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FolderUnwritable, match="file"):
        write_figures(open_result(folder), theme="slides", folder=tmp_path / "file" / "figures")
