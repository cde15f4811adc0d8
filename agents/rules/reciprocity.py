"""Answering in kind: give up in proportion to what the other has given up.

The imitative tactics of faratin1998 multiply one's own last offer by the ratio of the other's
last two. Here the ratio is that of what the other still *withholds*, on one's own scale: 1 where
its offer is one's worst package, 0 where it is one's best. It says the same in percentages, and
stays finite where an opening offers nothing at all, as openings here do.
"""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.concession import demand
from agents.rules.notebook import NOTES, SHARE, note_share
from agents.rules.steps import one_step_down
from agents.rules.utility import extreme_value, value_of
from agents.views import View

SEEN = 1
"""Where the notebook counts the other's offers."""


@rule
def withheld(view: View) -> float:
    """Return how far the offer on the table is from one's best package, 0 to 1."""
    worst = extreme_value(view.own, view.starts, view.links, view.giver, 1 - view.side)
    away = view.best - value_of(view.own, view.starts, view.offer)
    if view.best <= worst or away <= 0.0:
        return 0.0
    return away / (view.best - worst)


@rule
def demand_in_kind(view: View, window: int, opening: float) -> float:
    """Note the offer on the table; return the utility to demand in answer to it.

    What one still holds above the mandate shrinks by the mean percentage (geometric) by which
    what the other withholds has shrunk over its last ``window`` concessions. Steps are coarse:
    a concession is answered by one step at least, or small ones would go unanswered for ever.
    An offer that takes something back is answered by standing still.

    Args:
        view: what the seat sees.
        window: over how many of the other's concessions, 1 or more (what fits the notebook).
        opening: share conceded in answer to the first offer.
    """
    notes = view.memory
    kept = demand(view.floor, view.best, notes[SHARE])
    if not view.offered:
        return kept
    room = len(notes) - NOTES
    seen = int(notes[SEEN])
    back = min(window, seen, room)
    now = withheld(view)
    answer = opening > 0.0
    share = opening
    if back > 0:
        answer = now < notes[NOTES + (seen - 1) % room]
        before = notes[NOTES + (seen - back) % room]
        share = notes[SHARE]
        if now < before:
            share = 1.0 - (1.0 - share) * (now / before) ** (1.0 / back)
    notes[NOTES + seen % room] = now
    notes[SEEN] = seen + 1.0
    demanded = min(kept, demand(view.floor, view.best, share))
    if answer:
        demanded = min(demanded, one_step_down(view, kept))
    note_share(notes, view.floor, view.best, demanded)
    return demanded
