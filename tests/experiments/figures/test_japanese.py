"""Figures in Japanese: every letter is in the font, and nothing is left in English."""

from __future__ import annotations

import functools
import re

import pytest
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text

from experiments.figures import canvas, figures
from experiments.figures.lettering import families
from experiments.speech import named, speaking

FIGURES = [figure for figure in figures() if figure.name != "grid"]
NAMES = re.compile("NATO|GDP")
ENGLISH = re.compile("[A-Za-z]{2}")


@functools.cache
def letters_of(family: str) -> frozenset[int]:
    return frozenset(
        FT2Font(font_manager.findfont(family, fallback_to_default=False)).get_charmap()
    )


def missing(text: str) -> set[str]:
    fonts = families("ja")
    return {
        one for one in text if one != "\n" and not any(ord(one) in letters_of(f) for f in fonts)
    }


@pytest.fixture(params=FIGURES, ids=[figure.name for figure in FIGURES])
def figure(request):
    return request.param


@pytest.fixture
def japanese():
    with speaking("ja"):
        yield


@pytest.mark.usefixtures("japanese")
def test_no_letter_is_a_box_and_no_word_is_english(figure, material, japan_us, recwarn):
    panels = figure.prepare(material(named(japan_us())))
    drawing = canvas(figure, panels, "column")
    drawing.canvas.draw()  # this is when matplotlib would warn of a letter that no font has
    assert [str(warning.message) for warning in recwarn if "Glyph" in str(warning.message)] == []
    told = [text.get_text() for text in drawing.findobj(Text)]
    told += [figure.heading(panels), figure.caption(panels), figure.alt(panels)]
    for text in told:
        assert missing(text) == set(), text
        assert not ENGLISH.search(NAMES.sub("", text)), text


@pytest.mark.usefixtures("japanese")
def test_the_settings_of_a_grid_are_compared_in_japanese(material, two_givers, grid_of):
    (grid,) = (one for one in figures() if one.name == "grid")
    panels = grid.prepare(material(two_givers(), arms=grid_of({"bar": (0.0, 0.1)})))
    assert panels[0].title == "合意"
    assert grid.heading(panels).startswith("合意の割合は")
    assert "The bar＝0.1の場合" in grid.caption(panels)


def test_a_letter_that_no_font_has_would_be_found():
    assert missing("合意") == set()
    assert missing("合\U00013000意") == {"\U00013000"}


@pytest.mark.usefixtures("japanese")
def test_the_font_s_one_weight_is_asked_for_quietly(material, japan_us, caplog):
    (endings,) = (one for one in figures() if one.name == "endings")
    canvas(endings, endings.prepare(material(named(japan_us()))), "column").canvas.draw()
    assert "findfont" not in caplog.text
