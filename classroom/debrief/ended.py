"""Where a table ended: with which package or in which world, when, and what was left to gain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from classroom.debrief.revealed import Gain, Pair, Revealed, revealed
from classroom.table import Table
from sim.spaces import worth
from sim.state import ENDINGS, REASONS


@dataclass(frozen=True)
class Ended:
    """How one table stands when it is looked at.

    Attributes:
        table: the table's id.
        place: its number in the class.
        over: whether the history came to its end; otherwise it was cut short.
        ending: one of ``sim.state.ENDINGS``; empty where it was cut short.
        reason: one of ``sim.state.REASONS``; empty with an agreement.
        day: day of the agreement, otherwise the last day that was played.
        effect: day from which an agreement takes effect; None without one.
        put_off: days to which deadlines were put off.
        interim_by: the side that proposed the interim accord that was signed; empty if chance
            brought it, None if there is none.
        handed_over: last day on which a person answered, where agents played on to the end.
        home: what home did with the first signed text: ``ratified``, ``refused`` or nothing.
        levels: the agreed package; None without agreement.
        at: where it lies on the plane of its own world: the agreed package, or else the world
            that was in force at the end.
        score: points of each side's score over the window, which counts the time before an
            agreement too; None where the history was cut short.
        mandate: points that each leader asked for on the last day.
        opened: what each side's first offer was worth to both; None where it made none.
        gain: what both could still have gained from there.
        people: side -> pseudonyms of those who had its chairs; a side without was played by
            agents.
    """

    table: str
    place: int
    over: bool
    ending: str
    reason: str
    day: int
    effect: int | None
    put_off: tuple[int, ...]
    interim_by: str | None
    handed_over: int | None
    home: str
    levels: tuple[int, ...] | None
    at: Pair
    score: Pair | None
    mandate: Pair
    opened: tuple[Pair | None, Pair | None]
    gain: Gain
    people: Mapping[str, tuple[str, ...]]

    @property
    def agreed(self) -> bool:
        """Whether there is an agreement."""
        return self.levels is not None


def world_of(table: Table) -> Revealed:
    """Return the world that a table negotiated in."""
    return revealed(table.scenario, table.chair.seed, table.chair.run)


def ended(table: Table, people: Mapping[str, Sequence[str]] | None = None) -> Ended:
    """Return where a table ended, or where it stands if it was cut short.

    Args:
        table: the table.
        people: whose chairs they were, where others have played them out since.
    """
    model, state = table.chair.model, table.chair.model.state
    world, plane = table.scenario.world, world_of(table)
    levels = None
    if table.over and state.agreement_day >= 0:
        levels = tuple(int(level) for level in state.text[: len(table.scenario.issues)])
        values = [worth(world, state.table[side], levels) for side in (0, 1)]
    else:
        values = [model.today(side) for side in (0, 1)]
    at = plane.scaled(values)
    told = [one for one in table.news if one.kind in ("ratified", "refused")]
    return Ended(
        table=table.id,
        place=table.place,
        over=table.over,
        ending=ENDINGS[state.ending] if table.over else "",
        reason=REASONS[state.reason] if table.over else "",
        day=state.agreement_day if levels is not None else state.day,
        effect=state.effect_day if levels is not None else None,
        put_off=tuple(int(one.facts["until"]) for one in table.news if one.kind == "extended"),
        interim_by=_interim_by(table),
        handed_over=_handed_over(table),
        home=told[0].kind if told else "",
        levels=levels,
        at=at,
        score=plane.scaled(state.score) if table.over else None,
        mandate=plane.scaled(state.mandate),
        opened=(_opened(table, 0), _opened(table, 1)),
        gain=plane.left(at),
        people={side: tuple(there) for side, there in (people or table.people).items()},
    )


def _interim_by(table: Table) -> str | None:
    """Who proposed the interim accord that was signed first."""
    proposed = ""
    for one in table.news:
        if one.kind == "interim":
            proposed = str(one.facts["seat"]).split(".")[0]
        elif one.kind == "interim_failed":
            proposed = ""
        elif one.kind == "interim_signed":
            return proposed
    return None


def _handed_over(table: Table) -> int | None:
    """The last day on which a person answered, if none had a chair when the talks ended."""
    if any(table.people.values()):
        return None
    return max((answer.day for answer in table.answers if answer.who), default=None)


def _opened(table: Table, side: int) -> Pair | None:
    """What a side's first offer was worth to both."""
    name = table.scenario.sides[side]
    first = next(
        (
            one.facts["levels"]
            for one in table.news
            if one.kind == "offer" and one.facts["seat"].split(".")[0] == name
        ),
        None,
    )
    return None if first is None else world_of(table).points(first)
