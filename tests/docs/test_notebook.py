"""The tutorial notebook runs as it stands, and shows what it shows."""

from __future__ import annotations

import copy
import importlib

import pytest

from pages import ROOT

pytest.importorskip("nbclient")  # comes with the extra `notebook`
notebook = importlib.import_module("notebook")


@pytest.fixture
def kept():
    return notebook.read(notebook.NOTEBOOK)


def test_every_cell_of_code_was_executed_in_order_and_none_complained(kept):
    code = [cell for cell in kept.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert all(cell.outputs for cell in code)
    for cell in code:
        for output in cell.outputs:
            assert output.output_type in ("stream", "execute_result", "display_data")
            assert output.get("name", "stdout") == "stdout"
            assert len(output.get("data", {"one": ""})) == 1


def test_it_names_no_machine_and_stays_small(kept):
    text = notebook.NOTEBOOK.read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert "/tmp" not in text
    assert len(text) < 600_000


def test_pictures_carry_their_words(kept):
    pictures = [
        output.metadata["image/png"]
        for cell in kept.cells
        for output in cell.get("outputs", ())
        if "image/png" in output.get("data", {})
    ]
    assert len(pictures) >= 3
    assert all(len(picture["alt"]) > 40 for picture in pictures)


def test_another_number_is_seen_and_another_picture_is_not(kept):
    changed = copy.deepcopy(kept)
    outputs = [one for cell in changed.cells for one in cell.get("outputs", ())]
    picture = next(one for one in outputs if "image/png" in one.get("data", {}))
    picture.data["image/png"] = "other letters"
    assert notebook.shown(changed) == notebook.shown(kept)
    printed = next(one for one in outputs if one.output_type == "stream")
    printed.text += "1"
    assert notebook.shown(changed) != notebook.shown(kept)


@pytest.mark.slow
def test_it_shows_what_it_would_show_now(capsys):
    assert notebook.main(["--check"]) == 0, capsys.readouterr().err


@pytest.mark.slow
def test_a_cell_that_fails_is_told(tmp_path, capsys, kept):
    path = tmp_path / "tutorial.ipynb"
    kept.cells = [cell for cell in kept.cells if cell.cell_type == "code"][:1]
    kept.cells[0].source = "import talks\ntalks.load('nowhere')"
    path.write_text(notebook.nbformat.writes(kept), encoding="utf-8")
    before = path.read_bytes()
    assert notebook.main([], path=path) == 1
    assert "does not exist" in capsys.readouterr().err
    assert path.read_bytes() == before
