"""How a strategy keeps its notebook.

A notebook is one row of numbers, all 0 before the first turn. Place ``SHARE`` is the share
conceded so far, which diaries and figures read; places 1 to ``NOTES - 1`` are the strategy's
own; from ``NOTES`` on there are four numbers for each issue.
"""

from __future__ import annotations

from collections.abc import MutableSequence

from agents.rules.compile import rule

SHARE = 0
NOTES = 8
NOTES_AN_ISSUE = 4
HAIR = 1e-12


@rule
def ratchet(memory: MutableSequence[float], share: float) -> float:
    """Note a share conceded and return what stands: a share once given isn't taken back."""
    if share > memory[SHARE]:
        memory[SHARE] = share
    return memory[SHARE]


@rule
def note_share(memory: MutableSequence[float], floor: float, best: float, demanded: float) -> None:
    """Note which share of the way from ``best`` to the mandate a demand has come (0 to 1).

    A hair more, so that the demand made from it again is no higher than it was.
    """
    share = 0.0
    if demanded < best:
        share = (best - demanded) / (best - floor) + HAIR
    memory[SHARE] = 0.0 if share < 0.0 else 1.0 if share > 1.0 else share


@rule
def is_new(memory: MutableSequence[float], count: int, number: float) -> bool:
    """Return whether a number is not among the last that were noted, and note it.

    The places for issues hold the last ``4 * issues`` numbers; beyond that the oldest goes.

    Args:
        memory: the notebook.
        count: how many numbers have been noted so far.
        number: what may be new; not 0, which stands for an empty place.
    """
    room = len(memory) - NOTES
    for place in range(room):
        if memory[NOTES + place] == number:
            return False
    memory[NOTES + count % room] = number
    return True
