"""Concede in step with the clock (faratin1998)."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.strategies.card import Strategy
from agents.strategies.time_dependent import concede
from agents.views import Move, View


@rule
def decide(view: View) -> Move:
    """Concede in step with the clock: the time-dependent rule at beta = 1."""
    return concede(view, 1.0)


STRATEGY = Strategy("linear", decide, "faratin1998")
