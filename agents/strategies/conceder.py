"""Give early, and little later (faratin1998)."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.strategies.card import Parameter, Strategy
from agents.strategies.time_dependent import concede
from agents.views import Move, View


@rule
def decide(view: View) -> Move:
    """Give early, and little later: the time-dependent rule with beta above 1."""
    return concede(view, view.parameters[0])


STRATEGY = Strategy(
    "conceder",
    decide,
    "faratin1998",
    (Parameter("beta", 1.01, 20.0, 2.0, "concession exponent"),),
)
