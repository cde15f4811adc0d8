from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure

from experiments.figures import losses


@pytest.fixture
def panels(material, japan_us):
    return losses.prepare(material(japan_us()))


def test_panels_hold_both_accounts_added_up(panels):
    loss, duty = panels
    assert np.allclose(duty.course.median, 2 * loss.course.median)
    # Histories lose 1, 2, 3, 4 and 5 a day, half as much in the second half of 198 days.
    assert loss.course.median[:3].tolist() == [3, 6, 9]
    assert loss.course.high[-1] == pytest.approx(5 * (99 + 99 / 2))
    assert loss.histories == 5


def test_the_typical_history_changes_where_its_days_do(panels):
    loss, duty = panels
    assert loss.changes == duty.changes == (99,)
    assert loss.typical[98:101].tolist() == [99, 99.5, 100]
    assert loss.run == 7


def test_rounding_is_no_change():
    assert losses._changes(np.array([1.0, 1.0 + 1e-9, 1.0])) == ()
    assert losses._changes(np.array([0.0, 0.0, 1.0, 0.0])) == (2, 3)


def test_words_tell_the_totals_and_the_first_day(panels):
    assert losses.heading(panels) == (
        "By 31 December 2025, tariffs have cost exporters $446bn (median)"
    )
    caption = losses.caption(panels)
    assert "Drawn from 5 of the histories" in caption
    assert "The dashed line is run 7, told below, with a dot on each day" in caption
    assert "exporters lose $446bn ($148–742bn)" in caption
    assert "On the first day it is $3,000m and $6,000m." in caption
    alt = losses.alt(panels)
    assert "Lost by exporters: $69bn ($23–115bn) by 9 July, $102bn" in alt


def test_the_calendar_is_marked_in_both_panels_and_labelled_once(panels):
    both = Figure(figsize=(7, 5)).subplots(nrows=2)
    for panel, ax, labels in zip(panels, both, (4, 0), strict=True):
        losses.draw(panel, ax)
        marked = [line.get_xdata()[0] for line in ax.lines if len(set(line.get_xdata())) == 1]
        assert {7, 16, 22, 33} <= set(marked)
        assert sum(bool(text.get_text()) for text in ax.texts) == labels


def test_without_a_typical_history_only_the_bands_are_drawn(material, japan_us):
    whole = material(japan_us())
    for told in (None, replace(whole.told, replayed=None)):
        panels = losses.prepare(replace(whole, told=told))
        assert panels[0].typical is None
        assert "dashed line" not in losses.caption(panels)
        ax = Figure().subplots()
        losses.draw(panels[1], ax)
        assert "run" not in " ".join(ax.get_legend_handles_labels()[1])


def test_without_dollars_or_replayed_histories_there_is_no_figure(material, japan_us, two_givers):
    assert losses.prepare(material(two_givers())) is None
    assert losses.prepare(replace(material(japan_us()), replayed=())) is None
