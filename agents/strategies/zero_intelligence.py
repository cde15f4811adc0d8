"""Ask for anything within the mandate, by chance (gode1993)."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.concession import demand
from agents.rules.notebook import note_share
from agents.rules.reply import settle_or_offer, wait
from agents.strategies.card import Strategy
from agents.views import AT_A_DEADLINE, Move, View


@rule
def decide(view: View) -> Move:
    """Demand a random utility between the mandate and the best package, anew at every turn.

    The traders of Gode and Sunder who may not trade at a loss ("ZI-C"). It takes whatever is as
    good as what it would have asked for. What good outcomes remain against it are the table's
    doing and not the negotiator's.
    """
    if view.occasion == AT_A_DEADLINE:
        return wait(view)
    demanded = demand(view.floor, view.best, view.chance)
    note_share(view.memory, view.floor, view.best, demanded)
    return settle_or_offer(view, demanded)


STRATEGY = Strategy("zero_intelligence", decide, "gode1993", draws=True)
