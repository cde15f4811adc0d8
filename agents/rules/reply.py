"""From a demand to a move: compose the offer, or take what is on the table instead."""

from __future__ import annotations

from agents.rules.acceptance import NEXT, accepts
from agents.rules.compile import rule
from agents.rules.concession import demand
from agents.rules.notebook import ratchet
from agents.rules.offering import retreat
from agents.rules.steps import climb_to
from agents.rules.utility import extreme_value, value_of
from agents.views import ACCEPT, OFFER, WAIT, Move, View


@rule
def wait(view: View) -> Move:
    """Return the move that does nothing."""
    return Move(WAIT, view.draft)


@rule
def concede_to(view: View, share: float) -> Move:
    """Return the move at ``share`` of the way from the best package to the mandate.

    Where more was conceded before, that stands.
    """
    return settle_or_offer(view, demand(view.floor, view.best, ratchet(view.memory, share)))


@rule
def settle_or_offer(view: View, demanded: float) -> Move:
    """Compose the offer worth ``demanded``; accept instead if the seat's acceptance rule does."""
    value = climb_to(view, demanded)
    support = value_of(view.home, view.starts, view.draft) - view.home_now
    value = retreat(
        view.own,
        view.home,
        view.starts,
        view.links,
        view.giver,
        view.side,
        view.ladder,
        view.ladder_length,
        value,
        support,
        view.home_bar,
        view.draft,
    )
    if view.offered and _takes(view, value):
        return Move(ACCEPT, view.draft)
    return Move(OFFER, view.draft)


@rule
def _takes(view: View, next_own: float) -> bool:
    enough = 0.0
    if view.acceptance != NEXT:
        worst = extreme_value(view.own, view.starts, view.links, view.giver, 1 - view.side)
        enough = worst + view.enough * (view.best - worst)
    return accepts(
        view.acceptance,
        value_of(view.own, view.starts, view.offer),
        next_own,
        view.floor,
        enough,
        view.clock,
        view.after,
    )
