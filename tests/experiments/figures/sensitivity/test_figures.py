"""Figures of sensitivity studies, from findings that no model had to be played for."""

from __future__ import annotations

import re

import pytest
from matplotlib.text import Text

from experiments.analysis.intervals import Interval
from experiments.analysis.measures import Measure
from experiments.figures import canvas, figures, render, style
from experiments.figures.sensitivity import EFFECTS, SHARES, effects_figure
from experiments.sensitivity.effects import Effect, End
from experiments.sensitivity.findings import Found
from experiments.sensitivity.variance import PARTS, Separation
from experiments.speech import speaking

NUMBERS = {
    "morris": ("mu_star", "mu", "sigma"),
    "sobol": ("first", "total"),
    "pawn": ("median", "maximum"),
    "tornado": ("swing", "share"),
}
LONG = "How heavily the one side weighs all that it gives against all that it gets from the other"


def interval(value, half=0.05):
    return Interval(value, value - half, value + half)


def effect(method, number, of_table=False):
    """The greatest effect first; every third has a long label, the last ones are luck."""
    value = 0.4 / (1 + number)
    numbers = {name: interval(value * (1 + at)) for at, name in enumerate(NUMBERS[method])}
    ends = (End("0.1", interval(-value)), End("25 days", interval(value / 2)))
    label = LONG if number % 3 == 0 else f"Factor {number}"
    ends = ends if method == "tornado" else ()
    return Effect(f"f{number}", label, "group", numbers, value > 0.05, ends, of_table, 0.03)


def found(method, factors=20, tables=0, at_centre=False):
    parts = [part for part in PARTS if not (at_centre and "factors" in part)]
    shares = {part: interval(1 / len(parts)) for part in parts}
    shares[parts[0]] = interval(-0.01)
    effects = [effect(method, number) for number in range(factors)]
    effects += [effect(method, factors + number, of_table=True) for number in range(tables)]
    measure = Measure("agreement", "Agreement", "share")
    luck = None if at_centre else interval(0.1)
    return Found(measure, 0.5, Separation(0.25, shares, luck), tuple(effects))


def in_japanese(material):
    """The same findings with names as Japanese ones may be."""
    if isinstance(material, list):
        return [in_japanese(one) for one in material]
    effects = tuple(
        one._replace(
            label="「自動車関税（部品を含む）」の限度を超えることを米国がどれだけ嫌うか",
            ends=tuple(end._replace(value=5.0) for end in one.ends),
            unit="days",
        )
        for one in material.effects
    )
    return material._replace(measure=Measure("agreement", "合意", "share"), effects=effects)


CASES = {
    **{method: (effects_figure(method, "agreement"), found(method)) for method in EFFECTS},
    "tornado with tables": (effects_figure("tornado", "agreement"), found("tornado", 20, 9)),
    "one factor": (effects_figure("sobol", "agreement"), found("sobol", 1)),
    "shares": (SHARES, [found("morris"), found("morris")]),
    "shares at the centre": (SHARES, [found("tornado", at_centre=True)]),
}


@pytest.fixture(params=CASES)
def case(request):
    figure, material = CASES[request.param]
    return figure, figure.prepare(material)


@pytest.mark.parametrize("width", ["page", "column", "slide"])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_nothing_is_cut_off_at_either_width_or_on_a_slide(case, width, lang):
    figure, panels = case
    theme = "slides" if width == "slide" else "report"
    with style.themed(theme), speaking(lang):
        drawing = canvas(figure, panels[:1], "column" if width == "column" else "page")
    whole = drawing.get_tightbbox()
    assert whole.x0 >= -0.02
    assert whole.y0 >= -0.02
    assert whole.x1 <= drawing.get_figwidth() + 0.02
    assert whole.y1 <= drawing.get_figheight() + 0.02


def test_words_go_with_every_figure(case):
    figure, panels = case
    for text in (figure.heading(panels), figure.caption(panels), figure.alt(panels)):
        assert len(text) > 15
        assert "nan" not in text
        assert "  " not in text
    assert len(figure.heading(panels)) < 90
    assert figure.caption(panels).endswith(".")
    assert figure.alt(panels).endswith(".")


def test_in_japanese_nothing_is_left_in_english(case):
    figure, _ = case
    with speaking("ja"):
        panels = figure.prepare(in_japanese(next(m for f, m in CASES.values() if f is figure)))
        drawing = canvas(figure, panels, "column")
        told = [text.get_text() for text in drawing.findobj(Text)]
        told += [figure.heading(panels), figure.caption(panels), figure.alt(panels)]
    for text in told:
        assert not re.search("[A-Za-z]{2}", text), text


def test_on_a_slide_fewer_factors_are_shown():
    with style.themed("slides"):
        (panel,) = EFFECTS["pawn"].prepare(found("pawn", 20))
    assert len(panel.shown) == 7


def test_the_same_data_give_the_same_bytes_that_tell_nothing_of_their_making():
    figure, material = CASES["shares"]
    panels = figure.prepare(material)
    svg = render(canvas(figure, panels, "page"), "svg")
    assert svg == render(canvas(figure, panels, "page"), "svg")
    assert b"<dc:date>" not in svg and b"Matplotlib" not in svg
    assert not re.search(rb'(href|src)="(?!#|data:)', svg)


def test_numbers_of_tables_stand_apart():
    own, of_tables = EFFECTS["tornado"].prepare(found("tornado", 20, 9))
    assert not any(one.of_table for one in own.shown)
    assert all(one.of_table for one in of_tables.shown)
    assert len(EFFECTS["tornado"].prepare(found("tornado", 5))) == 1


def test_only_the_greatest_are_drawn_and_the_caption_says_how_many_more():
    figure = EFFECTS["pawn"]
    panels = figure.prepare(found("pawn", 20))
    assert [one.name for one in panels[0].shown] == [f"f{number}" for number in range(12)]
    assert "8 more factors have smaller effects" in figure.caption(panels)
    assert "Names in grey" in figure.caption(panels)
    assert figure.heading(panels) == "7 of 20 factors stand out from luck: agreement"


def test_where_nothing_varies_nothing_is_drawn():
    flat = found("morris")._replace(
        separation=Separation(0.0, {}, None),
        effects=tuple(one._replace(clear=False) for one in found("morris").effects),
    )
    assert EFFECTS["morris"].prepare(flat) is None
    assert SHARES.prepare([flat]) is None


def test_they_are_no_part_of_the_report_of_an_experiment():
    names = {figure.name for figure in figures()}
    assert not names & {SHARES.name, *(figure.name for figure in EFFECTS.values())}
    assert style.PAGE_INCHES > style.COLUMN_INCHES
