"""A whole class in the debrief: every table on one plane, and how they compare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from classroom.debrief.ended import Ended, ended, world_of
from classroom.debrief.revealed import Pair, Revealed, average_world
from classroom.hall import Hall
from classroom.lesson import Lesson, Sitting
from sim.scenario import Scenario


@dataclass(frozen=True)
class Whole:
    """The tables of a class.

    Attributes:
        scenario: the scenario.
        seed: the experiment's seed.
        runs: the runs that the tables played, each once.
        plane: the world that all tables negotiated in; where each had a tape of its own, the
            world with every unknown at its average.
        tables: where each table ended, by place.
        spots: where each of them lies on ``plane``.
    """

    scenario: Scenario
    seed: int
    runs: tuple[int, ...]
    plane: Revealed
    tables: tuple[Ended, ...]
    spots: tuple[Pair, ...]

    @property
    def shared(self) -> bool:
        """Whether all tables had the same news and the same values."""
        return len(self.runs) == 1

    @property
    def agreed(self) -> tuple[Ended, ...]:
        """The tables with an agreement."""
        return tuple(one for one in self.tables if one.agreed)

    @property
    def typical(self) -> Pair | None:
        """Each side's median points in agreements, each in its own world; None without any."""
        if not self.agreed:
            return None
        return median(one.at[0] for one in self.agreed), median(one.at[1] for one in self.agreed)

    @property
    def most_left(self) -> Ended | None:
        """The table with the largest gain for both left on it; None where none has any."""
        found = [one for one in self.tables if one.gain.best is not None]
        return max(found, key=lambda one: one.gain.both, default=None)


def whole(hall: Hall, lesson: Lesson) -> Whole:
    """Return a class in the debrief.

    Raises:
        ValueError: it has no table.
    """
    scenario, seed = hall.scenario(lesson.hash), lesson.config.seed
    sittings = sorted(lesson.tables.values(), key=lambda sitting: sitting.place)
    if not sittings:
        raise ValueError("a class without tables has nothing to look back on")
    runs = tuple(dict.fromkeys(sitting.run for sitting in sittings))
    found = [_looked_at(hall, sitting) for sitting in sittings]
    plane = found[0][1] if len(runs) == 1 else average_world(scenario)
    return Whole(
        scenario,
        seed,
        runs,
        plane,
        tuple(one for one, _, _ in found),
        tuple(_spots(plane, found, len(runs) == 1)),
    )


Looked = tuple[Ended, Revealed, tuple[float, ...]]
"""Where a table ended, its world, and the rates in force when it did."""


def _looked_at(hall: Hall, sitting: Sitting) -> Looked:
    with hall.at(sitting.id) as table:
        return ended(table, sitting.chairs), world_of(table), tuple(table.chair.model.state.regime)


def _spots(plane: Revealed, found: Iterable[Looked], shared: bool) -> Sequence[Pair]:
    if shared:
        return [one.at for one, _, _ in found]
    return [
        plane.points(one.levels) if one.levels is not None else plane.regime_points(regime)
        for one, _, regime in found
    ]
