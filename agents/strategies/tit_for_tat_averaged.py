"""Answer the mean of several concessions with one of the same size (faratin1998)."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.reciprocity import demand_in_kind
from agents.rules.reply import settle_or_offer, wait
from agents.strategies.card import Parameter, Strategy
from agents.views import AT_A_DEADLINE, Move, View


@rule
def decide(view: View) -> Move:
    """Give up the mean percentage that the other gave up over its last few offers.

    As tit_for_tat, with ``(w(last) / w(window offers ago)) ** (1 / window)``: slower to follow a
    sudden concession, and slower to forget one.
    """
    if view.occasion == AT_A_DEADLINE:
        return wait(view)
    window = int(view.parameters[0] + 0.5)
    return settle_or_offer(view, demand_in_kind(view, window, view.parameters[1]))


STRATEGY = Strategy(
    "tit_for_tat_averaged",
    decide,
    "faratin1998",
    (
        Parameter("window", 1.0, 8.0, 4.0, "concessions to average over; at most four an issue"),
        Parameter("opening", 0.0, 0.5, 0.1, "share conceded in answer to the first offer"),
    ),
)
