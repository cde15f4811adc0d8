"""Tornado: each factor alone at each of its ends, against the scenario as it stands.

Run k has the same tape at the end and at the centre, so the difference is the mean of the runs' own
differences, with Student's interval over them. ``swing`` is the difference between the two ends
that lie farthest apart (the later less the earlier), again run by run. It is ``clear`` if its
interval leaves out 0 even when widened for the number of factors compared (Bonferroni): of two
hundred idle factors, ten would pass at 95 %.

``share`` sets the factor beside chance: if it stood at either end with even odds (or at each of
several values), this share of one history's variance would be the factor's; the rest would be what
histories draw. The variance between the ends' means is estimated without bias, by taking off what
finitely many runs add to it, so that it can come out a little below 0. Its interval is from a
bootstrap that draws tapes anew.

One factor moves at a time: what two of them do together does not show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from experiments.analysis.intervals import LEVEL, mean
from experiments.sensitivity.effects import Effect, End, Floats, counts, spread_out
from experiments.sensitivity.factors import Factor


def effects(
    factors: Sequence[Factor],
    at_ends: Mapping[str, Sequence[tuple[Any, Floats]]],
    centre: Floats,
    rng: np.random.Generator,
) -> tuple[Effect, ...]:
    """Return what each factor does at its ends, in the factors' order.

    Args:
        factors: the factors.
        at_ends: key of a factor -> value and outcomes (shape (runs,)) at each of its ends.
        centre: outcomes of the scenario as it stands, shape (runs,), the same runs.
        rng: draws the bootstrap samples.
    """
    strict = 1 - (1 - LEVEL) / len(factors)
    by_run = counts(rng, len(centre))
    found = []
    for factor in factors:
        played = at_ends[factor.key]
        ends = tuple(End(value, mean(outcome - centre)) for value, outcome in played)
        # Where only one end can be tried, the centre stands for the other.
        outcomes = np.array([outcome for _, outcome in played] + [centre] * (len(played) == 1))
        first, last = _farthest(outcomes)
        apart = outcomes[last] - outcomes[first]
        wide = mean(apart, strict)
        once = _shares(outcomes, np.ones((1, len(centre))))
        numbers = {
            "swing": mean(apart),
            "share": spread_out(float(once[0]), _shares(outcomes, by_run)),
        }
        clear = bool(not wide.low <= 0 <= wide.high)
        named = factor.name, factor.label, factor.group
        found.append(Effect(*named, numbers, clear, ends, factor.of_table, unit=factor.unit))
    return tuple(found)


def _farthest(outcomes: Floats) -> tuple[int, int]:
    """Return the two rows whose means lie farthest apart, the earlier first."""
    means = outcomes.mean(axis=1)
    first, last = sorted((int(means.argmin()), int(means.argmax())))
    return (first, last) if first != last else (0, len(means) - 1)


def _shares(outcomes: Floats, by_run: Floats) -> Floats:
    """Return the share of variance between rows in each bootstrap sample, shape (samples,).

    Args:
        outcomes: shape (ends, runs).
        by_run: how often each run counts, shape (samples, runs).
    """
    runs = by_run.sum(axis=1)
    means = by_run @ outcomes.T / runs[:, None]
    squares = by_run @ (outcomes**2).T / runs[:, None]
    within = (squares - means**2).mean(axis=1) * runs / (runs - 1)
    middle = outcomes.mean(axis=0)
    centred = (by_run @ ((outcomes - middle) ** 2).T / runs[:, None]).mean(axis=1)
    between = means.var(axis=1)
    # What is left of each run's own spread between the ends, and adds to that of the means.
    luck = (centred - between) / (runs - 1)
    part = between - luck
    whole = part + within
    share: Floats = np.divide(part, whole, out=np.zeros_like(part), where=whole > 1e-300)
    return share
