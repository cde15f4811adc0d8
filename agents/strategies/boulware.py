"""Hold out until time is nearly up (faratin1998)."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.strategies.card import Parameter, Strategy
from agents.strategies.time_dependent import concede
from agents.views import Move, View


@rule
def decide(view: View) -> Move:
    """Hold out until time is nearly up: the time-dependent rule with beta below 1."""
    return concede(view, view.parameters[0])


STRATEGY = Strategy(
    "boulware",
    decide,
    "faratin1998",
    (Parameter("beta", 0.01, 0.99, 0.2, "concession exponent"),),
)
