from __future__ import annotations

import numpy as np
import pytest

from experiments.compare import compare
from experiments.comparison_tables import by_date, outcome_tables, what_differs, why_tables
from experiments.comparison_words import answer, savings, title
from experiments.ends import timing
from tests.experiments.made_up import changed, outcomes
from tests.experiments.sides import arm


@pytest.fixture
def world(two_givers):
    return two_givers()


@pytest.fixture
def rows(world):
    return outcomes(world, 200, reached=np.arange(200) % 4 == 0)


@pytest.fixture
def better(world, rows):
    """The same runs, in which every second agrees, where every fourth did."""
    return outcomes(world, 200, reached=np.arange(200) % 2 == 0)


def test_the_headline_says_from_where_to_where(world, rows, better):
    found = compare([arm("as is", world, rows), arm("firm", world, better)])
    told = answer(found)
    assert title(found.arms) == "From as is to firm"
    assert told.headline == "Agreement goes from 25% to 50%"
    assert told.lead.startswith("200 pairs: run k has the same chance in both")
    assert told.passages[0].heading == "From as is to firm"
    assert told.passages[0].points[0].startswith("Agreement: +25 percentage points (")


def test_no_finding_is_told_as_none(world, rows):
    found = compare(
        [arm("one", world, rows), arm("two", world, changed(rows, texts=3))], ["agreement"]
    )
    told = answer(found)
    assert told.headline == "Agreement: no change that could be told from luck"
    assert told.passages[0].text == "Nothing changes that could be told from luck."
    assert told.passages[0].after == "Not to be told from no change: agreement."


def test_several_arms_have_a_passage_each(world, rows, better):
    found = compare([arm(name, world, r) for name, r in (("a", rows), ("b", better), ("c", rows))])
    assert title(found.arms) == "b and c against a"
    told = answer(found)
    assert told.headline == "What changes against a"
    assert [p.heading for p in told.passages[:2]] == ["From a to b", "From a to c"]


def test_what_pairing_saves_is_told_in_runs(world, rows, better):
    found = compare([arm("one", world, rows), arm("two", world, better)], ["agreement"])
    difference = found["agreement"].differences[0]
    # Shares 1/4 and 1/2, differing in a quarter of the pairs: (3/16 + 1/4) / (3/16).
    assert difference.reduction == pytest.approx(7 / 3)
    assert savings(found, 1) == (
        "Without shared luck it would take 467 runs in each arm, not 200, to know the change in "
        "agreement as precisely: 2.3× as many."
    )


def test_what_pairing_costs_is_told_too(world, rows):
    against = outcomes(world, 200, reached=np.arange(200) % 4 == 1)
    found = compare([arm("one", world, rows), arm("two", world, against)], ["agreement"])
    assert savings(found, 1).startswith(
        "Pairing doesn’t pay for agreement: two independent samples of 150 runs"
    )


def test_luck_that_isnt_shared_saves_nothing(world):
    # Every combination of agreeing and not, equally often: covariance 0.
    runs = np.arange(200)
    one, two = (outcomes(world, 200, reached=runs % (2 * n) < n) for n in (1, 2))
    found = compare([arm("one", world, one), arm("two", world, two)], ["agreement"])
    assert savings(found, 1) == (
        "The two share next to no luck in agreement: pairing saves hardly a run there."
    )


def test_without_pairs_there_is_nothing_to_save(world, rows, better):
    found = compare([arm("one", world, rows), arm("two", world, better, seed=8)])
    assert savings(found, 1) == ""
    assert len(answer(found).passages) == 1
    whole, agreed = outcome_tables(found, 1, world)
    assert whole.caption == "Outcomes (200 and 200 runs)"
    assert agreed.caption == "Outcomes where there is one (50 and 100 runs)"
    assert whole.head == ("", "one", "two", "Change (95%)")


def test_tables_tell_pairs_means_changes_and_their_worth(world, rows, better):
    found = compare([arm("one", world, rows), arm("two", world, better)])
    whole, agreed = outcome_tables(found, 1, world)
    assert whole.caption == "Outcomes (200 pairs)"
    assert whole.head[-1] == "Unpaired runs"
    assert whole.rows[0][:3] == ("Agreement", "25%", "50%")
    assert whole.rows[0][-1] == "467 (2.3×)"
    assert agreed.caption == "Outcomes where both agree (50 pairs)"
    assert agreed.rows[0][0] == "Day of agreement"


def test_reasons_and_mechanisms_have_tables(world, rows, better):
    found = compare([arm("one", world, rows), arm("two", world, better)])
    reasons, mechanisms = why_tables(found, (), 1, world)
    assert reasons.caption.startswith("What stood in the way")
    assert any(row[0] == "A leader struck down a text" for row in mechanisms.rows)


def test_endings_are_told_by_the_last_day(world, rows, better):
    found = compare([arm("one", world, rows), arm("two", world, better)])
    table = by_date(timing(found), found, 1)
    assert table.rows[0][:3] == ("Comprehensive agreement by 31 January", "25%", "50%")
    assert table.rows[0][3].startswith("+25 (")


def test_what_differs_is_a_table_or_nothing(two_givers, world, rows):
    other = two_givers({"sides.east.cost_ratio": 0.9})
    found = compare([arm("one", world, rows), arm("two", other, rows)])
    assert what_differs(found, 1).rows == (
        ("sides.east.cost_ratio", "drawn, uniform (low 0.5, high 1)", "0.9"),
    )
    assert what_differs(compare([arm("one", world, rows), arm("two", world, rows)]), 1) is None


def test_of_two_scenarios_some_keys_are_told_and_the_rest_counted(world, japan_us, rows):
    found = compare([arm("one", world, rows), arm("two", japan_us(), rows)], ["texts"])
    table = what_differs(found, 1)
    assert len(table.rows) == 13
    assert table.rows[-1][0].startswith("and ")
    assert all(len(cell) <= 80 for row in table.rows for cell in row)
