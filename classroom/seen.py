"""What one side may see of its table: all that a page is made from, and nothing else.

Pages for students are rendered from :class:`Seen` alone. It is put together here from one side's
own rows of the state, so that the other side's weights, its mandate, its reservation value and
the frontier have no way onto a page before the debrief.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from agents.rules.steps import climb_to
from agents.views import (
    AT_A_DEADLINE,
    LEVER_ESCALATE,
    LEVER_EXTEND,
)
from classroom.news import News
from classroom.table import BOTH, Saying, Table
from sim.model import TalksModel
from sim.politics import ratification_probability
from sim.spaces import worth
from sim.state import LOSSES, MAJORITY, OUTSIDE, REFERENCE, STRESS, THREAT


class Level(NamedTuple):
    """One level of an issue: its name, and points it adds to your total over level 0."""

    label: str
    points: float


class IssueSeen(NamedTuple):
    """An issue on your score sheet."""

    id: str
    label: str
    yours: bool
    """Whether your side gives it."""
    sensitive: bool
    """Whether a campaign makes it dearer to you."""
    tariff: bool
    unit: str
    levels: tuple[Level, ...]
    in_force: float
    """Today's value, in the issue's unit."""
    in_force_level: int
    """The level nearest to it."""


class Pull(NamedTuple):
    """One term of your mandate, in points: below 0 it lowers what your leader asks for."""

    name: str
    points: float


class Coming(NamedTuple):
    """Something on the calendar."""

    day: int
    date: datetime.date
    kind: str
    label: str


class Judged(NamedTuple):
    """A package as your side sees it: points, whether your leader would sign, and home."""

    levels: tuple[int, ...]
    points: float
    above_mandate: float
    """Points above what your leader asks for today; below 0 the leader would not sign."""
    home: float | None
    """Probability that home ratifies it as things stand today; None where home isn't asked."""


class Offered(NamedTuple):
    """An offer that was made, in your points."""

    day: int
    date: datetime.date
    seat: str
    yours: bool
    judged: Judged


@dataclass(frozen=True)
class Seen:
    """A side's own view of its table."""

    table: str
    place: int
    step: int
    number: int
    side: str
    label: str
    other_label: str
    date: datetime.date
    day: int
    last_day: int
    over: bool
    your_turn: bool
    seat: str
    """Label of the seat that answers now: yours if it is your turn."""
    facing: str
    """Label of the seat across the table."""
    at_deadline: bool
    exchange: int
    exchanges: int
    floor: float
    """Points your leader asks for today."""
    today: float
    """What today's world is worth, in points."""
    days_left: float
    """Days that your side thinks are left."""
    belief: float | None
    """Your side's probability that the next deadline is real; None where there is none."""
    deadline: datetime.date | None
    pulls: tuple[Pull, ...]
    reference: float
    outside: float
    approval: float | None
    salience: float
    issues: tuple[IssueSeen, ...]
    on_table: Judged | None
    """What you could accept now."""
    leader_word: int
    """1: your leader would sign what is on the table, -1: would not, 0: not asked."""
    may_extend: bool
    may_escalate: bool
    may_propose_interim: bool
    your_last: tuple[int, ...] | None
    their_last: tuple[int, ...] | None
    offers: tuple[Offered, ...]
    text: Judged | None
    """A text that waits for leaders or home, or was agreed."""
    pending: bool
    ratify_date: datetime.date | None
    coming: tuple[Coming, ...]
    news: tuple[News, ...]
    sayings: tuple[Saying, ...]
    ending: str
    points: float | None
    """Points of the agreed package, if there is one."""
    score: float | None
    """When it is over: points of your side's score, averaged over the window."""


def see(table: Table, side: str) -> Seen:
    """Return what a side may see of its table now.

    Raises:
        ValueError: there is no such side.
    """
    model, scenario = table.chair.model, table.scenario
    state, world = model.state, scenario.world
    number = scenario.sides.index(side)
    asked = table.chair.asked
    yours = table.asked_side == side
    view = model.view() if yours else None
    count = len(scenario.issues)
    offers = tuple(_offers(table, side))
    threat = state.next_threat
    agreed = state.agreement_day >= 0
    text = tuple(state.text[:count]) if state.standing or state.pending or agreed else None
    on_table = None
    if view is not None and view.offered:
        on_table = judge(model, number, view.offer[:count])
    start = scenario.config.sides[side]
    return Seen(
        table=table.id,
        place=table.place,
        step=table.steps,
        number=table.number,
        side=side,
        label=scenario.side_labels[number],
        other_label=scenario.side_labels[1 - number],
        date=scenario.date_of(state.day),
        day=state.day,
        last_day=scenario.horizon,
        over=table.over,
        your_turn=yours,
        seat=scenario.seat_label(asked) if asked else "",
        facing=_facing(table, asked),
        at_deadline=view is not None and view.occasion == AT_A_DEADLINE,
        exchange=view.exchange + 1 if view else 0,
        exchanges=view.exchanges if view else 0,
        floor=model.points(number, state.mandate[number]),
        today=model.points(number, model.today(number)),
        days_left=view.days_left if view else float(max(0, state.deadline_day - state.day)),
        belief=state.belief[number][threat] if threat >= 0 else None,
        deadline=scenario.date_of(state.deadline_day) if threat >= 0 else None,
        pulls=_pulls(model, number),
        reference=model.points(number, state.terms[number][REFERENCE]),
        outside=model.points(number, state.terms[number][OUTSIDE]),
        approval=state.approval[number] if start.approval is not None else None,
        salience=state.salience[number],
        issues=_issues(model, number),
        on_table=on_table,
        leader_word=view.leader_word if view else 0,
        may_extend=bool(view and view.levers & LEVER_EXTEND),
        may_escalate=bool(view and view.levers & LEVER_ESCALATE),
        may_propose_interim=bool(view and view.occasion != AT_A_DEADLINE and world.interim),
        your_last=next((o.judged.levels for o in reversed(offers) if o.yours), None),
        their_last=next((o.judged.levels for o in reversed(offers) if not o.yours), None),
        offers=offers,
        text=judge(model, number, text) if text is not None else None,
        pending=bool(state.pending),
        ratify_date=scenario.date_of(state.ratify_day) if state.pending else None,
        coming=_coming(table),
        news=tuple(one for one in table.news if one.side in (-1, number)),
        sayings=tuple(one for one in table.sayings if one.to in (BOTH, side)),
        ending=_ending(table),
        points=model.points(number, worth(world, state.table[number], text))
        if agreed and text is not None
        else None,
        score=model.points(number, state.score[number]) if table.over else None,
    )


def judge(model: TalksModel, side: int, levels: Sequence[int]) -> Judged:
    """Return a package as a side sees it today.

    Args:
        model: the history.
        side: number of the side.
        levels: one level an issue, each within its issue.
    """
    world, state = model.scenario.world, model.state
    package = tuple(int(level) for level in levels)
    value = worth(world, state.felt[side], package)
    floor = state.mandate[side]
    home = None
    if world.threshold[side] >= 0:
        home = ratification_probability(
            worth(world, state.home[side], package) - state.home_now[side],
            state.home_bar[side],
            state.number[world.ratification_scale[side]],
        )
    return Judged(
        levels=package,
        points=model.points(side, worth(world, state.table[side], package)),
        above_mandate=model.points(side, value) - model.points(side, floor),
        home=home,
    )


def suggest(table: Table, side: str, points: float) -> tuple[int, ...]:
    """Return the package that the side's ladder suggests for so many points of its own.

    Raises:
        ValueError: it is not that side's turn.
    """
    if table.asked_side != side:
        raise ValueError("it is not your turn")
    model = table.chair.model
    view = model.view()
    number = table.scenario.sides.index(side)
    worst, best = model.state.worst[number], model.state.best[number]
    climb_to(view, worst + points / 100.0 * (best - worst))
    return tuple(view.draft[: len(table.scenario.issues)])


def _offers(table: Table, side: str) -> list[Offered]:
    """All offers on the table so far, judged as of today, oldest first."""
    model, scenario = table.chair.model, table.scenario
    number = scenario.sides.index(side)
    return [
        Offered(
            day=news.day,
            date=scenario.date_of(news.day),
            seat=scenario.seat_label(news.facts["seat"]),
            yours=news.facts["seat"].split(".")[0] == side,
            judged=judge(model, number, news.facts["levels"]),
        )
        for news in table.news
        if news.kind == "offer"
    ]


def _facing(table: Table, asked: str | None) -> str:
    state, world, scenario = table.chair.model.state, table.scenario.world, table.scenario
    if asked is None or not state.in_round or not 0 <= state.pair < len(world.pair_first):
        return ""
    pair = (world.pair_first[state.pair], world.pair_second[state.pair])
    seats = [scenario.seats[seat] for seat in pair]
    return scenario.seat_label(next(seat for seat in seats if seat != asked))


def _pulls(model: TalksModel, side: int) -> tuple[Pull, ...]:
    """The terms of a mandate that have a say today; `pressure.mandate` subtracts them."""
    state = model.state
    span = state.best[side] - state.worst[side]
    names = (("threat", THREAT), ("losses", LOSSES), ("stress", STRESS), ("majority", MAJORITY))
    pulls = (Pull(name, -100.0 * state.terms[side][term] / span) for name, term in names)
    return tuple(pull for pull in pulls if abs(pull.points) >= 0.05)


def _issues(model: TalksModel, side: int) -> tuple[IssueSeen, ...]:
    scenario, state = model.scenario, model.state
    world, table = scenario.world, model.state.table[side]
    span = state.best[side] - state.worst[side]
    found = []
    for place, issue in enumerate(scenario.issues):
        first = world.starts[place]
        levels = tuple(
            Level(label, 100.0 * (table[first + level] - table[first]) / span)
            for level, label in enumerate(issue.level_labels)
        )
        found.append(
            IssueSeen(
                id=issue.id,
                label=issue.label,
                yours=issue.giver == side,
                sensitive=bool(world.sensitive[place]) and issue.giver == side,
                tariff=issue.tariff,
                unit=issue.unit,
                levels=levels,
                in_force=model.rate(place),
                in_force_level=min(max(0, round(state.regime[place])), len(levels) - 1),
            )
        )
    return tuple(found)


def _coming(table: Table) -> tuple[Coming, ...]:
    """What is on the calendar from today on, a deadline at the day it has been moved to."""
    scenario, state = table.scenario, table.chair.model.state
    world = scenario.world
    found = [
        Coming(mark.day, scenario.date_of(mark.day), mark.kind, mark.label)
        for mark in scenario.landmarks
        if mark.kind != "deadline" and mark.day >= state.day
    ]
    names = list(scenario.config.deadlines)
    for threat in range(len(world.threat_issue)):
        if state.threat_on[threat] != 1 or state.threat_day[threat] < state.day:
            continue
        label = scenario.issues[world.threat_issue[threat]].label
        if threat < world.deadlines:
            label = scenario.config.deadlines[sorted(names)[threat]].label
        day = state.threat_day[threat]
        found.append(Coming(day, scenario.date_of(day), "deadline", label))
    if state.pending:
        found.append(
            Coming(state.ratify_day, scenario.date_of(state.ratify_day), "ratification", "")
        )
    found.append(Coming(scenario.horizon, scenario.date_of(scenario.horizon), "end", ""))
    return tuple(sorted(found))


def _ending(table: Table) -> str:
    last = table.news[-1] if table.news else None
    return str(last.facts["ending"]) if last is not None and last.kind == "ended" else ""
