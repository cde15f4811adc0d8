from __future__ import annotations

import importlib.util

import matplotlib
import pytest

from experiments.errors import ResultError
from experiments.figures import lettering
from experiments.figures.lettering import by_phrases, ems, families, letters, wrapped


def test_a_full_width_letter_is_as_wide_as_it_is_high():
    assert ems("交渉") == 2
    assert ems("talks") == pytest.approx(5 * lettering.EM)
    assert ems("a\n交渉") == 2
    assert letters("talks") == 5
    assert letters("交渉") == 2 * lettering.WIDE


@pytest.mark.parametrize(
    ("text", "most", "lines"),
    [
        ("deadline passes or moves", 9, ["deadline passes", "or moves"]),
        ("unbreakable", 2, ["unbreakable"]),
        ("", 5, [""]),
        ("合意の割合は変わる", 5, ["合意の割合", "は変わる"]),
        # No line begins with a comma or a closing bracket, nor ends with an opening one.
        ("合意の割合、設定", 5, ["合意の割", "合、設定"]),
        ("損失を与える（中央値）", 8, ["損失を与える", "（中央値）"]),
        ("（とても長い括弧の中）後", 5, ["（とても", "長い括弧", "の中）後"]),
        ("2025年12月", 3.2, ["2025年", "12月"]),
        # A number stays with what it counts.
        ("期限は12月15日", 5, ["期限は", "12月15日"]),
    ],
)
def test_lines_break_where_the_language_allows(text, most, lines):
    assert wrapped(text, most).split("\n") == lines


@pytest.mark.parametrize(
    ("text", "most", "lines"),
    [
        ("限度を超えることを米国が嫌うか", 10, ["限度を超えることを", "米国が嫌うか"]),
        ("有権者の支持に与える影響（日本）", 11, ["有権者の支持に与える", "影響（日本）"]),
        ("買い手が負担する割合（乗用車）", 11, ["買い手が負担する割合", "（乗用車）"]),
        # A phrase that is longer than a line is cut all the same.
        ("協議協議協議は", 4, ["協議協議", "協議は"]),
        ("one two three", 4.5, ["one two", "three"]),
    ],
)
def test_phrases_stay_whole_where_they_can(text, most, lines):
    assert by_phrases(text, most).split("\n") == lines


def test_the_font_is_registered_without_touching_a_reader_s_settings():
    before = matplotlib.rcParams["font.family"]
    assert families("en") == ("DejaVu Sans",)
    assert families("ja") == ("IPAexGothic", "DejaVu Sans")
    assert matplotlib.rcParams["font.family"] == before


def test_a_font_that_is_not_installed_is_told_with_the_way_to_get_it(monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if "fontja" in name else find(name)
    )
    lettering._register.cache_clear()
    with pytest.raises(ResultError, match=r"pip install 'tariff-talks\[japanese\]'"):
        families("ja")
    monkeypatch.undo()
    assert families("ja")
