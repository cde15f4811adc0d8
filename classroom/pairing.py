"""Who sits where: by lot, as the teacher chooses, or everybody against bots.

A chair is a side of a table; one or several students share it. A side without students is played
by a bot. By lot, at most one chair in the class goes without: the odd student gets a bot.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from classroom.lesson import Sitting

Chairs = dict[str, tuple[str, ...]]
"""Side -> who sits there."""


class Seat(NamedTuple):
    """A side of a table; without a table, one of a new table."""

    table: str | None
    side: str


def by_lot(
    people: Sequence[str], sides: Sequence[str], a_chair: int, seed: str
) -> tuple[Chairs, ...]:
    """Return tables at which chance has put everybody.

    Args:
        people: the students.
        sides: both sides.
        a_chair: students to a chair, at most.
        seed: the same seed and people give the same tables.
    """
    lot = random.Random(seed)
    drawn = _shuffled(people, lot)
    chairs = -(-len(drawn) // a_chair)
    if chairs % 2 and len(drawn) > chairs:
        chairs += 1  # better two chairs with fewer students than one against a bot
    groups = [tuple(drawn[n::chairs]) for n in range(chairs)]
    return tuple(
        _table(sides, dict(zip(_shuffled(sides, lot), groups[n : n + 2], strict=False)))
        for n in range(0, chairs, 2)
    )


def against_bots(
    people: Sequence[str], sides: Sequence[str], a_chair: int, seed: str, side: str = ""
) -> tuple[Chairs, ...]:
    """Return tables with students on one side only.

    Args:
        people: the students.
        sides: both sides.
        a_chair: students to a chair, at most.
        seed: the same seed and people give the same tables.
        side: the side that all of them take; empty: now one, now the other.
    """
    lot = random.Random(seed)
    drawn = _shuffled(people, lot)
    first = _shuffled(sides, lot)
    chairs = -(-len(drawn) // a_chair)
    return tuple(
        _table(sides, {side or first[n % len(first)]: tuple(drawn[n::chairs])})
        for n in range(chairs)
    )


def as_wished(
    people: Sequence[str],
    sides: Sequence[str],
    a_chair: int,
    seed: str,
    wishes: Mapping[str, tuple[int, str]],
) -> tuple[Chairs, ...]:
    """Return tables as the teacher has chosen; who was left to chance takes free sides first.

    Args:
        people: the students.
        sides: both sides.
        a_chair: students to a chair, at most, where chance decides.
        seed: the same seed, people and wishes give the same tables.
        wishes: student -> number of a table and side.

    Raises:
        ValueError: a wish names no side.
    """
    tables: dict[int, dict[str, tuple[str, ...]]] = {}
    for person in people:
        if person in wishes:
            place, side = wishes[person]
            if side not in sides:
                raise ValueError(f"no side '{side}'; there are {', '.join(sides)}")
            chairs = tables.setdefault(place, dict.fromkeys(sides, ()))
            chairs[side] = (*chairs[side], person)
    rest = _shuffled([person for person in people if person not in wishes], random.Random(seed))
    for _, chairs in sorted(tables.items()):
        for side in sides:
            if not chairs[side]:
                chairs[side], rest = tuple(rest[:a_chair]), rest[a_chair:]
    chosen = tuple(chairs for _, chairs in sorted(tables.items()))
    return chosen + by_lot(rest, sides, a_chair, seed)


def seat_late(
    sittings: Iterable[Sitting], sides: Sequence[str], a_chair: int, bots: str | None, seed: str
) -> Seat:
    """Return the seat of somebody who comes late.

    A bot's seat across from students first (not where everybody plays against bots), then a chair
    that has room beside others, then a new table.

    Args:
        sittings: the tables that are not over.
        sides: both sides.
        a_chair: students to a chair, at most.
        bots: :attr:`classroom.lesson.Lesson.bots`.
        seed: decides the side at a new table.
    """
    found = [one for one in sittings if one.people and not one.ended]
    if bots is None:
        for sitting in found:
            for side in sides:
                if not sitting.chairs[side]:
                    return Seat(sitting.id, side)
    chairs = [
        (len(there), sitting.place, side, sitting.id)
        for sitting in found
        for side, there in sitting.chairs.items()
        if 0 < len(there) < a_chair
    ]
    if chairs:
        _, _, side, table = min(chairs)
        return Seat(table, side)
    return Seat(None, bots or random.Random(seed).choice(list(sides)))


def _table(sides: Sequence[str], taken: Mapping[str, tuple[str, ...]]) -> Chairs:
    return {side: taken.get(side, ()) for side in sides}


def _shuffled(items: Sequence[str], lot: random.Random) -> list[str]:
    drawn = list(items)
    lot.shuffle(drawn)
    return drawn
