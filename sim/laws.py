"""Laws other than the uniform, each by inverse transform of addressed draws."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from agents.rules.compile import rule
from sim.chance import Tape, draw

POINT = 0
UNIFORM = 1
LOGUNIFORM = 2
TRIANGULAR = 3
BETA = 4
GAMMA = 5
CHOICE = 6
SPIKE = 7
LAWS = ("point", "uniform", "loguniform", "triangular", "beta", "gamma", "choice", "spike")


class Priors(NamedTuple):
    """Every number of a scenario as a law, shape (numbers,) each but ``values`` (flat)."""

    law: Sequence[int]
    one: Sequence[float]
    two: Sequence[float]
    three: Sequence[float]
    four: Sequence[float]
    first: Sequence[int]
    length: Sequence[int]
    values: Sequence[float]


@rule
def draw_law(priors: Priors, number: int, tape: Tape, stream: int, run: int, day: int) -> float:
    """Return the draw of one number from its law at the address (stream, run, day).

    Gamma with a whole shape k is a sum of k exponentials; Beta(a, b) with whole a and b is the
    share of the first a among a + b exponentials. Both read one index for each.
    """
    law = priors.law[number]
    one = priors.one[number]
    two = priors.two[number]
    if law == POINT:
        return one
    if law == BETA:
        part = _exponentials(int(one), 0, tape, stream, run, day)
        rest = _exponentials(int(two), int(one), tape, stream, run, day)
        return part / (part + rest)
    if law == GAMMA:
        return _exponentials(int(one), 0, tape, stream, run, day)
    u = draw(tape, stream, run, day, 0)
    if law == UNIFORM:
        return one + u * (two - one)
    if law == LOGUNIFORM:
        return one * math.exp(u * math.log(two / one))
    if law == TRIANGULAR:
        return _triangular(one, two, priors.three[number], u)
    if law == CHOICE:
        return priors.values[priors.first[number] + int(u * priors.length[number])]
    if u < two:
        return one
    low = priors.three[number]
    return low + (u - two) / (1.0 - two) * (priors.four[number] - low)


@rule
def normal(tape: Tape, stream: int, run: int, day: int, index: int) -> float:
    """Return a standard normal draw from two uniforms (Box and Muller), at one address."""
    u = draw(tape, stream, run, day, 2 * index)
    v = draw(tape, stream, run, day, 2 * index + 1)
    return math.sqrt(-2.0 * math.log(1.0 - u)) * math.cos(2.0 * math.pi * v)


@rule
def _triangular(low: float, mode: float, high: float, u: float) -> float:
    split = (mode - low) / (high - low)
    if u < split:
        return low + math.sqrt(u * (high - low) * (mode - low))
    return high - math.sqrt((1.0 - u) * (high - low) * (high - mode))


@rule
def _exponentials(count: int, first: int, tape: Tape, stream: int, run: int, day: int) -> float:
    total = 0.0
    for index in range(first, first + count):
        total -= math.log(1.0 - draw(tape, stream, run, day, index))
    return total


def mean(priors: Priors, number: int) -> float:
    """Return the mean of a number's law (closed forms)."""
    law = priors.law[number]
    one, two = priors.one[number], priors.two[number]
    three, four = priors.three[number], priors.four[number]
    if law == UNIFORM:
        return (one + two) / 2.0
    if law == LOGUNIFORM:
        return (two - one) / math.log(two / one)
    if law == TRIANGULAR:
        return (one + two + three) / 3.0
    if law == BETA:
        return one / (one + two)
    if law == CHOICE:
        first = priors.first[number]
        chosen = priors.values[first : first + priors.length[number]]
        return sum(chosen) / len(chosen)
    if law == SPIKE:
        return two * one + (1.0 - two) * (three + four) / 2.0
    return one
