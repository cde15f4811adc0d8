from __future__ import annotations

import pytest
from matplotlib.figure import Figure

from experiments.figures import terms
from tests.experiments.made_up import changed, outcomes


def test_each_tariff_has_a_panel_with_columns_at_its_rates(material, japan_us):
    scenario = japan_us()
    panels = terms.prepare(material(scenario))
    assert [p.term.issue.id for p in panels] == [i.id for i in scenario.issues if i.tariff]
    for panel in panels:
        ax = Figure().subplots()
        terms.draw(panel, ax)
        middles = [
            round(p.get_x() + p.get_width() / 2, 9) for p in ax.patches[: len(panel.term.shares)]
        ]
        assert middles == list(panel.term.issue.levels)
        assert sum(panel.term.shares) == pytest.approx(1)


def test_the_rate_in_force_and_the_threat_are_marked(material, japan_us):
    panels = terms.prepare(material(japan_us()))
    reciprocal = next(p for p in panels if p.term.issue.id == "reciprocal_tariff")
    ax = Figure().subplots()
    terms.draw(reciprocal, ax)
    told = {text.get_text() for text in ax.texts}
    assert {"in force 10%", "threatened 24%"} <= told


def test_heading_compares_the_median_with_the_rate_in_force(material, japan_us):
    for rate, end in ((15.0, "typically 15%, down from 25%"), (25.0, "typically unchanged at 25%")):
        columns = changed(outcomes(japan_us(), 20, share=1), term_auto_tariff=rate)
        panels = terms.prepare(material(japan_us(), columns=columns))
        assert terms.heading(panels).endswith(end)


def test_a_scenario_without_tariffs_has_no_such_figure(material, two_givers):
    assert terms.prepare(material(two_givers())) is None
