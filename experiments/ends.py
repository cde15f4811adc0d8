"""When histories end, and how: cumulative incidence of competing endings, world by world.

A history ends in one way, and the day that counts is that of what it ended with: the leaders'
signature under the text that took effect, the last interim accord, the day on which the threat
took effect, the day on which talks broke off for good. What came and passed on the way (a threat
carried out before an agreement) doesn't count. Who is still talking on the last day has no ending.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.addresses import ResultArm
from experiments.analysis.columns import Columns, columns_of
from experiments.analysis.incidence import NEVER, Change, Incidence, change, incidence
from experiments.break_offs import last_breaks
from experiments.compare import Comparison
from experiments.moments import OtherRules, another_way
from experiments.pairing import match
from sim.scenario import Scenario

DATED = {"agreement": "agreement_day", "interim": "interim_day", "snap_back": "snap_back_day"}
"""The column that has the day of each ending."""

BROKEN_OFF = "broken_off"
"""The ending whose day no column has."""

MOST_RUNS = 10_000
"""Runs of an arm whose endings are dated at most: a share has then a margin of one point."""

Days = NDArray[np.int64]
Progress = Callable[[str, int, int], None]
"""Called with an arm's label, histories played again so far, and how many there are."""


@dataclass(frozen=True)
class Timing:
    """Cumulative incidence of each ending, by its name.

    Attributes:
        scenario: that of the first arm, whose calendar the days are counted on.
        horizon: last day; that of the shortest arm.
        runs: runs looked at of each arm; the ones in common, where arms share their luck.
        curves: for each arm the incidence of every ending that occurs in any of them.
        changes: for each arm but the first, what its incidence is above that of the first.
        paired: for each arm but the first, whether its band is that of pairs.
        undated: an arm whose break-offs couldn't be dated, so that none are; None as a rule.
    """

    scenario: Scenario
    horizon: int
    runs: tuple[int, ...]
    curves: tuple[Mapping[str, Incidence], ...]
    changes: tuple[Mapping[str, Change], ...]
    paired: tuple[bool, ...]
    undated: ResultArm | None

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings that have a curve."""
        return tuple(self.curves[0])

    @property
    def left_out(self) -> str:
        """Why break-offs are missing, in sentences; empty where they aren't."""
        return "" if self.undated is None else another_way(self.undated)


def timing(found: Comparison, progress: Progress | None = None) -> Timing:
    """When the histories of compared arms end, and how that changes from the first arm.

    Histories that end with the talks broken off are played again, for their rows don't keep the
    day; where they no longer end so, that ending is left out.

    Raises:
        ResultError: a part of a result is damaged.
    """
    arms = found.arms
    scenarios = [arm.scenario() for arm in arms]
    horizon = min(scenario.horizon for scenario in scenarios)
    rows = _in_common(arms, [_rows(arm) for arm in arms])
    undated = None
    try:
        breaks = [_breaks(arm, own, progress) for arm, own in zip(arms, rows, strict=True)]
    except OtherRules as error:
        breaks, undated = [], error.arm
    days = [_days(own, horizon) for own in rows]
    for own, dated in zip(days, breaks, strict=False):
        own[BROKEN_OFF] = _within(dated, horizon)
    happen = [
        name
        for name in (*DATED, BROKEN_OFF)
        if name in days[0] and any((own[name] != NEVER).any() for own in days)
    ]
    matched = [
        match(arms[0], arm, rows[0]["run"], own["run"])
        for arm, own in zip(arms[1:], rows[1:], strict=True)
    ]
    changes = []
    for (pairing, at), own in zip(matched, days[1:], strict=True):
        first, second = (slice(None), slice(None)) if at is None else at
        changes.append(
            {
                name: change(
                    days[0][name][first],
                    own[name][second],
                    horizon,
                    found.level,
                    paired=pairing.paired,
                )
                for name in happen
            }
        )
    return Timing(
        scenario=scenarios[0],
        horizon=horizon,
        runs=tuple(len(own["run"]) for own in rows),
        curves=tuple(
            {name: incidence(own[name], horizon, found.level) for name in happen} for own in days
        ),
        changes=tuple(changes),
        paired=tuple(pairing.paired for pairing, _ in matched),
        undated=undated,
    )


def _rows(arm: ResultArm) -> Columns:
    names = ("ending", *DATED.values())
    return columns_of(arm.result.table(arm.arm, columns=names, first=MOST_RUNS))


def _in_common(arms: Sequence[ResultArm], rows: Sequence[Columns]) -> list[Columns]:
    """The runs that all arms hold, so that curves are of the pairs that changes are taken of.

    Where some arm has no pairs with the first, each keeps its own runs.
    """
    firsts = rows[0]["run"]
    pairings = [
        match(arms[0], arm, firsts, own["run"])[0]
        for arm, own in zip(arms[1:], rows[1:], strict=True)
    ]
    shared = functools.reduce(np.intersect1d, (own["run"] for own in rows))
    if not all(pairing.paired for pairing in pairings) or not len(shared):
        return list(rows)
    return [
        {name: column[np.isin(own["run"], shared)] for name, column in own.items()} for own in rows
    ]


def _days(rows: Columns, horizon: int) -> dict[str, Days]:
    """The day of each dated ending, NEVER in the runs that end otherwise."""
    return {
        name: _within(np.where(rows["ending"] == name, rows[column], NEVER), horizon)
        for name, column in DATED.items()
    }


def _within(days: Days, horizon: int) -> Days:
    """The days, those after the horizon as not yet come."""
    return np.where(days > horizon, NEVER, days)


def _breaks(arm: ResultArm, rows: Columns, progress: Progress | None) -> Days:
    """The day on which talks broke off for good, NEVER in runs that end otherwise."""
    ended = np.asarray(rows["ending"] == BROKEN_OFF, dtype=np.bool_)
    days = np.full(len(ended), NEVER, dtype=np.int64)

    def told(done: int, of: int) -> None:
        if progress is not None:
            progress(arm.label, done, of)

    days[ended] = last_breaks(arm, np.asarray(rows["run"])[ended].tolist(), told)
    return days
