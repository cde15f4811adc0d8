from __future__ import annotations

import pytest

from experiments.analysis.arms import ArmOutcomes, Setting
from experiments.analysis.drivers import drivers
from experiments.analysis.endings import ENDINGS, REASONS, label
from experiments.analysis.summary import summarise
from experiments.analysis.tables import tables
from experiments.analysis.wording import percent
from sim.state import ENDINGS as ENDING_NAMES
from sim.state import REASONS as REASON_NAMES
from tests.experiments.made_up import outcomes


def built(scenario, columns, arms=()):
    return tables(summarise(columns, scenario), scenario, drivers(columns), arms)


@pytest.mark.parametrize("share", [0, 0.5, 1])
@pytest.mark.parametrize("runs", [1, 200])
def test_every_row_is_as_wide_as_its_head(japan_us, two_givers, share, runs):
    for scenario in (japan_us(), two_givers()):
        found = built(scenario, outcomes(scenario, runs, share=share))
        captions = [table.caption for table in found]
        assert len(set(captions)) == len(captions)
        for table in found:
            assert {len(row) for row in table.rows} == {len(table.head)}
            assert not any("nan" in cell or "inf" in cell for row in table.rows for cell in row)


def test_terms_have_a_row_an_issue(japan_us):
    (terms,) = (
        t for t in built(japan_us(), outcomes(japan_us(), 50)) if "issue by issue" in t.caption
    )
    assert [row[0] for row in terms.rows] == [issue.label for issue in japan_us().issues]


def test_several_arms_are_told_first(two_givers):
    columns = outcomes(two_givers(), 40)
    summary = summarise(columns, two_givers())
    arms = [ArmOutcomes(i, (Setting("f", "Factor", i),), summary, columns) for i in range(3)]
    first = built(two_givers(), columns, arms)[0]
    assert first.head[:2] == ("Factor", "Agreement")
    assert [row[0] for row in first.rows] == ["0", "1", "2"]
    assert {row[1] for row in first.rows} == {percent(summary.agreement.interval.value)}


def test_endings_and_reasons_are_those_of_the_model():
    assert {term.name for term in ENDINGS} == set(ENDING_NAMES)
    assert {term.name for term in REASONS} == set(REASON_NAMES) - {""}
    assert label(ENDINGS, "talking") == "Still talking"
    assert label(ENDINGS, "new_thing") == "new thing"
