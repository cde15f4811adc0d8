"""The headline table of an ensemble: how histories end, when they agree, on what, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.columns import Columns, agreed, count, select
from experiments.analysis.endings import ENDINGS, REASONS, Term
from experiments.analysis.intervals import LEVEL, Interval, mean, quantile, wilson
from experiments.analysis.wording import date, opening, the
from experiments.speech import phrase, say

if TYPE_CHECKING:
    from sim.scenario import IssueInfo, Scenario


@dataclass(frozen=True)
class Share:
    """Something that happened in `runs` histories out of `of`, as a share with its interval.

    Its words are in the tongue of the moment in which it was made.
    """

    name: str
    label: str
    meaning: str
    runs: int
    of: int
    interval: Interval


@dataclass(frozen=True)
class IssueTerm:
    """What agreements say on one issue, in the issue's unit.

    `median` carries its Monte Carlo interval; `low` and `high` enclose 90% of the agreements;
    `usual` is the commonest level and `usual_share` the share of agreements that have it.
    `shares` has one share a level of the issue. All are NaN (and `usual` -1) without agreements.
    """

    issue: IssueInfo
    median: Interval
    low: float
    high: float
    usual: int
    usual_share: float
    shares: tuple[float, ...]


@dataclass(frozen=True)
class Mechanism:
    """How often something in the world fired: in which share of histories, and its mean count."""

    name: str
    label: str
    share: Share
    mean_count: Interval


@dataclass(frozen=True)
class Account:
    """A mean total up to the horizon, in its unit: over all histories, with agreement, without."""

    name: str
    label: str
    unit: str
    overall: Interval
    if_agreed: Interval
    if_not: Interval


@dataclass(frozen=True)
class SideSummary:
    """One side's mean score over the window, on its scale of 0 to 100 points."""

    side: str
    label: str
    score: Interval
    score_if_agreed: Interval
    score_if_not: Interval


@dataclass(frozen=True)
class Summary:
    """Everything that the report says in numbers about one arm."""

    runs: int
    level: float
    agreement: Share
    endings: tuple[Share, ...]
    reasons: tuple[Share, ...]
    stages: tuple[Share, ...]
    windows: tuple[Share, ...]
    agreement_day: Interval
    agreement_range: tuple[float, float]
    terms: tuple[IssueTerm, ...]
    mechanisms: tuple[Mechanism, ...]
    sides: tuple[SideSummary, ...]
    ledger: tuple[Account, ...]


LEDGER = (
    ("exports_bn", phrase("Exports on the tariff lines")),
    ("duty_bn", phrase("Duty paid")),
    ("exporter_loss_bn", phrase("Loss to exporters")),
    ("importer_burden_bn", phrase("Burden on the importers’ side")),
)
COUNTED = (
    ("extensions", phrase("A deadline was extended")),
    ("texts", phrase("Ministers agreed a text")),
    ("mandate_refusals", phrase("A text fell short of a mandate")),
    ("overrides", phrase("A leader struck down a text")),
    ("refusals", phrase("A text was refused at home")),
    ("breaks", phrase("The talks were broken off for a while")),
    ("other_deals", phrase("Another country made its own deal")),
    ("struck", phrase("A court struck a tariff down")),
)
"""Columns that count how often a mechanism fired in a history."""

DATED = (
    ("snap_back_day", phrase("What a deadline threatened took effect")),
    ("hike_day", phrase("A further rise took effect")),
    ("interim_day", phrase("An interim accord was signed")),
)
"""Columns that hold the day on which a mechanism fired, -1 if it did not."""

OF_SIDES = (
    ("majority_lost", phrase("{side} lost its majority")),
    ("vote_needed", phrase("{side} needed a vote in parliament")),
)
"""Columns of each side (`majority_lost_japan`) that are 1 where something happened to it."""


def summarise(columns: Columns, scenario: Scenario, level: float = LEVEL) -> Summary:
    """The headline numbers of one arm's outcome rows; every share is of all its runs.

    Raises ValueError without runs.
    """
    runs = count(columns)
    if runs == 0:
        raise ValueError("a summary needs at least one run")
    reached = agreed(columns)
    days = np.asarray(columns["agreement_day"])[reached]
    spread = (
        quantile(days, 0.05, level).value,
        quantile(days, 0.95, level).value,
    )
    return Summary(
        runs=runs,
        level=level,
        agreement=_share(ENDINGS[0], reached, level),
        endings=_by_name(ENDINGS, columns["ending"], level),
        reasons=_by_name(REASONS, columns["reason"], level),
        stages=stages(columns, level),
        windows=windows(columns, scenario, level),
        agreement_day=quantile(days, 0.5, level),
        agreement_range=spread,
        terms=tuple(issue_term(columns, issue, level) for issue in scenario.issues),
        mechanisms=mechanisms(columns, scenario, level),
        sides=tuple(
            _side(columns, side, label, reached, level)
            for side, label in zip(scenario.sides, scenario.side_labels, strict=True)
        ),
        ledger=tuple(
            _account(columns, name, label, reached, level)
            for name, label in LEDGER
            if scenario.config.economy is not None
        ),
    )


def milestones(scenario: Scenario) -> tuple[tuple[int, str, str], ...]:
    """The first deadline and the first vote after it, as (day, label, kind), where there are any.

    These cut the calendar into the windows that the headline speaks of. A vote that falls before
    the first deadline comes first.
    """
    found = []
    for kind in ("deadline", "election"):
        dated = sorted(mark for mark in scenario.landmarks if mark[2] == kind and mark[0] >= 0)
        found += dated[:1]
    return tuple(sorted(found))


def windows(columns: Columns, scenario: Scenario, level: float = LEVEL) -> tuple[Share, ...]:
    """When agreements come: before the first deadline, up to polling day, after it, never.

    A deadline's own day counts as after it (the threat is decided on it), polling day as before
    its result. Names are `before`, `between`, `after` and `never`; a scenario with one milestone
    has no `between`, one without any has `within` instead of the three.
    """
    reached = agreed(columns)
    day = np.asarray(columns["agreement_day"])
    marks = milestones(scenario)
    # The first day after each milestone's window.
    cuts = [mark[0] + (mark[2] == "election") for mark in marks]
    edges = [0, *cuts, scenario.horizon + 1]
    names = {0: ("within",), 1: ("before", "after"), 2: ("before", "between", "after")}[len(cuts)]
    shares = []
    for name, start, stop in zip(names, edges[:-1], edges[1:], strict=True):
        inside = reached & (day >= start) & (day < stop)
        last = min(stop, scenario.horizon + 1) - 1
        term = Term(name, _window_label(name, marks, scenario), _span(scenario, start, last))
        shares.append(_share(term, inside, level))
    end = date(scenario.date_of(scenario.horizon))
    shares.append(_share(Term("never", say("None by {date}", date=end), ""), ~reached, level))
    return tuple(shares)


def _window_label(name: str, marks: tuple[tuple[int, str, str], ...], scenario: Scenario) -> str:
    at = [date(scenario.date_of(mark[0]), year=False) for mark in marks]
    if name == "within":
        return say("By {date}", date=date(scenario.date_of(scenario.horizon)))
    if name == "between" and marks[0][2] == "deadline":
        return say("From {first} to {last}", first=at[0], last=at[1])
    if name == "between":
        return say("After {first} to {last}", first=at[0], last=at[1])
    edge = marks[0] if name == "before" else marks[-1]
    when = at[0] if name == "before" else at[-1]
    if name == "before":
        early = edge[2] == "deadline"
        return say("Before {date}", date=when) if early else say("By {date}", date=when)
    late = edge[2] == "election"
    return say("After {date}", date=when) if late else say("From {date} on", date=when)


def _span(scenario: Scenario, first: int, last: int) -> str:
    return say(
        "{first} – {last}",
        first=date(scenario.date_of(first), year=False),
        last=date(scenario.date_of(last), year=False),
    )


def stages(columns: Columns, level: float = LEVEL) -> tuple[Share, ...]:
    """How far histories get on the way to an agreement; each stage holds all later ones."""
    reached = agreed(columns)
    confirmed = reached | (np.asarray(columns["refusals"]) > 0)
    written = confirmed | (np.asarray(columns["texts"]) > 0)
    possible = written | (np.asarray(columns["zopa_rounds"]) > 0)
    return (
        _share(
            Term("possible", phrase("Some package would suit both leaders"), ""), possible, level
        ),
        _share(Term("written", phrase("The ministers agree a text"), ""), written, level),
        _share(Term("confirmed", phrase("Both leaders accept a text"), ""), confirmed, level),
        _share(Term("effective", phrase("It is ratified and takes effect"), ""), reached, level),
    )


def issue_term(columns: Columns, issue: IssueInfo, level: float = LEVEL) -> IssueTerm:
    """What the agreements among the rows say on one issue."""
    reached = select(columns, agreed(columns))
    levels = np.asarray(reached[f"level_{issue.id}"], dtype=np.int64)
    values = np.asarray(reached[f"term_{issue.id}"], dtype=float)
    counts = np.bincount(levels, minlength=len(issue.levels))
    total = int(counts.sum())
    shares = tuple(float(c) / total if total else float("nan") for c in counts)
    usual = int(np.argmax(counts)) if total else -1
    return IssueTerm(
        issue=issue,
        median=quantile(values, 0.5, level),
        low=quantile(values, 0.05, level).value,
        high=quantile(values, 0.95, level).value,
        usual=usual,
        usual_share=shares[usual] if total else float("nan"),
        shares=shares,
    )


def mechanisms(columns: Columns, scenario: Scenario, level: float = LEVEL) -> tuple[Mechanism, ...]:
    """In what share of histories each mechanism fired, and how often on average.

    What the columns do not hold is left out, and so is what can't happen to a side: a mechanism of
    a side that fires in no history.
    """
    counts: dict[tuple[str, str], NDArray[np.int64]] = {}
    for name, label in COUNTED:
        if name in columns:
            counts[name, label] = np.asarray(columns[name], dtype=np.int64)
    for name, label in DATED:
        counts[name, label] = (np.asarray(columns[name]) >= 0).astype(np.int64)
    for side, of_side in zip(scenario.sides, scenario.side_labels, strict=True):
        for name, label in OF_SIDES:
            column = f"{name}_{side}"
            if column in columns and np.asarray(columns[column]).any():
                told = opening(say(label, side=the(of_side)))
                counts[column, told] = np.asarray(columns[column], dtype=np.int64)
    return tuple(
        Mechanism(
            name=name,
            label=say(label),
            share=_share(Term(name, label, ""), happened > 0, level),
            mean_count=mean(happened, level),
        )
        for (name, label), happened in counts.items()
    )


def _by_name(
    terms: tuple[Term, ...], names: NDArray[np.object_], level: float
) -> tuple[Share, ...]:
    return tuple(
        _share(term, np.asarray(names == term.name, dtype=np.bool_), level) for term in terms
    )


def _share(term: Term, happened: NDArray[np.bool_], level: float) -> Share:
    runs = int(happened.sum())
    return Share(
        name=term.name,
        label=say(term.label),
        meaning=say(term.meaning),
        runs=runs,
        of=len(happened),
        interval=wilson(runs, len(happened), level),
    )


def _side(
    columns: Columns, side: str, label: str, reached: NDArray[np.bool_], level: float
) -> SideSummary:
    score = np.asarray(columns[f"score_points_{side}"], dtype=float)
    return SideSummary(
        side=side,
        label=label,
        score=mean(score, level),
        score_if_agreed=mean(score[reached], level),
        score_if_not=mean(score[~reached], level),
    )


def _account(
    columns: Columns, name: str, label: str, reached: NDArray[np.bool_], level: float
) -> Account:
    amounts = np.asarray(columns[name], dtype=float)
    return Account(
        name=name,
        label=say(label),
        unit="USD bn",
        overall=mean(amounts, level),
        if_agreed=mean(amounts[reached], level),
        if_not=mean(amounts[~reached], level),
    )
