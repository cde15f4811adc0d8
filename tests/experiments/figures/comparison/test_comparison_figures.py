"""What holds for every figure of a comparison."""

from __future__ import annotations

from dataclasses import replace

import pytest

from experiments.compare import compare
from experiments.figures import canvas, figures, render, style
from experiments.figures.comparison import comparison_figures
from experiments.figures.comparison.material import MOST_ARMS, Sides
from tests.experiments.made_up import outcomes
from tests.experiments.sides import arm

NAMES = [figure.name for figure in comparison_figures()]


def figure(name):
    return next(figure for figure in comparison_figures() if figure.name == name)


def test_they_are_found_by_themselves_and_stay_out_of_the_report():
    assert NAMES == [
        "differences",
        "ways",
        "incidence",
        "shift",
        "why",
        "mandates",
        "terms",
        "spreads",
    ]
    assert not {f"experiments.figures.comparison.{name}" for name in NAMES} & {
        one.draw.__module__ for one in figures()
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", ["page", "column"])
@pytest.mark.parametrize("arms", [2, 5])
def test_nothing_is_cut_off(sides, japan_us, name, width, arms):
    panels = figure(name).prepare(sides(japan_us(), arms=arms))
    drawing = canvas(figure(name), panels, width)
    drawing.set_dpi(style.DPI)  # as it is saved
    inches = {"page": style.PAGE_INCHES, "column": style.COLUMN_INCHES}[width]
    assert drawing.get_figwidth() == inches
    whole = drawing.get_tightbbox()
    slack = 0.04  # inches
    assert whole.x0 >= -slack
    assert whole.y0 >= -slack
    assert whole.x1 <= drawing.get_figwidth() + slack
    assert whole.y1 <= drawing.get_figheight() + slack


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_same_data_give_the_same_bytes(sides, two_givers, name):
    panels = figure(name).prepare(sides(two_givers()))
    first = render(canvas(figure(name), panels, "column"), "svg")
    assert first == render(canvas(figure(name), panels, "column"), "svg")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("arms", [2, 3])
def test_every_figure_is_told_in_words(sides, two_givers, name, arms):
    panels = figure(name).prepare(sides(two_givers(), arms=arms))
    for told in (figure(name).heading, figure(name).caption, figure(name).alt):
        words = told(panels)
        assert words
        assert "nan" not in words
        assert "  " not in words
    assert figure(name).alt(panels).endswith(".")


def test_no_more_arms_are_shown_than_can_be_told_apart(sides, two_givers):
    material = sides(two_givers(), arms=MOST_ARMS + 2, runs=60)
    for one in comparison_figures():
        panels = one.prepare(material)
        assert f"The figure shows the first {MOST_ARMS} arms only" in one.caption(panels)
    (*_, last) = figure("incidence").prepare(material)
    assert len(last.curves) == MOST_ARMS
    assert len(figure("ways").prepare(material)) == MOST_ARMS


def test_what_was_not_looked_at_has_no_figure(two_givers):
    world = two_givers()
    arms = [arm(name, world, outcomes(world, 30, seed=s)) for name, s in (("a", 1), ("b", 2))]
    material = Sides(compare(arms, ["texts"]))
    drawn = [one.name for one in comparison_figures() if one.prepare(material) is not None]
    assert drawn == ["differences", "spreads"]


def test_without_agreements_there_are_no_terms(sides, two_givers):
    material = sides(two_givers(), share=-1.0)
    assert figure("terms").prepare(material) is None
    assert figure("ways").prepare(material) is not None
    assert material.timing.endings[0] != "agreement"


def test_nothing_to_date_is_nothing_to_draw(sides, two_givers):
    material = sides(two_givers())
    undated = replace(material, timing=None)
    for name in ("ways", "incidence", "shift"):
        assert figure(name).prepare(undated) is None
