"""The exact Pareto frontier of two parties who value packages issue by issue.

A package is one level for every issue, and a party's utility for it is the sum of its
table entries. The frontier is built one issue at a time: every point so far plus every
level of the next issue, less whatever is dominated. A dominated beginning can never become
part of an undominated whole, because any end improves both alike; so nothing is lost, and
millions of packages are never listed.

Tables are additive. An interaction between two issues is exact too once the two are
written as one issue whose levels are the pairs.

Sums are taken in fixed point, to `DIGITS` digits of the largest utility a party's table can
add up to: so the order of the issues cannot matter, 0.1 + 0.2 is 0.3, and packages tie
where decimal tables say that they do.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Table = Sequence[Sequence[float]]
"""One party's utilities: over issues, over the levels of each."""

Pair = Sequence[float]
"""Two utilities: the first party's, the second's."""

DIGITS = 13
MOST_POINTS = 2_000_000


@dataclass(frozen=True, eq=False)
class Frontier:
    """Points of which none is at least as good for both as another, and the packages behind.

    Its length is the number of points, so an empty one is false.

    Attributes:
        values: (points, 2) float, utility; the first party's rises, the second's falls.
        packages: (points, issues) int, the level of each issue. Where several packages are
            worth the same to both, the one whose levels come first in lexicographic order.
    """

    values: NDArray[np.float64]
    packages: NDArray[np.int64]

    def __post_init__(self) -> None:
        self.values.setflags(write=False)
        self.packages.setflags(write=False)

    def __len__(self) -> int:
        return len(self.values)

    def where(self, keep: NDArray[np.bool_]) -> "Frontier":
        """The points that the mask `keep`, (points,) bool, selects."""
        return Frontier(self.values[keep], self.packages[keep])


def frontier(table_a: Table, table_b: Table, most_points: int = MOST_POINTS) -> Frontier:
    """The strict Pareto frontier over all packages.

    Args:
        table_a: the first party's utilities, `table_a[issue][level]`.
        table_b: the second party's, with the same issues and levels.
        most_points: how many points to hold at most at any step, before dominated ones
            go (memory: some hundred bytes each).

    Raises:
        ValueError: no issue, an issue without levels, tables of different shape, a utility
            that is not a finite number, or more than `most_points` points.
    """
    check_tables(table_a, table_b)
    scale_a, scale_b = _scale(table_a), _scale(table_b)
    a = b = rank = np.zeros(1, dtype=np.int64)  # rank: place in lexicographic order
    packages = np.zeros((1, 0), dtype=np.int64)
    for issue, (levels_a, levels_b) in enumerate(zip(table_a, table_b, strict=True)):
        n = len(levels_a)
        if len(a) * n > most_points:
            raise ValueError(
                f"the frontier grows too large: {len(a):,} points times the {n} levels of "
                f"issue {issue} exceed {most_points:,}; use fewer levels or coarser utilities"
            )
        a = np.add.outer(a, _fixed(levels_a, scale_a)).ravel()
        b = np.add.outer(b, _fixed(levels_b, scale_b)).ravel()
        rank = np.add.outer(rank * n, np.arange(n)).ravel()
        kept = _undominated(a, b, rank)
        a, b = a[kept], b[kept]
        rank = np.argsort(np.argsort(rank[kept]))  # small again, the order unchanged
        packages = np.column_stack([packages[kept // n], kept % n])
    return Frontier(np.column_stack([a / scale_a, b / scale_b]), packages)


def distance(values: Pair, front: Frontier) -> float:
    """Euclidean distance, in utility, from an outcome to the nearest point of the frontier.

    It adds the two parties' utilities as if they were of one kind, so bring both to one
    scale first (`solutions.normalise`). It is 0 (to rounding) on the frontier only.

    Args:
        values: the outcome's two utilities.
        front: a frontier that is not empty.

    Raises:
        ValueError: an empty frontier, or values that are not two finite numbers.
    """
    missing = _missing(values, front)
    return float(np.hypot(missing[:, 0], missing[:, 1]).min())


def joint_gain_left(values: Pair, front: Frontier) -> float:
    """The most, in utility, that both parties could gain at once by moving to the frontier.

    That is the largest over the frontier of the smaller of the two gains, and never below
    0. It is 0 exactly where no package is better for *both*: on the frontier, and at
    outcomes that could be bettered for one party only (`distance` tells these apart).

    Args:
        values: the outcome's two utilities.
        front: a frontier that is not empty.

    Raises:
        ValueError: an empty frontier, or values that are not two finite numbers.
    """
    return max(0.0, float(_missing(values, front).min(axis=1).max()))


def check_tables(table_a: Table, table_b: Table) -> None:
    """Refuse, with a ValueError, two tables that do not value the same set of packages."""
    if len(table_a) != len(table_b):
        raise ValueError(f"table_a has {len(table_a)} issues, table_b has {len(table_b)}")
    if len(table_a) == 0:
        raise ValueError("the tables hold no issue: there is nothing to agree on")
    for issue, (levels_a, levels_b) in enumerate(zip(table_a, table_b, strict=True)):
        if len(levels_a) != len(levels_b):
            raise ValueError(
                f"issue {issue} has {len(levels_a)} levels in table_a, {len(levels_b)} in table_b"
            )
        if len(levels_a) == 0:
            raise ValueError(f"issue {issue} has no level")
        for name, levels in (("table_a", levels_a), ("table_b", levels_b)):
            for level, value in enumerate(levels):
                if not math.isfinite(value):
                    raise ValueError(
                        f"{name}, issue {issue}, level {level} is {value}: "
                        "a utility must be a finite number"
                    )


def check_pair(values: Pair, name: str) -> NDArray[np.float64]:
    """The two utilities as a (2,) array; a ValueError that names them if they are not two."""
    pair = np.asarray(values, dtype=np.float64)
    if pair.shape != (2,) or not np.isfinite(pair).all():
        raise ValueError(f"{name} must be two finite numbers, one for each party, not {values!r}")
    return pair


def _missing(values: Pair, front: Frontier) -> NDArray[np.float64]:
    """(points, 2) what each point of the frontier gives each party beyond `values`."""
    if not front:
        raise ValueError("an empty frontier is no distance away")
    return front.values - check_pair(values, "values")


def _scale(table: Table) -> float:
    """The power of ten that makes the table's largest sum a number of `DIGITS` digits."""
    largest = sum(max(abs(value) for value in levels) for levels in table)
    if not math.isfinite(largest):
        raise ValueError("the utilities are too large to add")
    size = math.ceil(math.log10(largest)) if largest > 0 else 0
    return float(10.0 ** min(DIGITS - size, 300))


def _fixed(levels: Sequence[float], scale: float) -> NDArray[np.int64]:
    return np.rint(np.asarray(levels, dtype=np.float64) * scale).astype(np.int64)


def _undominated(
    a: NDArray[np.int64], b: NDArray[np.int64], rank: NDArray[np.int64]
) -> NDArray[np.intp]:
    """Indices of the undominated points, `a` rising; of equal points the lowest `rank`."""
    order = np.lexsort((rank, -b, -a))  # best a first, then best b, then lowest rank
    best_b = np.maximum.accumulate(b[order])
    better = np.ones(len(order), dtype=bool)
    better[1:] = best_b[1:] > best_b[:-1]
    return order[better][::-1]
