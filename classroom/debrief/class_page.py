"""What the debrief of a class shows: charts, tables and sentences, ready for a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from classroom import telling
from classroom.charts.chart import Chart
from classroom.charts.plane import Dot, Plane, plane
from classroom.charts.timing import Run, Timing, timing
from classroom.debrief.agents import Played
from classroom.debrief.answered import Beside, side_by_side
from classroom.debrief.best import Best, better_for_both
from classroom.debrief.cloud import Cloud
from classroom.debrief.ended import Ended
from classroom.debrief.questionnaires import Asked
from classroom.debrief.whole import Whole
from classroom.debrief.words import (
    MISSING,
    ending,
    labels,
    listed,
    marks,
    points,
    reason,
    strategy,
    table_name,
)
from experiments.tongue import Tongue
from sim.scenario import Scenario


class Row(NamedTuple):
    """One table in the list of all; ``names`` has who sat there, where that is shown."""

    place: int
    words: str
    own: bool
    names: str
    ending: str
    day: str
    points: tuple[str, str]
    score: tuple[str, str]
    gave: tuple[str, str]
    left: str
    note: str


class AgentRow(NamedTuple):
    """How one strategy fared in the same world."""

    words: str
    ending: str
    day: str
    points: tuple[str, str]
    score: tuple[str, str]


@dataclass(frozen=True)
class ClassPage:
    """Everything on the page."""

    labels: tuple[str, str]
    headline: str
    facts: tuple[str, ...]
    plane: Chart
    timing: Chart
    rows: tuple[Row, ...]
    terms_head: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...]
    """Issues by tables that agreed: what was agreed, in physical units."""
    spread: tuple[tuple[str, str, str, str, str], ...]
    """Issue, who gives it, the least that was agreed, what was agreed most often, the most."""
    best: Best | None
    agents: tuple[AgentRow, ...]
    cloud: str
    asked: tuple[Beside, ...]


def class_page(
    whole: Whole,
    tongue: Tongue,
    *,
    own: str = "",
    names: Mapping[str, str] | None = None,
    cloud: Cloud | None = None,
    agents: Sequence[Played] = (),
    asked: Sequence[Asked] = (),
    name: str = "",
) -> ClassPage:
    """Put the debrief of a class into words and charts.

    Args:
        whole: the class.
        tongue: the reader's language.
        own: id of the reader's own table, which is marked.
        names: pseudonym -> nickname, where tables are to be named.
        cloud: simulated histories, if they are there yet.
        agents: how agents fared in the same world, if that is known yet.
        asked: the questionnaires' results.
        name: put before the charts' names, so that two pages can stand in one document.
    """
    one, two = labels(whole.scenario, tongue)
    same = [played for played in agents if len(played.sides) == 2]
    dots = [
        Dot(table_name(t.place, tongue), str(t.place), spot, t.agreed, t.table == own)
        for t, spot in zip(whole.tables, whole.spots, strict=True)
    ]
    drawn = Plane(
        whole.plane,
        (one, two),
        dots,
        cloud=cloud.placed(whole.plane) if cloud else {},
        agents=[played.at for played in same] if whole.shared else (),
    )
    calendar = Timing(
        whole.scenario,
        [_run(table, own, tongue) for table in whole.tables],
        marks(whole.scenario, tongue),
        cloud.days if cloud else (),
    )
    most = whole.most_left
    return ClassPage(
        labels=(one, two),
        headline=_headline(whole, tongue),
        facts=tuple(_facts(whole, (one, two), tongue)),
        plane=plane(drawn, tongue, f"{name}plane"),
        timing=timing(calendar, tongue, f"{name}timing"),
        rows=tuple(_row(table, whole.scenario, own, names, tongue) for table in whole.tables),
        terms_head=(
            tongue.say("Issue"),
            *(table_name(table.place, tongue) for table in whole.agreed),
        ),
        terms=tuple(_terms(whole, tongue)),
        spread=tuple(_spread(whole, (one, two), tongue)),
        best=better_for_both(most, whole.scenario, tongue) if most else None,
        agents=tuple(_agent(played, whole, tongue) for played in same) if whole.shared else (),
        cloud=_cloud(cloud, tongue),
        asked=side_by_side(asked, (one, two), tongue, name),
    )


def _headline(whole: Whole, tongue: Tongue) -> str:
    return tongue.say(
        "{agreed} of {all} tables came to an agreement.",
        agreed=len(whole.agreed),
        all=len(whole.tables),
    )


def _facts(whole: Whole, sides: tuple[str, str], tongue: Tongue) -> list[str]:
    """What the charts show, in sentences."""
    say, found = tongue.say, []
    if whole.typical is not None:
        found.append(
            say(
                "In the middle an agreement is worth {a} points to {one} and {b} to {two}.",
                a=points(whole.typical[0]),
                b=points(whole.typical[1]),
                one=sides[0],
                two=sides[1],
            )
        )
    zone = len(whole.plane.bargaining_zone(whole.plane.mandate))
    if zone:
        found.append(
            say("On the first day there were packages that both leaders would have signed.")
        )
    else:
        found.append(
            say(
                "On the first day no package met both leaders' mandates: an agreement had to wait "
                "until pressure had lowered one of them."
            )
        )
    wasted = [one for one in whole.agreed if one.gain.both >= 1.0]
    if wasted:
        found.append(
            say(
                "At {some} of the {all} tables that agreed, another package would have been better "
                "for both.",
                some=len(wasted),
                all=len(whole.agreed),
            )
        )
    elif whole.agreed:
        found.append(
            say("No table that agreed left a package that would have been better for both.")
        )
    if not whole.shared:
        found.append(
            say(
                "Every table had news and values of its own. The chart values what they agreed "
                "with every unknown at its average, so that all tables share one map; the list "
                "has each table's own points."
            )
        )
    return found


def _run(table: Ended, own: str, tongue: Tongue) -> Run:
    return Run(
        table_name(table.place, tongue),
        str(table.place),
        table.day,
        table.agreed,
        table.effect,
        table.put_off,
        table.table == own,
    )


def _row(
    table: Ended, scenario: Scenario, own: str, names: Mapping[str, str] | None, tongue: Tongue
) -> Row:
    say = tongue.say
    people = []
    if names is not None:
        people = [
            names.get(person, say("(gone)")) for there in table.people.values() for person in there
        ]
    score = table.score or (None, None)
    gave = [
        opened[side] - table.at[side] if opened is not None and table.agreed else None
        for side, opened in enumerate(table.opened)
    ]
    return Row(
        place=table.place,
        words=table_name(table.place, tongue),
        own=table.table == own,
        names=listed(people, tongue),
        ending=ending(table.ending, tongue),
        day=tongue.day(scenario.date_of(table.day)),
        points=(points(table.at[0]), points(table.at[1])),
        score=(points(score[0]), points(score[1])),
        gave=(points(gave[0]), points(gave[1])),
        left=points(table.gain.both),
        note=" ".join(_notes(table, tongue)),
    )


def _notes(table: Ended, tongue: Tongue) -> list[str]:
    """Why there is no agreement, and who played on."""
    found = [reason(table.reason, tongue)] if table.reason else []
    if table.handed_over is not None:
        found.append(tongue.say("Played to the end by agents."))
    return found


def _terms(whole: Whole, tongue: Tongue) -> list[tuple[str, ...]]:
    return [
        (
            tongue.say(issue.label),
            *(
                telling.level_label(whole.scenario, tongue, place, table.levels[place])
                for table in whole.agreed
                if table.levels is not None
            ),
        )
        for place, issue in enumerate(whole.scenario.issues)
    ]


def _spread(
    whole: Whole, sides: tuple[str, str], tongue: Tongue
) -> list[tuple[str, str, str, str, str]]:
    """How agreements differ, issue by issue."""
    found = []
    for place, issue in enumerate(whole.scenario.issues):
        levels = [table.levels[place] for table in whole.agreed if table.levels is not None]
        cells = [MISSING] * 3
        if levels:
            usual = max(sorted(set(levels)), key=levels.count)
            cells = [
                telling.level_label(whole.scenario, tongue, place, level)
                for level in (min(levels), usual, max(levels))
            ]
            cells[1] = tongue.say(
                "{level} ({some} of {all})",
                level=cells[1],
                some=levels.count(usual),
                all=len(levels),
            )
        found.append((tongue.say(issue.label), sides[issue.giver], *cells))
    return [(a, b, c, d, e) for a, b, c, d, e in found]


def _agent(played: Played, whole: Whole, tongue: Tongue) -> AgentRow:
    return AgentRow(
        strategy(played.strategy, tongue),
        ending(played.ending, tongue),
        tongue.day(whole.scenario.date_of(played.day)) if played.levels is not None else MISSING,
        (points(played.at[0]), points(played.at[1])),
        (points(played.score[0]), points(played.score[1])),
    )


def _cloud(cloud: Cloud | None, tongue: Tongue) -> str:
    if cloud is None:
        return ""
    return tongue.say(
        "The grey circles are {runs} simulated histories of the same scenario with other luck, "
        "agents in every chair; {agreed} of them ended in an agreement. Each is placed by what its "
        "package would be worth on this map.",
        runs=cloud.runs,
        agreed=len(cloud.days),
    )
