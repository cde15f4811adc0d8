from __future__ import annotations

import math

import pytest
from matplotlib.figure import Figure

from experiments.analysis.intervals import Interval
from experiments.figures import style
from experiments.figures.comparison import differences, forest


@pytest.fixture
def panel(sides, japan_us):
    return differences.prepare(sides(japan_us()))[0]


def drawn(panel):
    ax = Figure(figsize=(7, 3)).subplots()
    forest.draw(panel, ax)
    return ax


def test_a_mark_stands_at_each_change_between_the_ends_of_its_interval(panel):
    ax = drawn(panel)
    marks = [line for line in ax.lines if line.get_marker() != "None"]
    assert [line.get_xdata()[0] for line in marks] == [row.changes[0].value for row in panel.rows]
    whiskers = [tuple(line.get_xdata()) for line in ax.lines if len(line.get_xdata()) == 2]
    assert set(whiskers) >= {(row.changes[0].low, row.changes[0].high) for row in panel.rows}


def test_a_mark_is_hollow_where_the_interval_takes_in_0(panel):
    wide, clear = Interval(1.0, -1.0, 3.0), Interval(2.0, 1.0, 3.0)
    rows = tuple(
        forest.Row(name, (change,), "", "") for name, change in (("wide", wide), ("clear", clear))
    )
    marks = [line for line in drawn(panel_with(panel, rows)).lines if line.get_marker() != "None"]
    assert [line.get_markerfacecolor() == style.PAPER for line in marks] == [True, False]


def panel_with(panel, rows):
    return forest.Panel(panel.title, panel.unit, rows, ("one",), panel.first, "", True)


def test_terms_are_drawn_in_per_cent_of_their_range_and_told_in_their_unit(sides, japan_us):
    material = sides(japan_us())
    panels = differences.prepare(material)
    terms = next(one for one in panels if one.unit == "per cent of the issue’s range")
    issues = [compared for compared in material.comparison.outcomes if compared.measure.issue]
    for row, compared in zip(terms.rows, issues, strict=True):
        levels = compared.measure.issue.levels
        change = compared.differences[0].change
        width = abs(levels[-1] - levels[0])
        assert row.changes[0] == pytest.approx([100 * end / width for end in change])
        assert row.changes[0].low <= row.changes[0].high


def test_what_is_unknown_in_every_arm_is_left_out(sides, two_givers):
    material = sides(two_givers())
    compared = material.comparison.outcomes[0]
    assert forest.panel("A", "b", [("c", compared, math.nan)], material) is None
    assert forest.panels([None]) is None


def test_the_heading_is_the_first_change_that_is_clear(panel):
    unclear, clear = Interval(1.0, -1.0, 3.0), Interval(2.0, 1.0, 3.0)
    rows = (
        forest.Row("One", (unclear,), "+1", "+1 points"),
        forest.Row("Two", (clear,), "+2 (1 to 3)", "+2 points (1 to 3)"),
    )
    assert differences.heading([panel_with(panel, rows)]) == "Two: +2 points (1 to 3)"
    assert (
        differences.heading([panel_with(panel, rows[:1])])
        == "No change that could be told from luck"
    )
