"""Where labels go, so that they neither hide a mark nor each other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from classroom.charts.lettering import letters
from classroom.charts.svg import Point

ANGLES = (-45.0, 45.0, -135.0, 135.0, 0.0, 180.0, -90.0, 90.0)
"""Directions that are tried, in this order; 0 is to the right, 90 below."""

REACHES = (15.0, 24.0, 36.0, 50.0)
"""Distances that are tried, nearest first."""

LETTER = 7.5
HEIGHT = 15.0


class Label(NamedTuple):
    """Words that belong to a point; ``middle`` is where the middle of the words is."""

    words: str
    point: Point
    middle: Point

    @property
    def far(self) -> bool:
        """Whether a line should join words and point."""
        return (
            math.dist(self.point, self.middle) > REACHES[0] + LETTER * letters(self.words) / 2 + 4
        )


def place(
    wanted: Iterable[tuple[str, Point]],
    marks: Sequence[Point],
    low: Point,
    high: Point,
) -> list[Label]:
    """Place labels one after the other, each where it covers least of what is there.

    Args:
        wanted: words and the point that they belong to.
        marks: points that nothing should cover.
        low: the least x and y of a label's edge.
        high: the greatest.
    """
    placed: list[Label] = []
    for words, point in wanted:
        candidates = [_beside(point, words, angle, reach) for reach in REACHES for angle in ANGLES]
        costs = [
            _cost(middle, words, marks, placed, low, high) + 0.02 * number
            for number, middle in enumerate(candidates)
        ]
        best = candidates[costs.index(min(costs))]
        placed.append(Label(words, point, best))
    return placed


def _beside(point: Point, words: str, angle: float, reach: float) -> Point:
    turn = math.radians(angle)
    half = LETTER * letters(words) / 2 - LETTER / 2
    return (
        point[0] + (reach + half) * math.cos(turn),
        point[1] + reach * math.sin(turn),
    )


def _cost(
    middle: Point,
    words: str,
    marks: Sequence[Point],
    placed: Sequence[Label],
    low: Point,
    high: Point,
) -> float:
    half = LETTER * letters(words) / 2
    left, right = middle[0] - half, middle[0] + half
    top, bottom = middle[1] - HEIGHT / 2, middle[1] + HEIGHT / 2
    cost = 0.0
    if left < low[0] or right > high[0] or top < low[1] or bottom > high[1]:
        cost += 20.0
    for x, y in marks:
        if left - 6 < x < right + 6 and top - 5 < y < bottom + 5:
            cost += 2.0
    for other in placed:
        reach = half + LETTER * letters(other.words) / 2
        if abs(other.middle[0] - middle[0]) < reach + 2 and (
            abs(other.middle[1] - middle[1]) < HEIGHT
        ):
            cost += 5.0
    return cost
