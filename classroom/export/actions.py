"""Every action of a class, with its time: who did what at which table on which day."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence

from agents.views import MOVES
from classroom.debrief.ended import world_of
from classroom.export.columns import Cell, Row
from classroom.hall import Hall
from classroom.lesson import STREAM as CLASS
from classroom.lesson import Lesson
from classroom.log import Event
from classroom.news import MOVED, News
from classroom.table import STREAM as TABLE
from classroom.table import Table, open_table
from experiments.speech import say
from sim.outcomes import Column
from sim.scenario import Scenario

AGENT = "agent"
"""Kind of a move that no person made: the strategy in a seat did, between two events."""


def columns(scenario: Scenario) -> tuple[Column, ...]:
    """Return the columns of a class's actions, explained in the tongue of the moment."""
    offers = [
        Column(
            f"level_{issue.id}",
            "int64",
            "level",
            say("{issue}: the level offered", issue=say(issue.label)),
        )
        for issue in scenario.issues
    ]
    offers += [
        Column(
            f"points_{side}",
            "float64",
            "points",
            say("what the offer is worth to {side}", side=say(label)),
        )
        for side, label in zip(scenario.sides, scenario.side_labels, strict=True)
    ]
    return (*_first(), *offers, *_last())


def _first() -> tuple[Column, ...]:
    """What is known of every event, and of every move."""
    return (
        Column(
            "stream", "string", "", say("class/ID or table/ID: where the event stands in the log")
        ),
        Column("number", "int64", "", say("number of the event in its stream")),
        Column("seconds", "float64", "s", say("time of the event, seconds since 1970 (UTC)")),
        Column("time", "string", "", say("the same as ISO text, UTC")),
        Column(
            "kind",
            "string",
            "",
            say(
                "what happened; `agent`: a strategy's move, at the time of the event that let it "
                "move"
            ),
        ),
        Column(
            "who",
            "string",
            "",
            say("pseudonym of who did it; `teacher`; empty: nobody, or an agent"),
        ),
        Column("table", "int64", "", say("number of the table in its class")),
        Column("side", "string", "", say("the side that moved or spoke")),
        Column("seat", "string", "", say("the seat that moved")),
        Column("day", "int64", "day", say("day of the talks on which it was done, from 0")),
        Column("date", "string", "", say("the same as a date of the scenario's calendar")),
        Column("move", "string", "", say("the move: {words}", words=", ".join(MOVES))),
        Column("answer_seconds", "float64", "s", say("seconds from the question to the answer")),
    )


def _last() -> tuple[Column, ...]:
    """What was written, and the rest."""
    return (
        Column("letters", "int64", "count", say("letters of what was written, if anything was")),
        Column("text", "string", "", say("what was written; left out unless it is asked for")),
        Column("data", "string", "", say("everything else that the event holds, as JSON")),
    )


def actions(hall: Hall, lesson: Lesson, words: bool = False) -> tuple[Row, ...]:
    """Return every action of a class, in the order of the log.

    Args:
        hall: its tables.
        lesson: the class.
        words: whether what people wrote is included.
    """
    found: list[Row] = []
    for event in hall.log.read(CLASS + lesson.id):
        found.append(_row(event, {}, words))
    for sitting in sorted(lesson.tables.values(), key=lambda one: one.place):
        found += _at_table(hall, sitting.id, words)
    return tuple(sorted(found, key=_when))


def _when(row: Row) -> tuple[float, str, int]:
    seconds, stream, number = row["seconds"], row["stream"], row["number"]
    assert isinstance(seconds, float) and isinstance(stream, str) and isinstance(number, int)
    return seconds, stream, number


def _at_table(hall: Hall, name: str, words: bool) -> Iterator[Row]:
    """A table's events, and what agents did between them, as it is played again."""
    events = hall.log.read(TABLE + name)
    if not events:
        return
    first = events[0]
    table = open_table(first, hall.scenario(first.data["hash"]))
    yield _row(first, {"table": table.place}, words)
    yield from _agents(table, first, table.news)
    for event in events[1:]:
        asked, day, since, told = table.chair.asked, table.day, table.asked_at, len(table.news)
        table.take(event)
        fresh = list(table.news[told:])
        more: dict[str, Cell] = {"table": table.place}
        if event.kind == "moved" and asked is not None:
            kind, levels = event.data["move"]
            more |= _moved(table, asked, day, kind, levels)
            more["answer_seconds"] = round(event.at - since, 3)
            if fresh and fresh[0].facts.get("seat") == asked:
                fresh = fresh[1:]
        elif event.kind == "said":
            more |= {"side": event.data["side"], **_day(table.scenario, day)}
        yield _row(event, more, words)
        yield from _agents(table, event, fresh)


def _agents(table: Table, event: Event, news: Sequence[News]) -> Iterator[Row]:
    for one in news:
        if one.kind in MOVED:
            levels = one.facts.get("levels", ())
            more = _moved(table, one.facts["seat"], one.day, one.kind, levels)
            base = _row(event, {"table": table.place, **more}, False)
            yield {**base, "kind": AGENT, "who": "", "letters": None, "data": None}


def _moved(table: Table, seat: str, day: int, kind: str, levels: Sequence[int]) -> dict[str, Cell]:
    scenario = table.scenario
    found: dict[str, Cell] = {
        "seat": seat,
        "side": seat.split(".")[0],
        "move": kind,
        **_day(scenario, day),
    }
    if kind == "offer":
        for issue, level in zip(scenario.issues, levels, strict=False):
            found[f"level_{issue.id}"] = int(level)
        points = world_of(table).points(levels)
        found |= {f"points_{side}": points[n] for n, side in enumerate(scenario.sides)}
    return found


def _day(scenario: Scenario, day: int) -> dict[str, Cell]:
    return {"day": day, "date": scenario.date_of(day).isoformat()}


def _row(event: Event, more: dict[str, Cell], words: bool) -> Row:
    time = datetime.datetime.fromtimestamp(event.at, datetime.UTC)
    return {
        "stream": event.stream,
        "number": event.number,
        "seconds": event.at,
        "time": time.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "kind": event.kind,
        "who": event.who,
        **more,
        "letters": len(event.text) if event.text else None,
        "text": event.text if words and event.text else None,
        "data": json.dumps(dict(event.data), ensure_ascii=False, separators=(",", ":")),
    }
