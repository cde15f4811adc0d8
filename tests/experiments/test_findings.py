from __future__ import annotations

import pytest

import talks
from experiments.analysis.table import Table
from experiments.errors import ResultError


def test_it_says_what_the_report_says(folder):
    found = talks.summary(folder)
    assert set(found.tables) >= {"settings", "windows", "endings", "stages", "terms", "scores"}
    assert found.tables["endings"].caption == "How histories end"
    text = str(found)
    assert " ".join(text.split()).startswith(f"{found.answer.headline} {found.answer.lead}")
    assert "not a forecast service" in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 88


def test_a_notebook_shows_the_answer_and_no_markup_of_others(folder):
    shown = talks.summary(folder)._repr_html_()
    assert shown.startswith("<h3>")
    assert shown.count("<p>") == shown.count("</p>") > 2
    table = Table("<b>", ("a",), (("<i>",), ("&",)))
    assert "<i>" not in table._repr_html_()
    assert "&lt;i&gt;" in table._repr_html_()


def test_it_speaks_japanese(folder):
    found = talks.summary(folder, arm=1, lang="ja")
    assert "包括合意に至る" in found.answer.lead
    assert found.tables["endings"].head[0] == "結末"
    assert found.tables["endings"].rows[0][0] == "包括合意"


def test_an_arm_or_a_language_that_is_not_there_is_refused(folder):
    with pytest.raises(ResultError, match="no arm 2"):
        talks.summary(folder, arm=2)
    with pytest.raises(ResultError, match="no language 'fr'"):
        talks.summary(folder, lang="fr")


def test_columns_of_a_table_stand_beneath_each_other_in_any_language():
    table = Table("題", ("議題", "b"), (("関税", "1"), ("x", "22")))
    assert str(table) == "題\n議題  b\n関税  1\nx     22"
