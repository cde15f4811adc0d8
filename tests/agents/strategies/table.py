"""A table for two on which every move can be worked out by hand.

Side 0 gives grain in hundredths and receives nothing: keeping all is worth 1 to it, giving all
is worth 0, and each hundredth costs 0.01. With a mandate of 0 a negotiator who has conceded the
share s therefore offers level 100 * s, rounded down. Side 1 is the other end of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from agents.strategies import REGISTRY
from agents.views import ACCEPT, AT_THE_TABLE, OFFER, View

LAST = 100
STARTS = (0, LAST + 1)
KEEPING = tuple((LAST - level) / LAST for level in range(LAST + 1))
RECEIVING = tuple(level / LAST for level in range(LAST + 1))


def default_parameters(name: str) -> tuple[float, ...]:
    return tuple(parameter.default for parameter in REGISTRY[name].parameters)


def view(clock: float, offer: int | None = None, **changes: Any) -> View:
    """What the giver sees at ``clock`` with ``offer`` (how much the other asks) on the table."""
    seen: dict[str, Any] = {
        "seat": 0,
        "side": 0,
        "day": 0,
        "occasion": AT_THE_TABLE,
        "exchange": 0,
        "exchanges": 2,
        "clock": clock,
        "days_left": 100.0 * (1.0 - clock),
        "floor": 0.0,
        "best": 1.0,
        "own": list(KEEPING),
        "other": list(RECEIVING),
        "starts": list(STARTS),
        "giver": [0],
        "ladder": [0] * LAST,
        "ladder_length": LAST,
        "home": [0.0] * (LAST + 1),
        "home_now": 0.0,
        "home_bar": -1e9,
        "offered": 0 if offer is None else 1,
        "offer": [0 if offer is None else offer],
        "standing": 0,
        "leader_word": 0,
        "levers": 0,
        "parameters": (0.0, 0.0, 0.0, 0.0),
        "memory": [0.0] * 32,
        "stuck": [0],
        "draft": [0],
    }
    for room in ("block_issue", "block_steps", "block_cost", "block_gain"):
        seen[room] = [0.0 if room in ("block_cost", "block_gain") else 0] * (LAST + 1)
    known = {name: value for name, value in seen.items() if name in View._fields}
    return View(**(known | changes))


def receiver_view(clock: float, offer: int | None = None, **changes: Any) -> View:
    """What the receiver sees: the same table from the other chair."""
    other_chair = {"seat": 1, "side": 1, "own": list(RECEIVING), "other": list(KEEPING)}
    return view(clock, offer, **(other_chair | changes))


Turn = tuple[float, int | None]
"""A scripted opponent's turn: the clock, and how much it asks (None: it hasn't spoken)."""


def play(name: str, turns: Iterable[Turn], **changes: Any) -> list[tuple[int, int]]:
    """Seat a strategy against a script; return its moves: their kind and how much it gives.

    One notebook serves all turns, as it does in a history. Who accepts gives what was asked.
    """
    notebook = [0.0] * 32
    given = changes.pop("parameters", default_parameters(name))
    parameters = tuple(given) + (0.0,) * (4 - len(given))
    moves = []
    for clock, offer in turns:
        move = REGISTRY[name].decide(
            view(clock, offer, parameters=parameters, memory=notebook, **changes)
        )
        taken = move.kind == ACCEPT and offer is not None
        moves.append((move.kind, offer if taken else move.levels[0]))
    return moves


def offers(name: str, clocks: Sequence[float], **changes: Any) -> list[int]:
    """How much a strategy offers at each clock, to one who never speaks."""
    moves = play(name, [(clock, None) for clock in clocks], **changes)
    assert {kind for kind, _ in moves} == {OFFER}
    return [level for _, level in moves]
