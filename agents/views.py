"""What a seat sees when it is asked, and what it may answer."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from typing import Any, NamedTuple

# What a seat may answer (Move.kind).
WAIT = 0
OFFER = 1
ACCEPT = 2
WALK_OUT = 3
CALL_LEADER = 4
INTERIM = 5
EXTEND = 6
ESCALATE = 7
MOVES = (
    "wait",
    "offer",
    "accept",
    "walk out",
    "call the leader",
    "propose an interim accord",
    "extend",
    "escalate",
)

# Why a seat is asked (View.occasion).
AT_THE_TABLE = 0
AT_A_DEADLINE = 1

# Levers a seat may hold (View.levers), added up.
LEVER_EXTEND = 1
LEVER_ESCALATE = 2


class View(NamedTuple):
    """All that a seat knows when it must answer; tables are flat (see ``agents.rules.utility``).

    ``memory`` is the seat's own notebook on this counterpart: what a strategy writes there it
    finds again at its next turn with it. ``draft``, ``stuck`` and the ``block_…`` are room to
    compose a package and a ladder in. ``belief`` is the probability this side gives the next
    deadline of being real, ``last_round`` says that no other round comes before it, and
    ``chance`` is one uniform draw, for strategies that say they use it.
    ``rungs`` has the own utility after each step of the ladder.
    ``acceptance`` is the number of the seat's acceptance rule (``agents.rules.acceptance``), with
    the two shares that it may ask for: ``enough`` of the way from one's worst package to the
    best, and ``after`` so much of the time.
    """

    seat: int
    side: int
    day: int
    occasion: int
    exchange: int
    exchanges: int
    clock: float
    days_left: float
    floor: float
    best: float
    own: Sequence[float]
    other: MutableSequence[float]
    starts: Sequence[int]
    giver: Sequence[int]
    ladder: MutableSequence[int]
    ladder_length: int
    home: Sequence[float]
    home_now: float
    home_bar: float
    offered: int
    offer: Sequence[int]
    standing: int
    leader_word: int
    levers: int
    parameters: Sequence[float]
    memory: MutableSequence[float]
    stuck: MutableSequence[int]
    draft: MutableSequence[int]
    belief: float = 0.0
    last_round: int = 0
    chance: float = 0.0
    links: Sequence[int] = ()
    block_issue: MutableSequence[int] = ()  # type: ignore[assignment]
    block_steps: MutableSequence[int] = ()  # type: ignore[assignment]
    block_cost: MutableSequence[float] = ()  # type: ignore[assignment]
    block_gain: MutableSequence[float] = ()  # type: ignore[assignment]
    acceptance: int = 0
    enough: float = 0.0
    after: float = 0.0
    rungs: MutableSequence[float] = ()  # type: ignore[assignment]


class Move(NamedTuple):
    """An answer: its kind and, for an offer, one level an issue."""

    kind: int
    levels: Sequence[int]


def seen(keeper: object, *members: Any) -> View:
    """Return a view of its members, in order.

    Compiled code puts the view together in the memory of its ``keeper``, the history
    (``sim.packed``), so that handing it on costs one pointer.
    """
    return View(*members)
