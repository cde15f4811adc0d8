from __future__ import annotations

import io

import pytest
from PIL import Image

import talks
from experiments.errors import FolderUnwritable, ResultError
from experiments.figures import figures
from experiments.report import write_report
from experiments.store import open_result


@pytest.fixture
def endings(folder):
    return talks.figure(folder, "endings")


def test_it_is_the_figure_of_the_report(folder, endings, monkeypatch):
    (figure,) = (one for one in figures() if one.name == "endings")
    monkeypatch.setattr("experiments.report.figures", lambda: [figure])
    write_report(open_result(folder))
    assert endings.files("svg") == ((folder / "figures" / "endings.svg").read_bytes(),)
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert endings.heading in page
    assert endings.caption.replace("–", "–\N{WORD JOINER}") in page
    assert endings.alt in page


def test_a_notebook_shows_it_with_its_words(endings):
    png, shown = endings._repr_png_()
    assert Image.open(io.BytesIO(png)).width == 1400
    assert shown == {"alt": endings.alt, "width": 700}
    assert endings._repr_html_() is None
    assert str(endings) == f"{endings.heading}. {endings.alt}"


def test_a_figure_on_several_sheets_is_shown_and_saved_whole(folder, tmp_path):
    mandate = talks.figure(folder, "mandate", theme="slides", lang="ja")
    assert len(mandate.drawings) == 2
    assert mandate._repr_png_() is None
    assert mandate._repr_html_().count("<img") == 2
    assert mandate.save(tmp_path / "m.svg") == (tmp_path / "m-1.svg", tmp_path / "m-2.svg")


def test_it_is_saved_as_what_the_name_ends_with(endings, tmp_path):
    for kind, begin in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")):
        (path,) = endings.save(tmp_path / f"endings.{kind}")
        assert path.read_bytes().startswith(begin)
    with pytest.raises(ResultError, match=r"saved as \.png, \.svg or \.pdf"):
        endings.save(tmp_path / "endings.jpg")
    with pytest.raises(FolderUnwritable):
        endings.save(tmp_path / "nowhere" / "endings.png")


def test_what_cannot_be_drawn_is_told_by_its_name(folder):
    with pytest.raises(ResultError, match=r"no figure 'ending'; .* did you mean 'endings'"):
        talks.figure(folder, "ending")
    with pytest.raises(ResultError, match="nothing to draw for 'losses'"):
        talks.figure(folder, "losses")
    with pytest.raises(ResultError, match="no arm 7"):
        talks.figure(folder, "endings", arm=7)
