"""Figures of a comparison in Japanese: every letter is in the font, and no word is English."""

from __future__ import annotations

import pytest
from matplotlib.text import Text

from experiments.comparison_named import named_comparison
from experiments.figures import canvas
from experiments.figures.comparison import comparison_figures
from experiments.figures.comparison.material import Sides
from experiments.speech import speaking
from tests.experiments.figures.test_japanese import ENGLISH, NAMES, missing


@pytest.fixture
def japanese(sides, japan_us):
    """Material about two worlds, called as `arm 0` and `arm 1`."""
    material = sides(japan_us(), runs=60)
    with speaking("ja"):
        yield Sides(*named_comparison(material.comparison, material.timing, material.eves))


def told(figure, panels):
    return [figure.heading(panels), figure.caption(panels), figure.alt(panels)]


@pytest.mark.parametrize("figure", comparison_figures(), ids=lambda figure: figure.name)
def test_what_is_said_of_a_figure_is_japanese(figure, japanese):
    for text in told(figure, figure.prepare(japanese)):
        assert not ENGLISH.search(NAMES.sub("", text).replace("arm", "")), text


@pytest.mark.slow
@pytest.mark.parametrize("figure", comparison_figures(), ids=lambda figure: figure.name)
def test_no_letter_is_a_box_and_no_word_is_english(figure, japanese, recwarn):
    panels = figure.prepare(japanese)
    drawing = canvas(figure, panels, "column")
    drawing.canvas.draw()  # this is when matplotlib would warn of a letter that no font has
    assert [str(warning.message) for warning in recwarn if "Glyph" in str(warning.message)] == []
    drawn = [text.get_text() for text in drawing.findobj(Text)]
    for text in drawn + told(figure, panels):
        assert missing(text) == set(), text
        assert not ENGLISH.search(NAMES.sub("", text).replace("arm", "")), text


def test_dollars_are_counted_as_japanese_does(sides, japan_us, japanese):
    (spreads,) = (one for one in comparison_figures() if one.name == "spreads")
    duty = next(one for one in spreads.prepare(japanese) if one.title == "支払われた関税")
    assert duty.unit == "億ドル"
    with speaking("en"):
        plain = next(
            one for one in spreads.prepare(sides(japan_us(), runs=60)) if one.title == "Duty paid"
        )
    assert plain.unit == "USD bn"
    assert duty.ridges[0].median == pytest.approx(10 * plain.ridges[0].median)
