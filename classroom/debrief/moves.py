"""Who conceded what and when: every offer of a table in the points of both sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from classroom.debrief.ended import world_of
from classroom.debrief.revealed import Pair, Revealed
from classroom.table import Table


class Change(NamedTuple):
    """One issue that an offer moved, and what the move brought to both sides, in points."""

    issue: int
    before: int
    after: int
    points: Pair


class Offer(NamedTuple):
    """One offer, or a side's last step: taking what the other had offered.

    ``accepting`` is True for the latter. ``gave`` has the points of its own that the side gave up
    since the last offer of the same seat, ``brought`` those that the other gained by it; both
    are 0 for a seat's first offer, which moves nothing.
    """

    day: int
    seat: str
    side: int
    levels: tuple[int, ...]
    points: Pair
    changes: tuple[Change, ...]
    gave: float
    brought: float
    accepting: bool


class Moved(NamedTuple):
    """One issue from both sides' first offers to the end.

    ``opened`` and ``last`` have each side's level (None: it never made an offer), ``agreed`` the
    agreed one. ``gave`` has the points of its own that each side gave up on it, from its first
    offer to the agreement (or to its last offer, without one).
    """

    issue: int
    opened: tuple[int | None, int | None]
    last: tuple[int | None, int | None]
    agreed: int | None
    gave: Pair


def changes(plane: Revealed, before: Sequence[int], after: Sequence[int]) -> tuple[Change, ...]:
    """Return what differs between two packages, issue by issue.

    Issues change one after the other, in their order, so that the points add up to the whole
    difference where two issues are linked, too.
    """
    found = []
    now = list(before)
    at = plane.points(now)
    for issue, level in enumerate(after):
        if now[issue] == level:
            continue
        old, now[issue] = now[issue], level
        then = plane.points(now)
        found.append(Change(issue, old, level, (then[0] - at[0], then[1] - at[1])))
        at = then
    return tuple(found)


def offers(table: Table) -> tuple[Offer, ...]:
    """Return all offers and acceptances of a table, oldest first."""
    plane, sides = world_of(table), table.scenario.sides
    last: dict[str, tuple[int, ...]] = {}
    found: list[Offer] = []
    accepting = ""
    for news in table.news:
        if news.kind == "accept":
            accepting = news.facts["seat"]
        if news.kind not in ("offer", "text") or (news.kind == "text" and not accepting):
            continue
        seat = news.facts["seat"] if news.kind == "offer" else accepting
        side = sides.index(seat.split(".")[0])
        levels = tuple(int(level) for level in news.facts["levels"])
        moved = changes(plane, last[seat], levels) if seat in last else ()
        found.append(
            Offer(
                day=news.day,
                seat=seat,
                side=side,
                levels=levels,
                points=plane.points(levels),
                changes=moved,
                gave=0.0 - sum(change.points[side] for change in moved),
                brought=float(sum(change.points[1 - side] for change in moved)),
                accepting=news.kind == "text",
            )
        )
        last[seat], accepting = levels, ""
    return tuple(found)


def moved(
    plane: Revealed, made: Sequence[Offer], agreed: Sequence[int] | None
) -> tuple[Moved, ...]:
    """Return where each issue began, and where it went.

    Args:
        plane: the table's world.
        made: the table's offers, from :func:`offers`.
        agreed: the agreed package, if there is one.
    """
    own: list[list[Offer]] = [[one for one in made if one.side == side] for side in (0, 1)]
    spoken = [[one for one in mine if not one.accepting] for mine in own]
    first = [mine[0].levels if mine else None for mine in spoken]
    last = [mine[-1].levels if mine else None for mine in spoken]
    gave: list[dict[int, float]] = [{}, {}]
    for side in (0, 1):
        end = agreed if agreed is not None else last[side]
        if first[side] is not None and end is not None:
            gave[side] = {
                change.issue: 0.0 - change.points[side]
                for change in changes(plane, first[side] or (), end)
            }
    return tuple(
        Moved(
            issue=issue,
            opened=(_at(first[0], issue), _at(first[1], issue)),
            last=(_at(last[0], issue), _at(last[1], issue)),
            agreed=_at(agreed, issue),
            gave=(gave[0].get(issue, 0.0), gave[1].get(issue, 0.0)),
        )
        for issue in range(len(plane.scenario.issues))
    )


def _at(levels: Sequence[int] | None, issue: int) -> int | None:
    return None if levels is None else int(levels[issue])
