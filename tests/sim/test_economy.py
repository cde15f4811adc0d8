"""One line of trade against hand computation and against the identities of incidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import economy
from sim.economy import buyers_price, exporters_price, volume

rates = st.floats(0, 1)
duties = st.floats(0, 0.1)
shares = st.floats(0, 1)
elasticities = st.floats(-4, 0)
margins = st.floats(0, 0.5)


def exports(trade, rate, mfn, passed, elasticity):
    return economy.exports(trade, rate, mfn, passed, volume(rate, mfn, passed, elasticity))


def duty(trade, rate, mfn, passed, elasticity):
    return rate * exports(trade, rate, mfn, passed, elasticity)


def exporters_loss(trade, rate, mfn, passed, elasticity, margin):
    sold = volume(rate, mfn, passed, elasticity)
    return economy.exporters_loss(trade, rate, mfn, passed, sold, margin)


def buyers_burden(trade, rate, mfn, passed, elasticity):
    return economy.buyers_burden(trade, rate, mfn, passed, volume(rate, mfn, passed, elasticity))


@given(duties, shares, elasticities, margins)
def test_without_the_tariff_nothing_changes(mfn, passed, elasticity, margin):
    line = (0.0, mfn, passed)
    assert buyers_price(*line) == exporters_price(*line) == 1.0
    assert volume(*line, elasticity) == 1.0
    assert exports(40.0, *line, elasticity) == 40.0
    assert duty(40.0, *line, elasticity) == 0.0
    assert exporters_loss(40.0, *line, elasticity, margin) == 0.0
    assert buyers_burden(40.0, *line, elasticity) == 0.0


def test_by_hand_half_passed_through():
    # $100bn, a duty of 25 % over no other, half passed on, elasticity -2.
    # Buyers pay 1.125, so they buy 1.125 ** -2 = 64/81; exporters get 1.125/1.25 = 0.9.
    line = (0.25, 0.0, 0.5)
    assert buyers_price(*line) == 1.125
    assert exporters_price(*line) == pytest.approx(0.9)
    assert volume(*line, -2.0) == pytest.approx(64 / 81)
    assert exports(100.0, *line, -2.0) == pytest.approx(5760 / 81)  # 71.1
    assert duty(100.0, *line, -2.0) == pytest.approx(1440 / 81)  # 17.8
    # A tenth less on 64/81 of the volume, and the margin of a fifth on 17/81.
    assert exporters_loss(100.0, *line, -2.0, 0.2) == pytest.approx(980 / 81)
    # 12.5 % more on the mean of 1 and 64/81.
    assert buyers_burden(100.0, *line, -2.0) == pytest.approx(100 * 0.125 * 145 / 162)


def test_the_ordinary_duty_dilutes_the_rise():
    # 25 % over 2.5 %: buyers' price rises by 25/102.5 if all is passed on.
    assert buyers_price(0.25, 0.025, 1.0) == pytest.approx(1.275 / 1.025)


@given(rates, duties, elasticities)
def test_full_pass_through_leaves_exporters_their_price(rate, mfn, elasticity):
    assert exporters_price(rate, mfn, 1.0) == 1.0
    sold = volume(rate, mfn, 1.0, elasticity)
    assert exporters_loss(10.0, rate, mfn, 1.0, elasticity, 0.0) == pytest.approx(0.0, abs=1e-12)
    assert exports(10.0, rate, mfn, 1.0, elasticity) == pytest.approx(10.0 * sold)


@given(rates, duties, elasticities)
def test_no_pass_through_leaves_buyers_theirs(rate, mfn, elasticity):
    assert buyers_price(rate, mfn, 0.0) == 1.0
    assert volume(rate, mfn, 0.0, elasticity) == 1.0
    assert buyers_burden(10.0, rate, mfn, 0.0, elasticity) == 0.0


@given(rates, duties, shares, elasticities)
def test_what_buyers_pay_goes_to_exporters_and_the_treasury(rate, mfn, passed, elasticity):
    """Buyers' spending at the border = exports + ordinary duty + added duty."""
    trade = 50.0
    sent = exports(trade, rate, mfn, passed, elasticity)
    spent = trade * (1 + mfn) * buyers_price(rate, mfn, passed)
    spent *= volume(rate, mfn, passed, elasticity)
    assert spent == pytest.approx(sent * (1 + mfn) + duty(trade, rate, mfn, passed, elasticity))


@given(rates, rates, duties, shares, elasticities, margins)
def test_a_heavier_tariff_hurts_both_ends(one, other, mfn, passed, elasticity, margin):
    low, high = sorted((one, other))
    tolerance = 1e-12
    assert buyers_price(low, mfn, passed) <= buyers_price(high, mfn, passed) + tolerance
    assert exporters_price(low, mfn, passed) >= exporters_price(high, mfn, passed) - tolerance
    assert volume(low, mfn, passed, elasticity) >= volume(high, mfn, passed, elasticity)
    assert exports(1.0, low, mfn, passed, elasticity) >= (
        exports(1.0, high, mfn, passed, elasticity) - tolerance
    )


@given(rates, duties, shares, elasticities)
def test_demand_that_does_not_yield_pays_the_price_rise_on_all(rate, mfn, passed, elasticity):
    rigid = buyers_burden(20.0, rate, mfn, passed, 0.0)
    assert rigid == pytest.approx(20.0 * (buyers_price(rate, mfn, passed) - 1.0))
    assert buyers_burden(20.0, rate, mfn, passed, elasticity) <= rigid + 1e-12


@given(st.floats(0.1, 100), rates, duties, shares, elasticities, margins)
def test_twice_the_trade_twice_the_dollars(trade, rate, mfn, passed, elasticity, margin):
    line = (rate, mfn, passed, elasticity)
    for dollars in (exports, duty, buyers_burden):
        assert dollars(2 * trade, *line) == pytest.approx(2 * dollars(trade, *line))
    assert exporters_loss(2 * trade, *line, margin) == pytest.approx(
        2 * exporters_loss(trade, *line, margin)
    )
