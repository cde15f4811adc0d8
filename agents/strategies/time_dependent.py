"""Concede with the clock (faratin1998)."""

from __future__ import annotations

from agents.rules.acceptance import accept_next
from agents.rules.compile import rule
from agents.rules.concession import conceded_share, demand
from agents.rules.offering import climb, retreat
from agents.rules.utility import value_of
from agents.strategies.card import Parameter, Strategy
from agents.views import ACCEPT, AT_A_DEADLINE, OFFER, WAIT, Move, View

SHARE = 0
"""Where the notebook keeps the share conceded so far."""


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
        return Move(WAIT, view.draft)
    share = conceded_share(view.clock, beta)
    if share > view.memory[SHARE]:
        view.memory[SHARE] = share
    return settle_or_offer(view, demand(view.floor, view.best, view.memory[SHARE]))


@rule
def settle_or_offer(view: View, demanded: float) -> Move:
    """Compose the offer worth ``demanded``; accept instead if the table is as good (AC_next)."""
    value = climb(
        view.own,
        view.starts,
        view.giver,
        view.side,
        view.ladder,
        view.ladder_length,
        view.best,
        demanded,
        view.stuck,
        view.draft,
    )
    support = value_of(view.home, view.starts, view.draft) - view.home_now
    value = retreat(
        view.own,
        view.home,
        view.starts,
        view.giver,
        view.side,
        view.ladder,
        view.ladder_length,
        value,
        support,
        view.home_bar,
        view.draft,
    )
    if view.offered and accept_next(value_of(view.own, view.starts, view.offer), value, view.floor):
        return Move(ACCEPT, view.draft)
    return Move(OFFER, view.draft)


STRATEGY = Strategy(
    "time_dependent",
    decide,
    "faratin1998",
    (Parameter("beta", 0.01, 20.0, 1.0, "concession exponent; below 1 Boulware"),),
)
