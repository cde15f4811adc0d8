"""Hold out, threaten, and step back from the brink (schelling1960)."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.concession import conceded_share
from agents.rules.reply import concede_to, settle_or_offer, wait
from agents.strategies.card import Parameter, Strategy
from agents.views import (
    AT_A_DEADLINE,
    ESCALATE,
    EXTEND,
    LEVER_ESCALATE,
    LEVER_EXTEND,
    Move,
    View,
)

THREATENED, AT_THE_BRINK, RETREATED, SINCE = 1, 2, 3, 4


@rule
def decide(view: View) -> Move:
    """Demand everything, threaten when time runs out, put the deadline off, and only then concede.

    From ``brink`` of the time on it announces its side's next hike, once, if it holds that lever.
    It retreats when a deadline is there: it puts it off if it can, in its last word at the table
    after a threat or when asked on the day; if it can't, it comes down to the mandate within the
    last round. From then on it concedes as the rest of the clock runs, along a curve set by beta.
    """
    notes = view.memory
    can_extend = view.levers & LEVER_EXTEND != 0
    if view.occasion == AT_A_DEADLINE:
        if can_extend:
            notes[AT_THE_BRINK] = 1.0
            return Move(EXTEND, view.draft)
        return wait(view)
    if notes[AT_THE_BRINK] > 0.0 and not view.last_round and notes[RETREATED] == 0.0:
        notes[RETREATED] = 1.0
        notes[SINCE] = min(view.clock, 1.0)
    if notes[RETREATED] > 0.0:
        if notes[SINCE] >= 1.0:
            return concede_to(view, 1.0)
        gone = (view.clock - notes[SINCE]) / (1.0 - notes[SINCE])
        return concede_to(view, conceded_share(gone, view.parameters[1]))
    if view.clock >= view.parameters[0] and view.levers & LEVER_ESCALATE and not notes[THREATENED]:
        notes[THREATENED] = 1.0
        return Move(ESCALATE, view.draft)
    if view.last_round:
        notes[AT_THE_BRINK] = 1.0
        if not can_extend:
            return concede_to(view, (view.exchange + 1.0) / view.exchanges)
        if notes[THREATENED] and view.exchange == view.exchanges - 1:
            return Move(EXTEND, view.draft)
    return settle_or_offer(view, view.best)


STRATEGY = Strategy(
    "brinkmanship",
    decide,
    "schelling1960",
    (
        Parameter("brink", 0.0, 1.0, 0.75, "share of the time gone when it threatens"),
        Parameter("beta", 0.01, 20.0, 1.0, "concession exponent after the retreat"),
    ),
)
