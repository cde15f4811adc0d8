from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from experiments.figures.comparison import ridges, spreads, terms
from experiments.figures.comparison.ridges import Panel

NAN = np.nan


def test_levels_are_counted_among_those_that_have_one():
    (one, two), edges = ridges.ridges(
        [np.array([25.0, 0.0, 0.0, NAN]), np.array([12.5, NAN, NAN, NAN])], (25, 12.5, 0)
    )
    assert edges.tolist() == [-0.5, 0.5, 1.5, 2.5]
    assert one.shares.tolist() == pytest.approx([1 / 3, 0, 2 / 3])
    assert (one.median, one.low, one.high, one.runs) == (2, 0, 2, 3)
    assert two.shares.tolist() == [0, 1, 0]


def test_every_value_is_in_a_bin_that_both_arms_share():
    chance = np.random.default_rng(1)
    (one, two), edges = ridges.ridges([chance.normal(0, 1, 5000), chance.normal(3, 1, 5000)])
    assert one.shares.sum() == pytest.approx(1)
    assert two.shares.sum() == pytest.approx(1)
    assert len(edges) == ridges.BINS + 1
    assert one.median < two.median


def test_an_arm_without_a_value_has_no_ridge():
    found, _ = ridges.ridges([np.array([NAN]), np.array([1.0, 1.0])])
    assert found[0] is None
    assert found[1].median == 1
    assert ridges.ridges([np.array([NAN])]) is None


@pytest.mark.parametrize("levels", [2, 5, 7, 8, 11, 40])
def test_an_axis_names_the_first_and_the_last_level_and_not_too_many(levels):
    places = list(ridges._ticks(levels))
    assert (places[0], places[-1]) == (0, levels - 1)
    assert len(places) == len(set(places)) <= ridges.MOST_TICKS


def test_a_panel_has_a_mark_for_each_arm_at_its_median(sides, japan_us):
    (panel, *_) = spreads.prepare(sides(japan_us(), arms=3))
    ax = Figure().subplots()
    ridges.draw(panel, ax)
    marks = {
        line.get_label(): line.get_xdata()[0] for line in ax.lines if len(line.get_xdata()) == 1
    }
    assert marks == {
        label: ridge.median for label, ridge in zip(panel.series, panel.ridges, strict=True)
    }


def test_terms_have_an_issue_a_panel_and_spreads_the_rest(sides, japan_us):
    material = sides(japan_us())
    assert [one.title for one in terms.prepare(material)] == [i.label for i in japan_us().issues]
    assert all(isinstance(one, Panel) and not one.levels for one in spreads.prepare(material))
