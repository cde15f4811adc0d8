"""Alternate offers of the equilibrium shares of one divisible issue (rubinstein1982)."""

from __future__ import annotations

from agents.rules.acceptance import accepts
from agents.rules.compile import rule
from agents.rules.concession import demand
from agents.rules.notebook import HAIR, note_share
from agents.rules.reply import wait
from agents.rules.steps import climb_to, one_step_down
from agents.rules.utility import extreme_value, value_of
from agents.strategies.card import Parameter, Strategy
from agents.views import ACCEPT, AT_A_DEADLINE, OFFER, Move, View


@rule
def decide(view: View) -> Move:
    """Offer the equilibrium split at once, and take whatever is worth one's own next turn.

    With d the factor by which a turn's delay shrinks what one gets, and e the other's, who
    proposes asks for the share ``(1 - e) / (1 - d * e)`` and who answers takes ``d`` times its own
    such share, or more. Shares are of what lies between the mandate and one's best package. An
    offer on a grid is rounded for the other, who takes it. With several issues the way down the
    step ladder counts as the one to be divided. Home isn't asked.
    """
    if view.occasion == AT_A_DEADLINE:
        return wait(view)
    share = proposers_share(view.parameters[0], view.parameters[1])
    demanded = demand(view.floor, view.best, 1.0 - share)
    note_share(view.memory, view.floor, view.best, demanded)
    if view.offered and _takes(view, view.parameters[0] * share):
        return Move(ACCEPT, view.draft)
    if climb_to(view, demanded) > demanded + HAIR:
        climb_to(view, one_step_down(view, demanded))
    return Move(OFFER, view.draft)


@rule
def proposers_share(own: float, other: float) -> float:
    """Return what who proposes gets in equilibrium, given both discount factors (below 1)."""
    return (1.0 - other) / (1.0 - own * other)


@rule
def _takes(view: View, share: float) -> bool:
    worst = extreme_value(view.own, view.starts, view.links, view.giver, 1 - view.side)
    return accepts(
        view.acceptance,
        value_of(view.own, view.starts, view.offer),
        demand(view.floor, view.best, 1.0 - share) - HAIR,
        view.floor,
        worst + view.enough * (view.best - worst),
        view.clock,
        view.after,
    )


STRATEGY = Strategy(
    "rubinstein",
    decide,
    "rubinstein1982",
    (
        Parameter("own_discount", 0.0, 0.999999, 0.9, "what a turn's delay leaves of one's share"),
        Parameter("other_discount", 0.0, 0.999999, 0.9, "the same of the other's share"),
    ),
)
