"""Concede with the clock (faratin1998)."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.concession import conceded_share
from agents.rules.reply import concede_to, wait
from agents.strategies.card import Parameter, Strategy
from agents.views import AT_A_DEADLINE, Move, View


@rule
def decide(view: View) -> Move:
    """Demand less as time passes, along a curve set by beta.

    The share conceded is ``clock ** (1 / beta)``: below 1 it holds out, above 1 it gives early.
    Once given, a share isn't taken back when an extension makes the clock younger.
    """
    return concede(view, view.parameters[0])


@rule
def concede(view: View, beta: float) -> Move:
    """Return the move of a time-dependent negotiator with concession exponent ``beta``."""
    if view.occasion == AT_A_DEADLINE:
        return wait(view)
    return concede_to(view, conceded_share(view.clock, beta))


STRATEGY = Strategy(
    "time_dependent",
    decide,
    "faratin1998",
    (Parameter("beta", 0.01, 20.0, 1.0, "concession exponent; below 1 Boulware"),),
)
