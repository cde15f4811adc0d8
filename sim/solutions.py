"""Where on the frontier two parties might settle: four solutions, and the ZOPA.

Each solution looks at the gains of both parties over a disagreement point, among the points
that are *individually rational*, where neither gain is negative, and says which is best:

| solution          | picks                                       | does not change if         |
|-------------------|---------------------------------------------|----------------------------|
| Nash              | the largest product of gains                | either party is rescaled   |
| Kalai–Smorodinsky | the largest smaller share of the ideal gain | either party is rescaled   |
| egalitarian       | the largest smaller gain                    | both are rescaled together |
| utilitarian       | the largest sum of gains                    | both are rescaled together |

*Rescaled* means multiplied by a positive number; a constant added to one party's utilities
and to its disagreement value changes none of the four. So Nash and Kalai–Smorodinsky say
the same under every `normalise`, while the other two compare one party's gain with the
other's, and need a scale on which that makes sense.

Two packages as good as each other (to one part in 10⁹, so that rounding decides nothing)
tie, and the package whose levels come first in lexicographic order is taken. No rule here
prefers a party: exchange the parties, and each solution picks the same package.

These are points among packages, without lotteries between them; on a coarse set of packages
they may lie at some distance from the textbook's points on a convex set.
"""

import math
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.frontier import Frontier, Pair, Table, check_pair, check_tables

Normalisation = Literal["raw", "min_max", "reservation_to_best"]

Gains = NDArray[np.float64]
"""(points, 2) what each party gains over the disagreement point; never negative."""

TIE = 1e-9


class Point(NamedTuple):
    """A package and what it is worth to each party (utility)."""

    values: tuple[float, float]
    package: tuple[int, ...]


def nash(front: Frontier, disagreement: Pair) -> Point | None:
    """The point with the largest product of gains [nash1950].

    If no point gives both a gain, every product is 0 and all rational points tie.

    Args:
        front: the Pareto frontier.
        disagreement: what each party has without agreement (utility).

    Returns:
        The point, or None if no point is individually rational.

    Raises:
        ValueError: `disagreement` is not two finite numbers.
    """
    # Shares of the ideal gain compare as the gains do, and their product cannot overflow.
    return _choose(front, disagreement, lambda gains: _highest(_shares(gains).prod(axis=1)))


def kalai_smorodinsky(front: Frontier, disagreement: Pair) -> Point | None:
    """The point where the gains are nearest to proportional to the ideal gains [kalai1975].

    A party's *ideal* is the most it can have at an individually rational point. Where the
    packages are continuous, both parties get the same share of their ideal gain; among
    discrete packages it is the point whose smaller share is largest, then whose larger
    share is largest.

    Args:
        front: the Pareto frontier.
        disagreement: what each party has without agreement (utility).

    Returns:
        The point, or None if no point is individually rational.

    Raises:
        ValueError: `disagreement` is not two finite numbers.
    """
    return _choose(front, disagreement, lambda gains: _largest_minimum(_shares(gains)))


def egalitarian(front: Frontier, disagreement: Pair) -> Point | None:
    """The point whose smaller gain is largest, then whose larger gain is largest.

    Args:
        front: the Pareto frontier, both parties' utilities on one scale.
        disagreement: what each party has without agreement (utility).

    Returns:
        The point, or None if no point is individually rational.

    Raises:
        ValueError: `disagreement` is not two finite numbers.
    """
    return _choose(front, disagreement, _largest_minimum)


def utilitarian(front: Frontier, disagreement: Pair) -> Point | None:
    """The point with the largest sum of gains, among those that are individually rational.

    Args:
        front: the Pareto frontier, both parties' utilities on one scale.
        disagreement: what each party has without agreement (utility).

    Returns:
        The point, or None if no point is individually rational.

    Raises:
        ValueError: `disagreement` is not two finite numbers.
    """
    return _choose(front, disagreement, lambda gains: _highest(gains.sum(axis=1)))


def zopa(front: Frontier, reservations: Pair) -> Frontier:
    """The part of the frontier that meets both reservation values.

    It is empty, and so false, exactly when no package at all meets both: whatever meets
    them is on the frontier or below a point that is. A shortfall of less than one part in
    10⁹ is rounding and counts as met, so that a reservation value which *is* the value of
    a package admits that package.

    Args:
        front: the Pareto frontier.
        reservations: the lowest utility that each party accepts.

    Raises:
        ValueError: `reservations` is not two finite numbers.
    """
    floor = check_pair(reservations, "the reservation (or disagreement) values")
    size = np.maximum(np.abs(front.values).max(axis=0, initial=0.0), np.abs(floor))
    return front.where((front.values >= floor - TIE * size).all(axis=1))


def normalise(
    values: ArrayLike,
    to: Normalisation,
    table_a: Table,
    table_b: Table,
    reservations: Pair | None = None,
) -> NDArray[np.float64]:
    """Utilities on another scale, each party by its own.

    - `raw`: as they are.
    - `min_max`: 0 at the party's worst package, 1 at its best, of all packages.
    - `reservation_to_best`: 0 at its reservation value, 1 at its best package.

    To find a solution on that scale, normalise the frontier and the disagreement point
    alike. Nash and Kalai–Smorodinsky stay at the same package whichever is chosen;
    egalitarian and utilitarian need not, so say which was.

    Args:
        values: (..., 2) utilities, the first party's and the second's.
        to: the name of the scale.
        table_a: the first party's utilities, `table_a[issue][level]`.
        table_b: the second party's.
        reservations: both reservation values; needed for `reservation_to_best` only.

    Returns:
        (..., 2) float: utility for `raw`, otherwise without unit.

    Raises:
        ValueError: an unknown name, values of another shape, unsound tables, missing
            reservation values, or a scale of no length (0 and 1 at the same utility).
    """
    raw = np.asarray(values, dtype=np.float64)
    if raw.ndim == 0 or raw.shape[-1] != 2:
        raise ValueError(f"values must end in an axis of two parties, not have shape {raw.shape}")
    check_tables(table_a, table_b)
    one = np.array([_total(table_a, max), _total(table_b, max)])
    if to == "raw":
        return raw.copy()
    elif to == "min_max":
        zero = np.array([_total(table_a, min), _total(table_b, min)])
    elif to == "reservation_to_best":
        if reservations is None:
            raise ValueError("reservation_to_best needs the reservation values")
        zero = check_pair(reservations, "the reservation values")
    else:
        raise ValueError(
            f"unknown normalisation {to!r}: it is one of raw, min_max, reservation_to_best"
        )
    for party, low, high in zip("ab", zero, one, strict=True):
        if not low < high:
            raise ValueError(
                f"{to}: party {party} has its 0 at {low:g} and its best package at {high:g}; "
                "a scale must rise"
            )
    scaled: NDArray[np.float64] = (raw - zero) / (one - zero)
    return scaled


def _total(table: Table, pick: Callable[[Sequence[float]], float]) -> float:
    return math.fsum(pick(levels) for levels in table)


def _choose(
    front: Frontier, disagreement: Pair, best: Callable[[Gains], NDArray[np.bool_]]
) -> Point | None:
    """Of the rational points with the `best` gains, the lexicographically first package."""
    rational = zopa(front, disagreement)
    if not rational:
        return None
    # A shortfall that the ZOPA forgave as rounding is no loss.
    gains = np.maximum(rational.values - np.asarray(disagreement, dtype=np.float64), 0.0)
    tied = rational.where(best(gains))
    first = np.lexsort(tied.packages.T[::-1])[0]
    a, b = tied.values[first].tolist()
    return Point((a, b), tuple(tied.packages[first].tolist()))


def _shares(gains: Gains) -> Gains:
    """(points, 2) gains as shares of the ideal gains; 0 for a party that can gain nothing."""
    ideal = gains.max(axis=0)
    return gains / np.where(ideal > 0, ideal, 1.0)


def _highest(score: NDArray[np.float64]) -> NDArray[np.bool_]:
    """(points,) which scores, none of them negative, tie for the highest."""
    tied: NDArray[np.bool_] = score >= score.max() * (1 - TIE)
    return tied


def _largest_minimum(gains: Gains) -> NDArray[np.bool_]:
    """(points,) which points have the largest smaller gain and, of these, larger gain."""
    fairest = _highest(gains.min(axis=1))
    return fairest & _highest(np.where(fairest, gains.max(axis=1), 0.0))
