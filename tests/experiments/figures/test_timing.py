from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from experiments.figures import timing
from tests.experiments.made_up import changed, outcomes


@pytest.fixture
def data(material, japan_us):
    (found,) = timing.prepare(material(japan_us(), runs=500))
    return found


def test_the_curve_ends_where_the_summary_stands(data, material, japan_us):
    share = material(japan_us(), runs=500).arm.summary.agreement.interval
    assert (data.curve.value[-1], data.curve.low[-1], data.curve.high[-1]) == share


def test_bars_add_up_to_the_curve(data):
    assert data.span == 7
    assert sum(data.spans) == pytest.approx(data.curve.value[-1])
    assert np.allclose(np.cumsum(data.spans)[:-1], data.curve.value[6::7][: len(data.spans) - 1])


def test_a_short_calendar_is_counted_by_days(material, two_givers):
    (found,) = timing.prepare(material(two_givers()))
    assert found.span == 1
    assert len(found.spans) == two_givers().horizon + 1


def test_the_day_of_a_text_that_never_took_effect_does_not_count(material, two_givers):
    columns = changed(
        outcomes(two_givers(), 4, reached=np.array([True, False, False, False])),
        agreement_day=[5, 6, 7, -1],
    )
    (found,) = timing.prepare(material(two_givers(), columns=columns))
    assert found.curve.value[-1] == 0.25


def test_heading_names_the_median_day(material, two_givers):
    columns = changed(outcomes(two_givers(), 4, share=1), agreement_day=[5, 8, 20, 21])
    panels = timing.prepare(material(two_givers(), columns=columns))
    assert timing.heading(panels) == "Half of all agreements come by 9 January 2025"


def test_every_marked_day_has_its_line(data):
    ax = Figure().subplots()
    timing.draw(data, ax)
    lines = {line.get_xdata()[0] for line in ax.lines if len(set(line.get_xdata())) == 1}
    assert {7, 16, 22, 33} <= lines
