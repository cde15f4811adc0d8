"""What a tariff does to trade, prices and duty: one exporter, one importer, line by line.

Rates here are fractions, not percent. The buyers' price rises by the pass-through of the
added rate over the price with the ordinary (MFN) duty; volume follows with a constant
elasticity (amiti2019, boehm2023); exporters absorb the rest of the added duty.
"""

from __future__ import annotations

from agents.rules.compile import rule, short_rule


@short_rule
def buyers_price(rate: float, mfn: float, pass_through: float) -> float:
    """Return the buyers' price over their price without the added tariff."""
    return (1.0 + mfn + pass_through * rate) / (1.0 + mfn)


@short_rule
def exporters_price(rate: float, mfn: float, pass_through: float) -> float:
    """Return what exporters receive a unit, over what they received without the added tariff."""
    return (1.0 + mfn + pass_through * rate) / (1.0 + mfn + rate)


@short_rule
def volume(rate: float, mfn: float, pass_through: float, elasticity: float) -> float:
    """Return the volume sold over the volume without the added tariff."""
    return float(buyers_price(rate, mfn, pass_through) ** elasticity)


@rule
def exports(trade: float, rate: float, mfn: float, pass_through: float, sold: float) -> float:
    """Return yearly exports before duty, USD bn.

    Args:
        trade: their value without the added tariff, USD bn a year.
        rate: the added tariff.
        mfn: the ordinary duty.
        pass_through: share of the added duty in the buyers' price.
        sold: the volume sold (:func:`volume`).
    """
    return trade * exporters_price(rate, mfn, pass_through) * sold


@rule
def exporters_loss(
    trade: float, rate: float, mfn: float, pass_through: float, sold: float, margin: float
) -> float:
    """Return what exporters lose a year: lower prices on what is sold, margin on what is not."""
    cut = 1.0 - exporters_price(rate, mfn, pass_through)
    return trade * (cut * sold + margin * (1.0 - sold))


@rule
def buyers_burden(trade: float, rate: float, mfn: float, pass_through: float, sold: float) -> float:
    """Return what buyers lose a year: the price rise over the mean of old and new volume."""
    rise = buyers_price(rate, mfn, pass_through) - 1.0
    return trade * rise * (1.0 + sold) / 2.0
