"""From a checked configuration to frozen numbers, names and a content hash."""

from __future__ import annotations

import datetime
import functools
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from agents.rules.utility import extreme_value, value_of_regime
from sim.chance import Tape, tape
from sim.config import ConfigError, Fault, ScenarioConfig, load_scenario
from sim.config.errors import nearest
from sim.frontier import Frontier
from sim.laws import POINT, mean
from sim.layout import Layout
from sim.outlook import set_regime
from sim.spaces import exact_frontier, worth
from sim.state import GAIN, PAIN, RATE, State, new_state
from sim.tables import fill_shapes, fill_table, reference_value, set_references
from sim.wording import physical
from sim.world import World


class IssueInfo(NamedTuple):
    """An issue as people read it."""

    id: str
    label: str
    giver: int
    unit: str
    levels: tuple[float, ...]
    level_labels: tuple[str, ...]
    tariff: bool


class Landmark(NamedTuple):
    """A dated event worth marking on a time axis."""

    day: int
    label: str
    kind: str


@dataclass(frozen=True, eq=False)
class Scenario:
    """A scenario ready to run: frozen numbers, and the names that belong to them."""

    config: ScenarioConfig
    world: World
    streams: tuple[str, ...]
    number_names: tuple[str, ...]
    hash: str
    sides: tuple[str, ...]
    issues: tuple[IssueInfo, ...]
    seats: tuple[str, ...]
    mean_tables: tuple[tuple[tuple[float, ...], ...], ...]
    mean_reservation: tuple[float, float]
    mean_today: tuple[float, float]

    @staticmethod
    def from_file(path: Path | str, settings: Mapping[str, object] | None = None) -> Scenario:
        """Load and build a scenario.

        Raises:
            sim.config.ConfigError: the file or a setting can't be used.
        """
        return build(load_scenario(path, settings))

    @property
    def name(self) -> str:
        """The scenario's short name."""
        return self.config.name

    @property
    def title(self) -> str:
        """The scenario's title."""
        return self.config.title

    @property
    def start(self) -> datetime.date:
        """The date of day 0."""
        return self.config.start.date

    @property
    def horizon(self) -> int:
        """The last day, counted from 0."""
        return self.world.days

    @property
    def window(self) -> int:
        """Days over which scores are averaged (at the mean, if it is drawn)."""
        return round(mean(self.world.priors, self.world.window))

    @property
    def side_labels(self) -> tuple[str, ...]:
        """The sides' names for people, in the order of :attr:`sides`."""
        return tuple(self.config.sides[side].label for side in self.sides)

    @property
    def drawn(self) -> tuple[tuple[str, int], ...]:
        """Name and number of everything that a run draws from a prior before its first day.

        Lengths of extensions, review dates and the terms of other countries' deals are drawn when
        they are needed, each time anew.
        """
        law = self.world.priors.law
        anew = {*self.world.extension, *self.world.review, self.world.others_value}
        return tuple(
            (name, number)
            for number, name in enumerate(self.number_names)
            if law[number] != POINT and number not in anew
        )

    @property
    def landmarks(self) -> tuple[Landmark, ...]:
        """Deadlines, summits, campaigns and polling days, in the order of the calendar."""
        config = self.config
        found = [
            Landmark(self.day_of(s.date.date), s.label, "summit") for s in config.summits.values()
        ]
        found += [
            Landmark(self.day_of(d.date.date), d.label, "deadline")
            for d in config.deadlines.values()
        ]
        for side in self.sides:
            election = config.sides[side].election
            if election is not None:
                campaign, polling = election.campaign.date, election.polling.date
                found.append(Landmark(self.day_of(campaign), "Campaign opens", "campaign"))
                found.append(Landmark(self.day_of(polling), election.label, "election"))
        return tuple(sorted(found))

    @functools.cached_property
    def mean_frontier(self) -> Frontier:
        """The exact Pareto frontier of the two leaders at the prior means, links included."""
        levels = self.world.starts[-1]
        table = self.world.mean_table
        return exact_frontier(self.world, table[:levels], table[levels:])

    def mean_worth(self, levels: Sequence[int]) -> tuple[float, float]:
        """Return what a package is worth to both leaders at the prior means."""
        size = self.world.starts[-1]
        table = self.world.mean_table
        return (
            worth(self.world, table[:size], levels),
            worth(self.world, table[size:], levels),
        )

    def mean_points(self, values: Sequence[float]) -> tuple[float, float]:
        """Return a pair of utilities at the prior means as points, 0 worst to 100 best."""
        world = self.world
        size = world.starts[-1]
        found = []
        for side in range(2):
            table = world.mean_table[side * size : (side + 1) * size]
            best = extreme_value(table, world.starts, world.links, world.giver, side)
            worst = extreme_value(table, world.starts, world.links, world.giver, 1 - side)
            span = best - worst
            found.append(100.0 * (values[side] - worst) / span if span > 0.0 else 0.0)
        return found[0], found[1]

    def date_of(self, day: int) -> datetime.date:
        """Return the date of a day number."""
        return self.start + datetime.timedelta(days=int(day))

    def day_of(self, date: datetime.date) -> int:
        """Return the day number of a date."""
        return (date - self.start).days

    @functools.lru_cache(maxsize=8)  # noqa: B019  scenarios are few and live long
    def tape(self, seed: int) -> Tape:
        """Return the keys of all streams under one experiment seed."""
        return tape(seed, self.streams)

    def seat_label(self, seat: str) -> str:
        """Return ``Minister of …`` for a seat such as ``japan.negotiator``."""
        side, minister = seat.split(".")
        return self.config.sides[side].ministers[minister].label


def content_hash(config: ScenarioConfig) -> str:
    """Return the SHA-256 of a configuration's meaning.

    The order of names does not matter, nor do parts that are left out: a later version of the
    schema with more optional parts gives an old file the same hash.
    """
    plain = json.loads(config.model_dump_json(exclude_defaults=True))
    plain.pop("sources")
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def build(config: ScenarioConfig) -> Scenario:
    """Turn a checked configuration into a scenario."""
    layout = Layout(config)
    world, streams = layout.world()
    empty = tuple([0.0] * (2 * world.starts[-1]))
    world = world._replace(mean_table=empty, linear_table=empty)
    state = _mean_state(world)
    shaped = tuple(value for side in range(2) for value in state.table[side][: world.starts[-1]])
    set_references(world, state)
    reservation = [reference_value(world, state, side, state.table[side]) for side in range(2)]
    set_regime(world, state)
    today = [
        value_of_regime(state.table[s], world.starts, world.links, state.regime) for s in range(2)
    ]
    straight = _mean_state(world, straight=True)
    linear = tuple(value for side in range(2) for value in straight.table[side][: world.starts[-1]])
    world = world._replace(mean_table=shaped, linear_table=linear)
    return Scenario(
        config=config,
        world=world,
        streams=streams,
        number_names=tuple(layout.names),
        hash=content_hash(config),
        sides=layout.sides,
        issues=tuple(_issue_info(config, layout, name) for name in layout.issue_names),
        seats=layout.seats,
        mean_tables=tuple(
            tuple(
                tuple(state.table[side][world.starts[i] : world.starts[i + 1]])
                for i in range(len(layout.issue_names))
            )
            for side in range(2)
        ),
        mean_reservation=(reservation[0], reservation[1]),
        mean_today=(today[0], today[1]),
    )


def _issue_info(config: ScenarioConfig, layout: Layout, name: str) -> IssueInfo:
    issue = config.issues[name]
    labels = issue.levels.labels or tuple(
        physical(value, issue.unit) for value in issue.levels.values
    )
    return IssueInfo(
        name,
        issue.label,
        layout.sides.index(issue.giver),
        issue.unit,
        issue.levels.values,
        labels,
        issue.kind == "tariff",
    )


def _mean_state(world: World, straight: bool = False) -> State:
    """Return a state whose leaders' tables are those of the prior means."""
    state = new_state(world)
    for number in range(len(world.priors.law)):
        state.number[number] = mean(world.priors, number)
    fill_shapes(world, state)
    if straight:
        for row in range(GAIN + 2):
            if row != RATE:
                state.shape[row] = list(state.shape[RATE])
        assert PAIN == GAIN + 1
    nothing = Tape((), ())
    for side in range(2):
        fill_table(world, state, nothing, side, side, state.table[side])
    return state


CONFIGS = Path(__file__).resolve().parent.parent / "configs"
"""Where the shipped configurations stand."""


def find_scenario(name: Path | str, settings: Mapping[str, object] | None = None) -> Scenario:
    """Return a scenario by path or, if there is no such file, by the name of a shipped one.

    Raises:
        sim.config.ConfigError: there is no such scenario, or it can't be used.
    """
    path = Path(name)
    inside = CONFIGS / "scenarios" / f"{name}.yaml"
    if path.exists() or not inside.exists():
        if not path.exists() and path.suffix == "":
            names = sorted(file.stem for file in inside.parent.glob("*.yaml"))
            raise ConfigError(
                Fault(
                    str(name),
                    "",
                    "is neither a file nor a shipped scenario",
                    f"a path, or {', '.join(names)}",
                    nearest(str(name), names),
                )
            )
        return Scenario.from_file(path, settings)
    return Scenario.from_file(inside, settings)


@functools.lru_cache(maxsize=32)
def shipped(name: Path | str) -> Scenario:
    """Return :func:`find_scenario` of a name, built once."""
    return find_scenario(name)
