"""Answer each concession with one of the same size (faratin1998; axelrod1984)."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.reciprocity import demand_in_kind
from agents.rules.reply import settle_or_offer, wait
from agents.strategies.card import Parameter, Strategy
from agents.views import AT_A_DEADLINE, Move, View


@rule
def decide(view: View) -> Move:
    """Give up the percentage that the other gave up between its last two offers.

    With w what the other still withholds on one's own scale, what is held above the mandate is
    multiplied by ``w(last) / w(last but one)``: Faratin's relative tit-for-tat, in utilities. It
    opens in good faith: the first offer it sees is answered by conceding the share ``opening``.
    A concession is answered by one step at least; what is taken back, by standing still.
    """
    if view.occasion == AT_A_DEADLINE:
        return wait(view)
    return settle_or_offer(view, demand_in_kind(view, 1, view.parameters[0]))


STRATEGY = Strategy(
    "tit_for_tat",
    decide,
    "faratin1998",
    (Parameter("opening", 0.0, 0.5, 0.1, "share conceded in answer to the first offer"),),
)
