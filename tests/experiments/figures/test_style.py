from __future__ import annotations

import itertools

import matplotlib
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from experiments.analysis.endings import ENDINGS
from experiments.figures import style
from experiments.speech import speaking


def lightness(color):
    """Relative luminance as WCAG 2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, two):
    dark, light = sorted((lightness(one), lightness(two)))
    return (light + 0.05) / (dark + 0.05)


def test_every_ending_has_a_fill_that_a_grey_printer_keeps_apart():
    assert set(style.ENDINGS) == {term.name for term in ENDINGS}
    for (one, mark), (two, other) in itertools.combinations(style.ENDINGS.values(), 2):
        assert mark != other or contrast(one, two) > 1.5


def test_series_and_sides_differ_without_their_colours():
    lines = [line for _, line, _ in style.SERIES]
    markers = [marker for _, _, marker in style.SERIES]
    assert len(set(map(str, lines))) == len(lines)
    assert len(set(markers)) == len(markers)
    assert style.SIDE_LINES[0] != style.SIDE_LINES[1]


@pytest.mark.parametrize("color", [style.INK, style.QUIET])
def test_text_is_legible_on_paper(color):
    assert contrast(color, style.PAPER) >= 4.5


@pytest.mark.parametrize("color", [style.BLUE, style.VERMILLION, style.GREEN])
def test_lines_are_visible_on_paper(color):
    assert contrast(color, style.PAPER) >= 3


def test_a_reader_s_own_settings_neither_enter_nor_are_lost():
    with matplotlib.rc_context({"font.size": 40, "lines.linewidth": 9}):
        with style.applied():
            assert matplotlib.rcParams["font.size"] == 8.5
        assert matplotlib.rcParams["font.size"] == 40


def test_headroom_leaves_air_and_never_leaves_the_scale():
    assert style.headroom(0.5) == 0.6
    assert style.headroom(0.005) == 0.01
    assert style.headroom(0.97) == 1.0


def test_japanese_letters_are_as_wide_where_a_figure_is_laid_out_as_where_it_is_saved():
    text = "合意すれば、条件が良くなる"
    with speaking("ja"), style.applied():
        inches = [
            Figure(dpi=dpi).text(0, 0, text, fontsize=6.8).get_window_extent().width / dpi
            for dpi in (100, 144, 200, 600)
        ]
    assert max(inches) == pytest.approx(min(inches), rel=0.01)
