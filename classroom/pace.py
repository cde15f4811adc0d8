"""How long a class plays: whole minutes, and the factor on the exercise's times that they are."""

from __future__ import annotations

import math

from classroom.exercise import Exercise

SHORTEST, LONGEST = 0.25, 8.0
"""Bounds of the factor on an exercise's times."""


def whole_minutes(exercise: Exercise) -> range:
    """Return the minutes of play that an exercise can be given."""
    least = max(1, math.ceil(SHORTEST * exercise.minutes))
    return range(least, max(least, math.floor(LONGEST * exercise.minutes)) + 1)


def stretch(exercise: Exercise, minutes: int) -> float:
    """Return the factor with which an exercise takes these minutes.

    Raises:
        ValueError: too few minutes, or too many.
    """
    offered = whole_minutes(exercise)
    if minutes not in offered:
        raise ValueError(f"found {minutes}: {offered[0]} to {offered[-1]} minutes")
    return minutes / exercise.minutes
