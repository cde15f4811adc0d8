"""Meet the other on the way to the Nash point (baarslag2013)."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.concession import demand
from agents.rules.nash import nash_value
from agents.rules.notebook import SHARE, note_share
from agents.rules.reply import settle_or_offer, wait
from agents.rules.steps import one_step_down
from agents.rules.utility import value_of
from agents.strategies.card import Parameter, Strategy
from agents.views import AT_A_DEADLINE, Move, View

SEEN, FIRST, MOST = 1, 2, 3
LATE = 0.9
"""From this share of the time on, the bonus grows."""


@rule
def decide(view: View) -> Move:
    """Go as far towards what would be fair to both as the other has come, and no further.

    Fair is the Nash point as one sees it, or the mandate if that is more. The other's way leads
    from its first offer to there, one's own from one's best package; both are measured in own
    utility. It cooperates first (``opening``), answers every new best offer by one step at least,
    and near the end waives a ``bonus`` of what is left.
    """
    if view.occasion == AT_A_DEADLINE:
        return wait(view)
    fair = max(nash_value(view), view.floor)
    kept = demand(view.floor, view.best, view.memory[SHARE])
    nearer = _note_offer(view)
    come = _way_come(view, fair)
    if view.clock > LATE:
        come += view.parameters[1] * (1.0 - come) * (min(view.clock, 1.0) - LATE) / (1.0 - LATE)
    demanded = min(kept, view.best - come * (view.best - fair))
    if nearer:
        demanded = min(demanded, one_step_down(view, kept))
    demanded = max(demanded, fair)
    note_share(view.memory, view.floor, view.best, demanded)
    return settle_or_offer(view, demanded)


@rule
def _note_offer(view: View) -> bool:
    """Return whether the other has come nearer than it ever was, and note it."""
    notes = view.memory
    if not view.offered:
        return False
    worth = value_of(view.own, view.starts, view.offer)
    if notes[SEEN] == 0.0:
        notes[SEEN] = 1.0
        notes[FIRST] = worth
    elif worth <= notes[MOST]:
        return False
    notes[MOST] = worth
    return True


@rule
def _way_come(view: View, fair: float) -> float:
    notes = view.memory
    if notes[SEEN] == 0.0:
        return 0.0
    if max(notes[FIRST], notes[MOST]) >= fair:
        return 1.0
    return max(view.parameters[0], (notes[MOST] - notes[FIRST]) / (fair - notes[FIRST]))


STRATEGY = Strategy(
    "nice_tit_for_tat",
    decide,
    "baarslag2013",
    (
        Parameter("opening", 0.0, 0.5, 0.1, "share of the way gone in answer to the first offer"),
        Parameter("bonus", 0.0, 1.0, 0.1, "share of the rest waived by the end"),
    ),
)
