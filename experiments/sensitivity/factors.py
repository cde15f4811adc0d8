"""Factors: keys of a scenario with the range they are given, or the one they come with."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from experiments.design import overlap
from experiments.sensitivity.design import FactorConfig
from experiments.sensitivity.labels import label_of
from experiments.sensitivity.register import Held, held_at, judged
from experiments.sensitivity.spread import Spread, spread_of
from experiments.speech import phrase
from sim.config import ScenarioConfig
from sim.config.reader import FaultAt

CALENDAR, ECONOMY, STRATEGIES = phrase("calendar"), phrase("economy"), phrase("strategies")
WANTS, POLITICS, SCORE = phrase("wants"), phrase("politics"), phrase("score")
OTHER = phrase("other")

GROUPS = (
    (CALENDAR, ("deadlines.*", "escalations.*", "summits.*", "interim.*", "talks.cadence.*")),
    (CALENDAR, ("talks.*_days", "break_off_days", "start.*", "end.*")),
    (CALENDAR, ("sides.*.election.campaign*", "sides.*.election.polling*")),
    (ECONOMY, ("economy.*", "stress.*", "other_deals.*", "litigation.*")),
    (STRATEGIES, ("sides.*.ministers.*", "talks.*")),
    (WANTS, ("sides.*.motives.*", "sides.*.cost_ratio*", "sides.*.reference.*")),
    (WANTS, ("sides.*.limits.*", "issues.*", "interactions.*")),
    (POLITICS, ("sides.*",)),
    (SCORE, ("score.*",)),
)
"""The group of a key, unless the study says another: the first pattern that fits."""


@dataclass(frozen=True)
class Factor:
    """One thing that is varied."""

    name: str
    key: str
    label: str
    """What it is, in plain words."""
    group: str
    unit: str
    spread: Spread
    of_table: bool = False
    """Whether its range is that of a whole table, of which it is one number."""

    def at(self, position: float) -> Any:
        """Return the value at a position from 0 to 1 of its range."""
        return self.spread.at(position)

    def ends(self) -> tuple[Any, ...]:
        """Return the values at its two ends; of values to choose from, all."""
        return self.spread.ends()


def group_of(key: str) -> str:
    """Return the group that a key belongs to by itself."""
    fitting = (
        group
        for group, patterns in GROUPS
        if any(fnmatchcase(key, pattern) for pattern in patterns)
    )
    return next(fitting, OTHER)


def resolved(given: FactorConfig, config: ScenarioConfig) -> Factor:
    """Return a factor with its range, taken from the scenario where the study gives none.

    Raises:
        FaultAt: the scenario has no range to offer.
    """
    held, spread = held_at(config, given.key), _given(given, config)
    return Factor(
        name=given.name or given.key,
        key=given.key,
        label=given.label or label_of(given.key, config),
        group=given.group or group_of(given.key),
        unit=held.unit if held is not None else "",
        spread=spread or _own(given.key, held),
        of_table=spread is None and held is not None and held.entry != "",
    )


def every_judgment(config: ScenarioConfig, but: tuple[str, ...]) -> Iterator[Factor]:
    """Yield a factor for each judged number that has a range, but for those under keys named."""
    for held in judged(config):
        if not any(overlap(held.key, key) for key in but):
            yield resolved(FactorConfig(key=held.key), config)


def _given(given: FactorConfig, config: ScenarioConfig) -> Spread | None:
    """Return the spread that the study gives; None if it leaves it to the scenario."""
    if given.values is not None:
        return Spread("choice", values=given.values)
    low, high = given.low, given.high
    if low is None or high is None:
        return None
    if isinstance(low, datetime.date) and isinstance(high, datetime.date):
        return Spread("date", (low.toordinal(), high.toordinal()))
    assert not isinstance(low, datetime.date) and not isinstance(high, datetime.date)
    if _is_whole(config, given.key):
        return Spread("whole", (low, high))
    return Spread("loguniform" if given.scale == "log" else "uniform", (low, high))


def _own(key: str, held: Held | None) -> Spread:
    """Return the spread that the scenario itself gives a number."""
    if held is None:
        inside = "a key inside it, or 'low' and 'high', or 'values' beside it"
        raise FaultAt(("key",), f"'{key}' is no number that has a range of its own", inside)
    if held.law is not None:
        return spread_of(held.law)
    span = held.cited.range
    if span is None or not span[0] < span[1]:
        raise FaultAt(("key",), f"'{key}' has no range in the scenario", "'low' and 'high'")
    return Spread("uniform", span)


def _is_whole(config: ScenarioConfig, key: str) -> bool:
    """Return whether the scenario holds a whole number there, such as the parameter of a law."""
    found: object = config
    for part in key.split("."):
        found = found.get(part) if isinstance(found, dict) else getattr(found, part, None)
    return isinstance(found, int) and not isinstance(found, bool)
