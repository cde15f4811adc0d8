"""Arms in the order of what they change, and how sure that order is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.change_words import change_in_words, unit_of_change
from experiments.analysis.intervals import Interval, mean
from experiments.analysis.measures import Measure, Numbers
from experiments.analysis.wording import inside, opening
from experiments.answers.block import Ranking
from experiments.speech import joined, listing, phrase, say


@dataclass(frozen=True)
class Place:
    """An arm in the order: its change from the first arm, and that from it to the next in order.

    `arm` is its label in the file, `label` its title for people.
    """

    arm: str
    label: str
    change: Interval
    ahead: Interval | None

    @property
    def clear(self) -> bool:
        """Whether the interval of the change leaves out 0."""
        return _clear(self.change)


@dataclass(frozen=True)
class Ranked:
    """All arms but the first, best first; `measure` has the unit of the change."""

    asked: Ranking
    measure: Measure
    places: tuple[Place, ...]


def ranked(
    asked: Ranking,
    measure: Measure,
    arms: Sequence[tuple[str, str]],
    values: Sequence[Numbers],
    per: Sequence[Numbers] | None,
    level: float,
) -> Ranked:
    """Order the arms by their mean change, or by the quotient of two mean changes.

    Args:
        asked: by what, and which end comes first.
        measure: what `values` are of.
        arms: label in the file and title of all arms but the first.
        values: for each arm, the first too, a number a run; the same runs in all.
        per: the same of the measure that it is divided by.
        level: of the intervals.

    The interval of a quotient of means is that of its linear part (the delta method: Fieller's
    interval is the same in large samples in which the divisor is clear of 0).
    """
    shares = [
        quotient(values[0], own, None if per is None else (per[0], per[at]))
        for at, own in enumerate(values[1:], start=1)
    ]
    sign = -1.0 if asked.best == "more" else 1.0
    order = sorted(range(len(arms)), key=lambda at: sign * float(np.nanmean(shares[at])))
    places = []
    for at, following in zip(order, [*order[1:], None], strict=True):
        ahead = None if following is None else _mean(shares[following] - shares[at], level)
        places.append(Place(*arms[at], _mean(shares[at], level), ahead))
    return Ranked(asked, measure, tuple(places))


def quotient(
    first: Numbers, second: Numbers, per: tuple[Numbers, Numbers] | None
) -> NDArray[np.float64]:
    """Each run's share in the change: numbers whose mean is it, and whose spread is its error."""
    change = np.asarray(second - first, dtype=float)
    if per is None:
        return change
    below = np.asarray(per[1] - per[0], dtype=float)
    both = ~(np.isnan(change) | np.isnan(below))
    divisor = float(below[both].mean()) if both.any() else 0.0
    if divisor == 0.0:
        return np.full(len(change), math.nan)
    ratio = float(change[both].mean()) / divisor
    return np.where(both, ratio + (change - ratio * below) / divisor, math.nan)


def _mean(values: NDArray[np.float64], level: float) -> Interval:
    return mean(values[~np.isnan(values)], level)


def _clear(change: Interval) -> bool:
    return not math.isnan(change.value) and not change.low <= 0 <= change.high


def ranking_in_words(found: Ranked) -> str:
    """Which arms come first, in what order the others, how clearly, and which change nothing."""
    best, *others = found.places
    name = inside(found.measure.label)
    if not best.clear:
        return say("No arm changes {measure} by more than luck explains.", measure=name)
    if (best.change.value > 0) != (found.asked.best == "more"):
        return say("None does: {measure} changes the other way in every arm.", measure=name)
    leaders = 1 + _tied([best, *others])
    first = listing([called(one, found) for one in found.places[:leaders]])
    sizes = [_by(best, found), *(_short(one, found) for one in found.places[1:leaders])]
    text = (
        phrase("{claim}: {changes}.")
        if leaders == 1
        else phrase("{claim}: {changes}, which cannot be told apart.")
    )
    claim = opening(say(found.asked.says, best=first))
    told = [say(text, claim=claim, changes=listing(sizes))]
    rest = [one for one in found.places[leaders:] if one.clear]
    if rest:
        clear = all(one.ahead is None or _clear(one.ahead) for one in rest)
        text = (
            phrase(
                "Then come, each clearly behind the one just before it (only "
                "neighbours are compared): {arms}."
            )
            if clear
            else phrase("Then come, not each clearly behind the one before: {arms}.")
        )
        arms = [
            say("{arm} with {change}", arm=called(one, found), change=_short(one, found))
            for one in rest
        ]
        told.append(say(text, arms=listing(arms)))
    idle = [called(one, found) for one in others if not one.clear]
    if idle:
        told.append(say("Not to be told from nothing: {arms}.", arms=listing(idle)))
    return joined(*told)


def called(place: Place, found: Ranked) -> str:
    """What an arm is called in a sentence."""
    name = found.asked.names.get(place.arm)
    return say("“{label}”", label=place.label) if name is None else say(name)


def ranking_rows(found: Ranked) -> Sequence[Sequence[str]]:
    """Each arm in order: its place, its change, and whether it is clearly ahead of the next."""
    return [
        (
            f"{number}. {opening(called(place, found))}",
            _short(place, found),
            "" if place.ahead is None else say("yes") if _clear(place.ahead) else say("no"),
        )
        for number, place in enumerate(found.places, start=1)
    ]


def unit_alone(found: Ranked) -> str:
    """The unit of the change, as a table's head names it."""
    if found.asked.unit is None:
        return unit_of_change(found.measure)
    return " ".join(say(found.asked.unit, value="").split())


def _tied(places: Sequence[Place]) -> int:
    """How many places follow the first that are not clearly behind the one before."""
    clear = [one.ahead is None or _clear(one.ahead) for one in places]
    return clear.index(True)


def _by(place: Place, found: Ranked) -> str:
    """An arm's change with its unit and interval."""
    if found.asked.unit is None:
        return change_in_words(place.change, found.measure, unit=True)
    return change_in_words(place.change, found.measure, says=found.asked.unit)


def _short(place: Place, found: Ranked) -> str:
    """The same without its unit; a sign stands only where the file words no unit."""
    told = change_in_words(place.change, found.measure)
    return told if found.asked.unit is None else told.removeprefix("+")
