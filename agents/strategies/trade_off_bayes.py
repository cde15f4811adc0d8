"""Concede with the clock, in what the other probably wants most (faratin2002, hindriks2008)."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.opponent import learn_by_bayes, remake_ladder
from agents.strategies.card import Parameter, Strategy
from agents.strategies.time_dependent import concede
from agents.views import Move, View


@rule
def decide(view: View) -> Move:
    """Offer, of the packages worth the demand, the one that a Bayesian model says the other likes.

    The demand is the time-dependent rule's. The model holds three hypotheses an issue (half, as
    much as, twice the weight believed at first) and updates them by what the other gives first.
    The step ladder is remade when the model changes.
    """
    if view.offered and learn_by_bayes(view):
        remake_ladder(view)
    return concede(view, view.parameters[0])


STRATEGY = Strategy(
    "trade_off_bayes",
    decide,
    "hindriks2008",
    (Parameter("beta", 0.01, 20.0, 1.0, "concession exponent; below 1 Boulware"),),
)
