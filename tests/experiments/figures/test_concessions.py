from __future__ import annotations

import pytest
from matplotlib.figure import Figure

from experiments.figures import concessions


def test_issues_stand_under_the_side_that_gives(material, japan_us):
    scenario = japan_us()
    (data,) = concessions.prepare(material(scenario))
    assert [giver for giver, _ in data.gives] == ["Japan", "United States"]
    for side, (_, found) in enumerate(data.gives):
        assert [t.issue.id for t in found] == [
            i.id for i in scenario.issues if i.giver == side and not i.tariff
        ]


def test_every_bar_is_cut_into_all_agreements(material, japan_us):
    (data,) = concessions.prepare(material(japan_us()))
    ax = Figure().subplots()
    concessions.draw(data, ax)
    pieces = list(ax.patches)
    for term in data.terms:
        bar = [pieces.pop(0) for _ in term.shares]
        assert bar[0].get_x() == 0
        assert bar[-1].get_x() + bar[-1].get_width() == pytest.approx(1)
    assert not pieces


def test_long_labels_become_numbers_that_the_caption_explains(material, japan_us):
    (data,) = concessions.prepare(material(japan_us()))
    terms = {term.issue.id: term for term in data.terms}
    assert concessions.short_level(terms["guarantee"], 0) == "none"
    standards = terms["auto_standards"]
    assert concessions.short_level(standards, 2) == "2"
    assert f"2 is “{standards.issue.level_labels[2]}”" in concessions.caption([data])


def test_quantities_carry_their_unit_once(material, japan_us):
    (data,) = concessions.prepare(material(japan_us()))
    corn = next(term for term in data.terms if term.issue.id == "corn_soy")
    assert concessions.axis_unit(corn) == "$bn a year"
    assert concessions.short_level(corn, 1) == "0.5"
