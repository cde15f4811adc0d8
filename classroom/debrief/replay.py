"""A table replayed day by day: what happened, and what both leaders would have signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from classroom import telling
from classroom.charts.chart import Chart
from classroom.charts.plane import Dot, Plane, plane
from classroom.debrief.days import Daily
from classroom.debrief.ended import ended, world_of
from classroom.debrief.moves import Offer
from classroom.debrief.words import labels, points, pulls, table_name
from classroom.news import News
from classroom.table import Table
from experiments.tongue import Tongue
from sim.scenario import Scenario


class Line(NamedTuple):
    """One thing that happened; ``points`` of an offer to both sides, if it is one."""

    text: str
    points: tuple[str, str] | None


class Day(NamedTuple):
    """One day on which something happened, with both mandates as they were that evening."""

    number: int
    date: str
    mandates: tuple[str, str]
    lines: tuple[Line, ...]


class Moment(NamedTuple):
    """The day that is looked at, and the days before and after it on which something happened."""

    day: Day
    plane: Chart
    pulls: tuple[tuple[str, str, str], ...]
    """What moves the mandates that day: its name, points for either side."""
    before: int | None
    after: int | None


def paths(made: Sequence[Offer]) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Return what each side offered, in points, without what was only said again."""
    found: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
    for one in made:
        if not found[one.side] or found[one.side][-1] != one.points:
            found[one.side].append(one.points)
    return found


QUIET = frozenset({"wait", "session"})
"""News that say nothing of where the talks went."""


def told_by_day(
    table: Table, made: Sequence[Offer], daily: tuple[Daily, Daily], tongue: Tongue
) -> tuple[Day, ...]:
    """Return what happened, day by day, with the offers as changes to those before."""
    spoken = iter(one for one in made if not one.accepting)
    before: dict[str, list[int]] = {}
    found: dict[int, list[Line]] = {}
    for news in table.news:
        offer = next(spoken) if news.kind == "offer" else None
        if news.kind in QUIET:
            continue
        line = _line(news, offer, before, table.scenario, tongue)
        if line is not None:
            found.setdefault(news.day, []).append(line)
    last = len(daily[0].mandate) - 1
    return tuple(
        Day(
            day,
            tongue.date(table.scenario.date_of(day)),
            (
                points(daily[0].mandate[min(day, last)]),
                points(daily[1].mandate[min(day, last)]),
            ),
            tuple(lines),
        )
        for day, lines in sorted(found.items())
    )


def _line(
    news: News,
    offer: Offer | None,
    before: dict[str, list[int]],
    scenario: Scenario,
    tongue: Tongue,
) -> Line | None:
    if offer is None:
        return Line(telling.told(news, scenario, tongue), None)
    earlier, now = before.get(offer.seat), list(offer.levels)
    before[offer.seat] = now
    if earlier == now:
        return None
    if earlier is None:
        text = telling.told(news, scenario, tongue)
    else:
        text = tongue.say(
            "{seat} moves: {changes}.",
            seat=telling.seat_name(scenario, tongue, offer.seat),
            changes=telling.package(scenario, tongue, now, earlier),
        )
    return Line(text, (points(offer.points[0]), points(offer.points[1])))


def moment(
    table: Table,
    made: Sequence[Offer],
    daily: tuple[Daily, Daily],
    told: Sequence[Day],
    wanted: int,
    tongue: Tongue,
) -> Moment | None:
    """Return the table as it stood on the evening of a day; None where nothing ever happened.

    Args:
        table: the table.
        made: its offers.
        daily: both sides' days.
        told: the days on which something happened.
        wanted: a day; of those on which something happened, the last one up to then is taken.
        tongue: the reader's language.
    """
    known = [one for one in told if one.number <= wanted] or list(told[:1])
    if not known:
        return None
    day, place = known[-1], len(known) - 1
    number = min(day.number, len(daily[0].mandate) - 1)
    sides, end = labels(table.scenario, tongue), ended(table)
    there = end.over and day.number >= (end.day if end.agreed else told[-1].number)
    say = tongue.say
    drawn = Plane(
        world_of(table),
        sides,
        (Dot(table_name(table.place, tongue), "", end.at, end.agreed),) if there else (),
        (daily[0].mandate[number], daily[1].mandate[number]),
        last=False,
        title=say("As things stood on {date}", date=day.date),
        paths=paths([one for one in made if one.day <= day.number]),
    )
    names = pulls(tongue)
    rows = [(say("without pressure"), daily[0].reference[number], daily[1].reference[number])]
    rows += [
        (words, -daily[0].pulls[pull][number], -daily[1].pulls[pull][number])
        for pull, words in names.items()
    ]
    rows.append((say("worth of no deal"), daily[0].outside[number], daily[1].outside[number]))
    rows.append((say("the mandate"), daily[0].mandate[number], daily[1].mandate[number]))
    return Moment(
        day,
        plane(drawn, tongue, "moment"),
        tuple((words, points(a), points(b)) for words, a, b in rows),
        told[place - 1].number if place else None,
        told[place + 1].number if place + 1 < len(told) else None,
    )
