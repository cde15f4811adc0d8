"""Concede with the clock, in what the other seems to want most (faratin2002, krimpen2013)."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.opponent import learn_by_frequency, remake_ladder
from agents.strategies.card import Parameter, Strategy
from agents.strategies.time_dependent import concede
from agents.views import Move, View


@rule
def decide(view: View) -> Move:
    """Offer, of the packages worth the demand, the one that a counted model says the other likes.

    The demand is the time-dependent rule's. The model counts: an issue that the other leaves as
    it is from offer to offer weighs more. The step ladder is remade when the model changes.
    """
    if view.offered and learn_by_frequency(view, view.parameters[1]):
        remake_ladder(view)
    return concede(view, view.parameters[0])


STRATEGY = Strategy(
    "trade_off",
    decide,
    "faratin2002",
    (
        Parameter("beta", 0.01, 20.0, 1.0, "concession exponent; below 1 Boulware"),
        Parameter("pace", 0.01, 1.0, 0.1, "weight an unchanged issue gains, over the mean weight"),
    ),
)
