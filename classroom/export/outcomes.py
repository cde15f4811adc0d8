"""What came of every table: the model's outcome row, with what is known of the people at it."""

from __future__ import annotations

from classroom.debrief.ended import Ended, ended
from classroom.export.columns import Cell, Row
from classroom.hall import Hall
from classroom.lesson import Lesson, Sitting
from classroom.table import Table
from experiments.speech import say
from sim import outcomes as model
from sim.outcomes import Column
from sim.scenario import Scenario


def columns(scenario: Scenario) -> tuple[Column, ...]:
    """Return the columns of a class's outcomes: those of the class, then those of the model.

    The class's are explained in the tongue of the moment, the model's in English
    (:mod:`classroom.export.dictionary` says them).
    """
    first = [
        Column("table", "int64", "", say("number of the table in its class")),
        Column("id", "string", "", say("the table's stream in the log is table/ID")),
        Column("seed", "int64", "", say("the experiment's seed; with the run it fixes every draw")),
        Column("hash", "string", "", say("SHA-256 of the scenario")),
        Column(
            "opened", "float64", "s", say("when the table was opened, seconds since 1970 (UTC)")
        ),
        Column("ended", "float64", "s", say("when its last event came, seconds since 1970 (UTC)")),
        Column("moves", "int64", "count", say("answers that people gave")),
        Column(
            "handed_over",
            "int64",
            "day",
            say(
                "last day on which a person answered, where agents "
                "played on to the end (empty: people did)"
            ),
        ),
        Column("left_for_both", "float64", "points", say("what both could have had more at once")),
        Column("from_frontier", "float64", "points", say("distance to the exact Pareto frontier")),
    ]
    for side, label in zip(scenario.sides, scenario.side_labels, strict=True):
        whose = say(label)
        first += [
            Column(
                f"people_{side}",
                "int64",
                "count",
                say("people in the chairs of {side}", side=whose),
            ),
            Column(f"who_{side}", "string", "", say("their pseudonyms ({side})", side=whose)),
            Column(
                f"mandate_points_{side}",
                "float64",
                "points",
                say("mandate on the last day: {side}", side=whose),
            ),
        ]
    return (*first, *model.columns(scenario))


def outcomes(hall: Hall, lesson: Lesson) -> tuple[Row, ...]:
    """Return a row for each table whose history has come to its end, by place."""
    found = []
    for sitting in sorted(lesson.tables.values(), key=lambda one: one.place):
        with hall.at(sitting.id) as table:
            if table.over:
                found.append(_row(table, sitting))
    return tuple(found)


def _row(table: Table, sitting: Sitting) -> Row:
    end: Ended = ended(table, sitting.chairs)
    found: dict[str, Cell] = {
        "table": table.place,
        "id": table.id,
        "seed": table.chair.seed,
        "hash": table.scenario.hash,
        "opened": table.opened_at,
        "ended": table.touched_at,
        "moves": sum(bool(answer.who) for answer in table.answers),
        "handed_over": end.handed_over,
        "left_for_both": end.gain.both,
        "from_frontier": end.gain.distance,
    }
    for number, side in enumerate(table.scenario.sides):
        there = end.people.get(side, ())
        found[f"people_{side}"] = len(there)
        found[f"who_{side}"] = " ".join(there)
        found[f"mandate_points_{side}"] = end.mandate[number]
    return {**found, **table.chair.outcome()}
