"""The looks that figures come in: sizes as promised, type that can be read, nothing cut off."""

from __future__ import annotations

import io

import pytest
from matplotlib.text import Text
from PIL import Image

from experiments.errors import ResultError
from experiments.figures import canvas, figures, render, style
from experiments.figures.spec import sheets
from experiments.figures.themes import THEMES, theme
from experiments.speech import named, speaking

BY_NAME = {figure.name: figure for figure in figures()}
STANDARD = ("timing", "endings", "terms", "concessions", "payoffs", "losses", "mandate")


def drawn(figure, panels, width="page"):
    return [canvas(figure, sheet, width) for sheet in sheets(figure, panels, width)]


def texts(drawing):
    return [
        text
        for text in drawing.findobj(Text)
        if text.get_visible() and text.get_text().strip() and text.get_alpha() != 0
    ]


def cut_off(drawing, slack=0.04):
    """How far, in inches, anything sticks out of the sheet beyond a hair."""
    whole = drawing.get_tightbbox()
    width, height = drawing.get_size_inches()
    beyond = max(-whole.x0, -whole.y0, whole.x1 - width, whole.y1 - height)
    return max(0.0, beyond - slack)


def test_the_report_s_theme_is_the_one_that_nobody_has_to_ask_for(material, japan_us):
    endings = BY_NAME["endings"]
    panels = endings.prepare(material(japan_us()))
    plain = render(canvas(endings, panels, "page"), "svg")
    with style.themed("slides"), speaking("ja"):
        canvas(endings, panels, "page")
    with style.themed("report"), speaking("en"):
        assert render(canvas(endings, panels, "page"), "svg") == plain
    assert style.look() is THEMES["report"]
    assert style.points(7.5) == style.lines(7.5) == 7.5


def test_a_theme_that_is_not_there_is_refused():
    message = "no theme 'slide'; there are report, paper, slides; did you mean 'slides'?"
    with pytest.raises(ResultError, match=message.replace("?", r"\?")):
        theme("slide")


@pytest.mark.parametrize(
    ("name", "width", "inches", "pixels"),
    [
        ("report", "page", 7.0, 1400),
        ("paper", "page", 7.0, 4200),
        ("paper", "column", 3.4, 2040),
        ("slides", "page", 40 / 3, 1920),
    ],
)
def test_sizes_are_as_promised(material, japan_us, name, width, inches, pixels):
    timing = BY_NAME["timing"]
    panels = timing.prepare(material(japan_us()))
    with style.themed(name):
        drawing = canvas(timing, panels, width)
        assert drawing.get_figwidth() == inches
        image = Image.open(io.BytesIO(render(drawing, "png")))
    assert image.width == pytest.approx(pixels, abs=1)
    if name == "slides":
        assert image.size == (1920, 1080)


def test_slides_have_type_for_the_last_row_and_the_finding_on_top(material, japan_us):
    """18 points are 1/30 of a slide's height; what stands on bars may be a bit smaller."""
    endings = BY_NAME["endings"]
    panels = endings.prepare(material(japan_us()))
    with style.themed("slides"):
        drawing = canvas(endings, panels, "page")
    assert min(text.get_fontsize() for text in texts(drawing)) >= 16
    assert endings.heading(panels) in " ".join(drawing.get_suptitle().split())
    assert cut_off(drawing) == 0


def test_a_paper_letters_its_panels_and_has_small_type(material, japan_us):
    terms = BY_NAME["terms"]
    panels = terms.prepare(material(japan_us()))
    with style.themed("paper"):
        drawing = canvas(terms, panels, "column")
        titles = [ax.get_title(loc="left") for ax in drawing.axes]
    assert [title[:3] for title in titles] == ["a  ", "b  ", "c  "]
    sizes = [text.get_fontsize() for text in texts(drawing)]
    assert min(sizes) >= 6
    assert max(sizes) <= 8.5


def test_a_paper_s_pdf_has_its_fonts_inside_and_says_nothing_of_its_making(material, japan_us):
    timing = BY_NAME["timing"]
    with style.themed("paper"):
        drawing = canvas(timing, timing.prepare(material(japan_us())), "column")
        first = render(drawing, "pdf")
        assert render(drawing, "pdf") == first
    assert b"/FontFile2" in first  # a TrueType font
    assert b"/Type3" not in first
    for word in (b"CreationDate", b"matplotlib.org", b"Producer"):
        assert word not in first


def test_what_does_not_fit_on_a_slide_stands_on_several(material, japan_us):
    found = material(japan_us())
    mandate, terms = (BY_NAME[name] for name in ("mandate", "terms"))
    both = mandate.prepare(found)
    assert sheets(mandate, both, "page") == [both]
    with style.themed("slides"):
        assert [len(sheet) for sheet in sheets(mandate, both, "page")] == [1, 1]
        assert [len(sheet) for sheet in sheets(terms, terms.prepare(found), "page")] == [3]
    # Each sheet has a finding of its own.
    first, second = (mandate.heading([panel]) for panel in both)
    assert first != second
    assert "Japan" in first
    assert "United States" in second


def test_on_a_slide_that_is_too_full_type_shrinks_and_nothing_is_lost():
    with style.themed("slides"):
        size = style.points(8)
        with style.fitted(2 * style.look().holds):
            assert style.points(8) == size / 2
    with style.fitted(100):
        assert style.points(8) == 8


@pytest.mark.parametrize("code", ["en", "ja"])
def test_words_of_a_key_take_two_lines_rather_than_leave_the_sheet(material, japan_us, code):
    mandate = BY_NAME["mandate"]
    with speaking(code):
        drawing = canvas(mandate, mandate.prepare(material(named(japan_us()))), "column")
    assert cut_off(drawing) == 0


@pytest.mark.slow
@pytest.mark.parametrize("code", ["en", "ja"])
@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("figure", [*STANDARD, "grid"])
def test_nothing_is_cut_off_in_any_theme_or_language(
    material, japan_us, two_givers, grid_of, figure, name, code
):
    with style.themed(name), speaking(code):
        if figure == "grid":
            arms = grid_of({"bar": (0.0, 0.1, 0.2), "softness": (0.1, 0.9)})
            panels = BY_NAME[figure].prepare(material(two_givers(), arms=arms))
        else:
            panels = BY_NAME[figure].prepare(material(named(japan_us())))
        for width in ("page", "column"):
            if width == "page" or style.look().column is not None:
                for drawing in drawn(BY_NAME[figure], panels, width):
                    assert cut_off(drawing) == 0
