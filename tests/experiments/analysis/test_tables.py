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
from tests.experiments.made_up import outcomes, replayed


def built(scenario, columns, arms=()):
    found = tables(summarise(columns, scenario), scenario, drivers(columns), arms)
    return tuple(found.values())


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


def test_dollars_have_a_row_for_each_month_deadline_and_vote(japan_us):
    scenario = japan_us()
    columns = outcomes(scenario, 50)
    summary = summarise(columns, scenario)
    dollars = tables(summary, scenario, (), (), replayed(scenario))["dollars"]
    assert dollars.caption == "Dollars day by day, in billions, 5 histories played again"
    assert [row[0] for row in dollars.rows] == [
        "By 30 June",
        "By 9 July (tariff pause ends)",
        "By 20 July (Upper House election)",
        *(f"By {day}" for day in ("31 July", "31 August", "30 September", "31 October")),
        "By 30 November",
        "By 31 December",
    ]
    # Of five histories that lose 1, 2, 3, 4 and 5 a day, from 17 June on, with twice the duty.
    assert dollars.rows[0][1:] == ("42", "14–70", "84", "28–140")


def test_without_tariffs_or_replayed_histories_no_dollars_are_told(japan_us, two_givers):
    for scenario, histories in ((japan_us(), ()), (two_givers(), replayed(two_givers()))):
        summary = summarise(outcomes(scenario, 50), scenario)
        captions = [t.caption for t in tables(summary, scenario, (), (), histories).values()]
        assert not any(caption.startswith("Dollars day by day") for caption in captions)


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
