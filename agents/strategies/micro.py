"""Minimal Concession in Reply to new Offers (dejonge2022)."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.notebook import is_new, note_share
from agents.rules.reply import settle_or_offer, wait
from agents.rules.steps import descend
from agents.strategies.card import Strategy
from agents.views import AT_A_DEADLINE, Move, View

MADE, MET = 1, 2
"""Where the notebook counts own proposals and the other's, without repetitions."""


@rule
def decide(view: View) -> Move:
    """Concede one step only if the other has made as many different proposals as oneself.

    MiCRO goes down the list of all packages; ours are never listed, so it goes down the step
    ladder: proposal k is one's best package after k - 1 steps, as far as the mandate goes. Where
    de Jonge's repeats any earlier proposal, this repeats the last.
    """
    if view.occasion == AT_A_DEADLINE:
        return wait(view)
    notes = view.memory
    if view.offered and is_new(notes, int(notes[MET]), _package_number(view)):
        notes[MET] += 1.0
    made = int(notes[MADE])
    if made <= int(notes[MET]) and descend(view, made)[1] == made:
        made += 1
        notes[MADE] = float(made)
    demanded = max(descend(view, made - 1)[0], view.floor)
    note_share(notes, view.floor, view.best, demanded)
    return settle_or_offer(view, demanded)


@rule
def _package_number(view: View) -> float:
    """Return a number that no other package has (from 1, as 0 marks an empty note)."""
    number = 0.0
    for issue in range(len(view.giver)):
        number = number * (view.starts[issue + 1] - view.starts[issue]) + view.offer[issue]
    return number + 1.0


STRATEGY = Strategy("micro", decide, "dejonge2022")
