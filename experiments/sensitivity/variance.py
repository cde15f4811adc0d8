"""How much of an outcome's spread is chance, how much priors, and how much the factors.

One history's outcome follows from three things that are drawn independently: where the factors
stand (X), what the history draws from the scenario's priors (P), and all other chance of its tape
(C). Its variance is then a sum of seven parts (sobol2001): what each of the three does alone, what
each two do together beyond that, and what all three do together:

    Var Y = V[X] + V[P] + V[C] + V[XP] + V[XC] + V[PC] + V[XPC],
    V[u] = sum over v in u of (-1)^(|u| - |v|) D[v],   D[v] = E[ E[Y | v]^2 ].

**Design.** Points are drawn at random, evenly over the positions of the factors' ranges. At each,
run k is played on four crossed tapes (``tapes``): priors of one of two seeds, chance of one of two.
Two histories then share any chosen part of (X, P, C) and nothing else.

**Estimator.** D[v] is the mean of the products of two outcomes that share exactly v, over all such
pairs with the same run number: the same point or two different ones, the same seed or the other
one. What the others add to such products then cancels between D[v] and D[w]. V[X] needs no common
tape, so it is taken from the pairs of different runs, of which there are many more. Every outcome
occurs in every D[v] equally often, so that adding a number to all outcomes changes no part. Each
part is estimated without bias; one that is nought may come out a little below 0. Shares are parts
over the variance, their sum.

**What it rests on.** The factors are as likely to stand at one position of their range as at
another, and independently: other ranges, other shares. A prior that is a factor is pinned at every
point, so it counts as a factor. Tapes of different runs are independent.

**How sure.** Bootstrap samples draw points and runs anew, each by itself (owen2007), and leave out
pairs of a point with itself; intervals are the estimate ± 1.96 standard errors.

At a single point (the centre of a tornado) there are no factors, and P, C and PC are left.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from experiments.analysis.intervals import Interval
from experiments.sensitivity.effects import Floats, counts, spread_out

SOURCES = ("factors", "priors", "chance")
"""What a history's outcome follows from: X, P and C."""

Part = frozenset[str]

PARTS: tuple[Part, ...] = tuple(
    frozenset(chosen) for size in (1, 2, 3) for chosen in itertools.combinations(SOURCES, size)
)
"""The parts of the variance: each source alone, each two, all three."""


class Separation(NamedTuple):
    """The variance of one history's outcome, and whose it is."""

    variance: float
    """In the outcome's unit, squared."""
    shares: Mapping[Part, Interval]
    """Part -> share of the variance; of a single point, only those without factors."""
    luck: Interval | None
    """Share of the variance *between points' means* that is luck, because each is a mean over
    finitely many runs; None at a single point."""

    def together(self, parts: Sequence[Part]) -> float:
        """Return the sum of the shares of some parts."""
        return sum(self.shares[part].value for part in parts if part in self.shares)


def separated(outcomes: Floats, runs_of_a_mean: int, rng: np.random.Generator) -> Separation:
    """Tell apart what factors, priors and chance do to one history's outcome.

    Args:
        outcomes: shape (points, 4, runs); tape ``2 * p + q`` has priors of seed p, chance of q.
        runs_of_a_mean: runs over which the study takes its means.
        rng: draws the bootstrap samples.
    """
    points, _, runs = outcomes.shape
    found = np.moveaxis(outcomes, 0, 1).reshape(2, 2, points, runs)
    found = found - found.mean()  # changes no part; spares digits
    sources = SOURCES if points > 1 else SOURCES[1:]
    parts = [part for part in PARTS if part <= set(sources)]
    once = _parts(found, sources, np.ones((1, points)), np.ones((1, runs)))
    again = _parts(found, sources, counts(rng, points), counts(rng, runs))
    shares = {
        part: spread_out(float(_share(once[part], once)[0]), _share(again[part], again))
        for part in parts
    }
    luck = None
    if points > 1:
        luck = spread_out(float(_luck(once, runs_of_a_mean)[0]), _luck(again, runs_of_a_mean))
    return Separation(float(_total(once)[0]), shares, luck)


def _parts(
    found: Floats, sources: Sequence[str], by_point: Floats, by_run: Floats
) -> dict[Part, Floats]:
    """Return every part of the variance in each bootstrap sample, shape (samples,) each.

    Args:
        found: shape (2, 2, points, runs): seed of priors, seed of chance, point, run.
        sources: those that vary.
        by_point: how often each point counts, shape (samples, points).
        by_run: how often each run counts, shape (samples, runs).
    """
    shared = [frozenset(s) for n in range(4) for s in itertools.combinations(sources, n)]
    same_point = len(sources) < len(SOURCES)
    moment = {
        each: _moment(found, each | {"factors"} if same_point else each, by_point, by_run)
        for each in shared
    }
    parts = {
        part: sum(
            (
                (-1.0) ** (len(part) - len(inner)) * moment[inner]
                for inner in shared
                if inner <= part
            ),
            np.zeros(len(by_run)),
        )
        for part in shared
        if part
    }
    if not same_point:
        parts[frozenset(["factors"])] = _between(found.mean(axis=(0, 1)), by_point, by_run)
    return parts


def _between(means: Floats, by_point: Floats, by_run: Floats) -> Floats:
    """Return the variance between points in each sample, from pairs of different runs.

    Args:
        means: over the tapes, shape (points, runs).
        by_point: how often each point counts, shape (samples, points).
        by_run: how often each run counts, shape (samples, runs).
    """
    of_point = by_run @ means.T  # (samples, points)
    of_run = by_point @ means  # (samples, runs)
    # Of one point: all pairs of runs, less each run with itself; then the same of two points.
    same = (by_point * (of_point**2 - by_run**2 @ (means**2).T)).sum(axis=1)
    all_points = (by_point * of_point).sum(axis=1) ** 2 - (by_run**2 * of_run**2).sum(axis=1)
    one_point = (by_point**2 * (of_point**2 - by_run**2 @ (means**2).T)).sum(axis=1)
    points, runs = by_point.sum(axis=1), by_run.sum(axis=1)
    pairs_of_runs = runs**2 - (by_run**2).sum(axis=1)
    pairs_of_points = points**2 - (by_point**2).sum(axis=1)
    other = (all_points - one_point) / pairs_of_points
    return np.asarray((same / points - other) / pairs_of_runs)


def _moment(found: Floats, shared: frozenset[str], by_point: Floats, by_run: Floats) -> Floats:
    """Return the mean product of two outcomes that share exactly these, in each sample."""
    partner = found if "priors" in shared else found[::-1]
    partner = partner if "chance" in shared else partner[:, ::-1]
    own = (found * partner).mean(axis=(0, 1))  # of a point with itself: (points, runs)
    runs = by_run.sum(axis=1)
    if "factors" in shared:
        points = by_point.sum(axis=1)
        return np.asarray(((by_point @ own) * by_run).sum(axis=1) / (points * runs))
    summed, other = by_point @ found, by_point @ partner
    pairs = (summed * other).mean(axis=(0, 1)) - by_point**2 @ own
    many = by_point.sum(axis=1) ** 2 - (by_point**2).sum(axis=1)
    return np.asarray((pairs * by_run).sum(axis=1) / (many * runs))


def _total(parts: Mapping[Part, Floats]) -> Floats:
    return np.asarray(sum(parts.values()))


def _share(part: Floats, parts: Mapping[Part, Floats]) -> Floats:
    return _ratio(part, _total(parts))


def _luck(parts: Mapping[Part, Floats], runs: int) -> Floats:
    """Return which share of the variance between points' means is luck.

    Points share their tapes, so only what a tape does differently at different points counts.
    """
    alone = parts[frozenset(["factors"])]
    mixed = sum(value for part, value in parts.items() if "factors" in part and len(part) > 1)
    left = np.asarray(mixed) / runs
    return _ratio(left, alone + left)


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Return part over whole; 0 where nothing varies."""
    return np.divide(part, whole, out=np.zeros_like(part), where=np.abs(whole) > 1e-300)
