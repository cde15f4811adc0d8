from __future__ import annotations

from dataclasses import replace

import pytest

from experiments.analysis.intervals import wilson
from experiments.analysis.standoff import standoff
from tests.experiments.made_up import changed, outcomes, replayed


@pytest.fixture
def columns(japan_us):
    """Ten histories without agreement; the first six have no text."""
    return changed(
        outcomes(japan_us(), 10, share=0),
        reason=["no_text"] * 6 + ["override"] * 4,
        rounds=[10, 10, 10, 10, 10, 0] + [1] * 4,
        zopa_rounds=[1, 5, 6, 8, 10, 0] + [0] * 4,
        progress=[0.1, 0.2, 0.3, 0.5, 0.6, 0.7] + [0.99] * 4,
    )


def test_medians_are_of_the_histories_without_a_text(columns):
    found = standoff(columns, ())
    assert found.runs == 6
    assert found.open_rounds == pytest.approx(0.55)
    assert found.closed == pytest.approx(0.4)
    assert found.offers is None and found.replayed == 0


def test_last_offers_are_counted_against_the_other_sides_leader_and_home(columns, japan_us):
    japan, us = standoff(columns, replayed(japan_us(), 5)).offers
    assert japan.suits == wilson(1, 5)
    assert us.suits == wilson(5, 5)
    assert us.refused == wilson(4, 5)
    assert (japan.asks, us.asks) == (12, 0.2)


def test_of_offers_that_suit_nobody_no_home_is_asked(columns, japan_us):
    histories = replayed(japan_us(), 5)[1:]
    japan, _ = standoff(columns, histories).offers
    assert japan.suits.value == 0
    assert japan.refused.value != japan.refused.value


def test_only_histories_without_a_text_and_with_offers_count(columns, japan_us):
    one, two, three = replayed(japan_us(), 3)
    found = standoff(columns, (one, replace(two, reason="override"), replace(three, last=None)))
    assert found.replayed == 1


def test_where_every_history_has_a_text_nothing_is_told(japan_us):
    assert standoff(outcomes(japan_us(), 20, share=1), replayed(japan_us())) is None
