"""Never concede."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.reply import settle_or_offer, wait
from agents.strategies.card import Strategy
from agents.views import AT_A_DEADLINE, Move, View


@rule
def decide(view: View) -> Move:
    """Ask for one's own best package at every turn, and take nothing less.

    The limit of the time-dependent rule as beta goes to 0 before time is up.
    """
    if view.occasion == AT_A_DEADLINE:
        return wait(view)
    return settle_or_offer(view, view.best)


STRATEGY = Strategy("hardliner", decide, "baarslag2016")
