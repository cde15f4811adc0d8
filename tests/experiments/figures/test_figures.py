"""What holds for every figure, whatever its data."""

from __future__ import annotations

import re

import pytest

from experiments.figures import canvas, figures, render, style

NAMES = [figure.name for figure in figures()]
STANDARD = ["timing", "endings", "terms", "concessions", "payoffs", "losses", "mandate"]


@pytest.fixture(params=NAMES)
def figure(request):
    return next(figure for figure in figures() if figure.name == request.param)


@pytest.fixture
def panels(figure, material, japan_us, two_givers, grid_of):
    if figure.name == "grid":
        arms = grid_of({"bar": (0.0, 0.1, 0.2), "softness": (0.1, 0.9)})
        return figure.prepare(material(two_givers(), arms=arms))
    return figure.prepare(material(japan_us()))


def test_figures_are_found_by_themselves_each_in_its_place():
    assert [name for name in NAMES if name in STANDARD] == STANDARD
    places = [figure.place for figure in figures()]
    assert places == sorted(places)
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("width", ["page", "column"])
def test_nothing_is_cut_off_at_either_width(figure, panels, width):
    drawing = canvas(figure, panels, width)
    inches = {"page": style.PAGE_INCHES, "column": style.COLUMN_INCHES}[width]
    assert drawing.get_figwidth() == inches
    whole = drawing.get_tightbbox()
    slack = 0.02  # inches
    assert whole.x0 >= -slack
    assert whole.y0 >= -slack
    assert whole.x1 <= drawing.get_figwidth() + slack
    assert whole.y1 <= drawing.get_figheight() + slack


def test_the_same_data_give_the_same_bytes(figure, panels):
    for kind in ("svg", "png"):
        first = render(canvas(figure, panels, "page"), kind)
        assert first == render(canvas(figure, panels, "page"), kind)
        assert len(first) > 5000


def test_files_say_nothing_of_when_or_with_what_they_were_made(figure, panels):
    svg = render(canvas(figure, panels, "page"), "svg").decode()
    assert "<dc:date>" not in svg
    assert "Matplotlib" not in svg
    assert not re.search(r'(href|src)="(?!#|data:)', svg)


def test_words_go_with_every_figure(figure, panels):
    for text in (figure.heading(panels), figure.caption(panels), figure.alt(panels)):
        assert len(text) > 15
        assert "nan" not in text
        assert "inf " not in text
        assert "  " not in text
    assert len(figure.heading(panels)) < 90
    assert figure.caption(panels).endswith(".")
    assert figure.alt(panels).endswith(".")


@pytest.mark.parametrize("runs", [1, 30])
@pytest.mark.parametrize("share", [0, 1])
@pytest.mark.parametrize("world", ["japan_us", "two_givers"])
def test_every_figure_draws_or_stands_back_whatever_happened(
    figure, material, japan_us, two_givers, world, share, runs
):
    scenario = {"japan_us": japan_us, "two_givers": two_givers}[world]()
    found = figure.prepare(material(scenario, runs=runs, share=share))
    needs_agreements = figure.name in ("timing", "terms", "concessions", "payoffs")
    if share == 0 and needs_agreements:
        assert found is None
    if found is not None:
        canvas(figure, found, "column")
        assert "nan" not in figure.caption(found) + figure.alt(found) + figure.heading(found)
