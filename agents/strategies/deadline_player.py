"""Hold until the last round before a deadline, then concede (roth1988)."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.reply import concede_to, wait
from agents.strategies.card import Parameter, Strategy
from agents.views import AT_A_DEADLINE, Move, View


@rule
def decide(view: View) -> Move:
    """Hold until the last round before a deadline believed real, and concede all of it there.

    Within that round the share conceded is ``(exchange + 1) / exchanges``: the last word is the
    mandate. A deadline that is believed less than ``conviction`` passes like any other day. What
    was conceded stays so if the deadline moves after all.
    """
    if view.occasion == AT_A_DEADLINE:
        return wait(view)
    if view.last_round and view.belief >= view.parameters[0]:
        return concede_to(view, (view.exchange + 1.0) / view.exchanges)
    return concede_to(view, 0.0)


STRATEGY = Strategy(
    "deadline_player",
    decide,
    "roth1988",
    (Parameter("conviction", 0.0, 1.0, 0.5, "least belief that makes a deadline count"),),
)
