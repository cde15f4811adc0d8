"""The package from which both sides of a table would have gained most."""

from __future__ import annotations

from typing import NamedTuple

from classroom import telling
from classroom.debrief.ended import Ended
from classroom.debrief.words import MISSING, points, table_name
from experiments.tongue import Tongue
from sim.scenario import Scenario


class Best(NamedTuple):
    """A package that would have been better for both, against what a table got.

    ``both`` is how many points each of them would have gained at least; ``rows`` has for each
    issue its name, what the table agreed, and what it would be.
    """

    words: str
    both: str
    got: tuple[str, str]
    points: tuple[str, str]
    rows: tuple[tuple[str, str, str], ...]


def better_for_both(end: Ended, scenario: Scenario, tongue: Tongue) -> Best | None:
    """Return that package; None where no package would have been better for both."""
    best = end.gain.best
    if best is None:
        return None

    def level(place: int, levels: tuple[int, ...] | None) -> str:
        if levels is None:
            return MISSING
        return telling.level_label(scenario, tongue, place, levels[place])

    return Best(
        table_name(end.place, tongue),
        points(end.gain.both),
        (points(end.at[0]), points(end.at[1])),
        (points(best.points[0]), points(best.points[1])),
        tuple(
            (tongue.say(issue.label), level(place, end.levels), level(place, best.levels))
            for place, issue in enumerate(scenario.issues)
        ),
    )
