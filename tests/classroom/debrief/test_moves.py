"""Concessions, in the points of both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.views import ACCEPT, OFFER, Move
from classroom.debrief.moves import changes, moved, offers
from classroom.debrief.revealed import revealed
from classroom.hall import Hall
from classroom.table import Table
from sim.scenario import shipped
from tests.classroom.playing import FAIR, RUN, SEED, a_table, first_deal, points

START = (4, 5, 0, 3)
"""Japan's opening: all the car tariff, three steps of the other; 76 points."""

PLANE = revealed(first_deal(), SEED, RUN)
LINKED = revealed(shipped("japan_us_2025"), SEED, RUN)


def japan(table: Table) -> Move:
    """Open high, then come down by one step of the other tariff each time; 76, 72, 68, 64."""
    made = sum(news.kind == "offer" and "japan" in news.facts["seat"] for news in table.news)
    return Move(OFFER, (4, 5, 0, max(0, 3 - made)))


def states(table: Table) -> Move:
    """Take what is fair; ask for everything until then."""
    view = table.chair.view()
    if view.offered and tuple(view.offer[:4]) == FAIR:
        return Move(ACCEPT, ())
    return Move(OFFER, (4, 0, 0, 0))


@pytest.fixture
def table(hall: Hall) -> Table:
    """A table at which Japan gives up the other tariff, and Washington then the car tariff."""
    with hall.at(a_table(hall, japan=japan, us=states)) as played:
        return played


def test_a_concession_is_what_one_gave_and_the_other_gained(table: Table) -> None:
    own = [one for one in offers(table) if one.side == 0]
    assert [one.levels[3] for one in own[:4]] == [3, 2, 1, 0]
    assert own[0].changes == ()
    assert (own[0].gave, own[0].brought) == (0.0, 0.0)
    for one in own[1:4]:
        assert (one.gave, one.brought) == (pytest.approx(4.0), pytest.approx(4.0))
        assert [change.issue for change in one.changes] == [3]


def test_accepting_is_the_last_step_of_who_accepts(table: Table) -> None:
    last = offers(table)[-1]
    assert (last.accepting, last.side, last.levels) == (True, 1, FAIR)
    # From all of the investment for nothing to all of the car tariff for it: 5 steps of 4 points.
    assert last.gave == pytest.approx(20.0)
    assert last.brought == pytest.approx(40.0)


def test_from_the_first_offers_to_the_agreement(table: Table) -> None:
    investment, cars, corn, others = moved(PLANE, offers(table), FAIR)
    assert (others.opened, others.agreed, others.gave) == ((3, 0), 0, pytest.approx((12.0, 0.0)))
    assert (cars.opened, cars.agreed, cars.gave) == ((5, 0), 5, pytest.approx((0.0, 20.0)))
    assert investment.gave == corn.gave == (0.0, 0.0)
    assert sum(one.gave[0] for one in (investment, cars, corn, others)) == pytest.approx(
        points(START)[0] - points(FAIR)[0]
    )


def test_without_agreement_it_is_the_last_offer_that_counts(table: Table) -> None:
    spoken = [one for one in offers(table) if one.side == 0][:2]
    others = moved(PLANE, spoken, None)[3]
    assert (others.opened, others.last, others.agreed) == ((3, None), (2, None), None)
    assert others.gave == pytest.approx((4.0, 0.0))


@given(st.data())
def test_changes_add_up_where_issues_are_linked(data: st.DataObject) -> None:
    sizes = [len(issue.levels) for issue in LINKED.scenario.issues]
    before, after = (
        [data.draw(st.integers(0, size - 1)) for size in sizes] for _ in ("before", "after")
    )
    found = changes(LINKED, before, after)
    one, two = LINKED.points(before), LINKED.points(after)
    for side in (0, 1):
        whole = sum(change.points[side] for change in found)
        assert whole == pytest.approx(two[side] - one[side], abs=1e-9)
    assert [change.issue for change in found] == [
        issue for issue in range(len(sizes)) if before[issue] != after[issue]
    ]
