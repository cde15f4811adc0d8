from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from experiments.figures import mandate


@pytest.fixture
def panels(material, japan_us):
    return mandate.prepare(material(japan_us()))


def test_the_terms_make_up_the_mandate(panels):
    for panel in panels:
        assert np.allclose(panel.mandate, np.maximum(panel.pressed, panel.outside))
        edge = panel.reference
        for _, above, below in panel.bands:
            assert np.array_equal(edge, above)
            edge = below


def test_only_pressures_that_are_felt_are_drawn(panels):
    assert [term for term, *_ in panels[0].bands] == ["threat", "losses", "stress", "majority"]
    assert panels[0].felt == ("threat", "losses", "majority")


def test_the_axis_ends_with_the_history(panels):
    assert panels[0].days.horizon == 39
    assert [mark[0] for mark in panels[0].days.marks] == [7, 16, 22, 33]


def test_events_are_marked_and_those_of_one_day_stand_on_each_other(panels):
    ax = Figure().subplots()
    both = panels[0].__class__(**{**vars(panels[0]), "events": ((5, "text"), (5, "leaders"))})
    mandate.draw(both, ax)
    marks = [line for line in ax.lines if line.get_linestyle() == "None"]
    assert [line.get_xdata()[0] for line in marks] == [5, 5]
    assert marks[0].get_ydata()[0] < marks[1].get_ydata()[0]


def test_words_say_where_each_mandate_went_and_what_pressed_it(panels):
    caption = mandate.caption(panels)
    assert "Japan’s stays at about 40 points" in caption
    assert "The United States’ goes from 50 to 46 points, moved most by its losses." in caption
    assert mandate.heading(panels) == "In this history the United States softens most, by 4 points"


def test_without_a_history_there_is_no_figure(material, japan_us):
    whole = material(japan_us())
    assert mandate.prepare(whole.__class__(whole.scenario, whole.arm, whole.arms)) is None
