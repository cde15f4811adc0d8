from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from experiments.figures.comparison import curves, incidence, shift, ways


@pytest.fixture
def material(sides, japan_us):
    return sides(japan_us())


def test_each_arm_has_its_curve_and_its_band(material):
    (panel, *_) = incidence.prepare(material)
    ax = Figure().subplots()
    curves.draw(panel, ax)
    found = {line.get_label(): line.get_ydata() for line in ax.lines}
    for label, curve in zip(panel.series, panel.curves, strict=True):
        assert np.array_equal(found[label], curve.value)
    assert len(ax.collections) == 2


def test_a_change_is_drawn_around_a_line_at_0(material):
    (panel, *_) = shift.prepare(material)
    ax = Figure().subplots()
    curves.draw(panel, ax)
    assert any(set(np.ravel(line.get_ydata())) == {0} for line in ax.lines)
    assert panel.series == ("arm 1",)
    assert panel.curves[0].value[-1] == pytest.approx(
        material.timing.curves[1]["agreement"].value[-1]
        - material.timing.curves[0]["agreement"].value[-1]
    )


def test_areas_end_where_the_shares_do(material):
    first, second = ways.prepare(material)
    total = sum(shares[-1] for _, shares in first.shares)
    curves = material.timing.curves[0].values()
    assert total == pytest.approx(sum(curve.value[-1] for curve in curves))
    assert first.title == "arm 0"
    assert second.title == "arm 1"


def test_the_heading_names_the_day_of_the_widest_gap(material):
    panels = shift.prepare(material)
    curve = panels[0].curves[0]
    day = panels[0].days.short(int(np.abs(curve.value).argmax()))
    assert day in shift.heading(panels)
