from __future__ import annotations

from dataclasses import replace

from experiments.analysis.arms import Setting
from experiments.figures import canvas, grid


def prepared(material, two_givers, arms):
    return grid.prepare(material(two_givers(), arms=arms))


def test_two_factors_make_levels_and_series(material, two_givers, grid_of):
    arms = grid_of({"bar": (0.0, 0.1, 0.2), "softness": (0.1, 0.9)})
    agreement, *scores = prepared(material, two_givers, arms)
    assert agreement.levels == ("0", "0.1", "0.2")
    assert agreement.series == ("0.1", "0.9")
    assert agreement.legend == "The softness"
    assert [panel.title for panel in scores] == ["Score, East", "Score, West"]
    for s in range(2):
        for level in range(3):
            summary = arms[2 * level + s].summary
            assert agreement.points[s][level] == summary.agreement.interval
            assert scores[1].points[s][level] == summary.sides[1].score


def test_one_factor_makes_one_series_without_a_name(material, two_givers, grid_of):
    (agreement, *_) = prepared(material, two_givers, grid_of({"bar": (0, 1)}))
    assert agreement.series == ("",)
    assert "likeliest with the bar at 1: " in grid.caption([agreement])


def test_three_factors_name_their_series_in_full(material, two_givers, grid_of):
    arms = grid_of({"a": (0, 1), "b": (0, 1), "c": (False, True)})
    (agreement, *_) = prepared(material, two_givers, arms)
    assert agreement.series[1] == "The b 0, The c yes"


def test_an_arm_that_is_missing_leaves_a_gap(material, two_givers, grid_of):
    arms = grid_of({"bar": (0, 1), "softness": (0, 1)})[:3]
    (agreement, *_) = prepared(material, two_givers, arms)
    assert agreement.points[1][1] is None
    assert grid.heading([agreement]).startswith("Agreement ranges from ")


def test_a_single_arm_has_nothing_to_compare(material, two_givers, grid_of):
    assert prepared(material, two_givers, grid_of({"bar": (0,)})) is None
    assert prepared(material, two_givers, ()) is None


def test_arms_that_are_named_one_by_one_have_a_row_each(material, two_givers, grid_of):
    arms = [
        replace(arm, settings=(Setting("arm", "Setting", name, named=True),))
        for arm, name in zip(grid_of({"x": (0, 1)}), ("Low bar", "High bar"), strict=True)
    ]
    panels = prepared(material, two_givers, tuple(arms))
    drawing = canvas(grid.FIGURE, panels, "page")
    names = [[label.get_text() for label in ax.get_yticklabels()] for ax in drawing.axes]
    assert names == [["Low bar", "High bar"], ["", ""], ["", ""]]
    assert [line.get_ydata().tolist() for line in drawing.axes[0].lines[::2]] == [[0, 0], [1, 1]]
    assert "likeliest with “High bar”: " in grid.caption(panels)
