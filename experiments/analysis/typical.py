"""The one history that stands for an ensemble: its medoid by a stated rule."""

from __future__ import annotations

import numpy as np

from experiments.analysis.columns import Columns, count, select
from experiments.analysis.endings import ENDINGS
from experiments.speech import phrase

RULE = phrase(
    "Among the histories that end in the commonest way, the one closest to the median on the day "
    "of agreement and on every agreed term (or, where the commonest ending is not an agreement, "
    "on both sides' scores and on how many rounds, texts and extensions there were); each "
    "difference is divided by the range of that quantity, and the lowest run number wins a tie."
)
WITHOUT_AGREEMENT = ("rounds", "sessions", "texts", "extensions", "progress")


def commonest_ending(columns: Columns) -> str:
    """The ending that most runs have; of equals, the one listed first in ENDINGS."""
    names = [term.name for term in ENDINGS]
    return max(names, key=lambda name: (int((columns["ending"] == name).sum()), -names.index(name)))


def typical_run(columns: Columns) -> int:
    """Number of the run that RULE picks. Raises ValueError without runs."""
    return typical_run_ending(columns, commonest_ending(columns))


def typical_run_ending(columns: Columns, ending: str) -> int:
    """Number of the run that RULE picks among those with this ending.

    Raises ValueError where no run ends so.
    """
    group = select(columns, np.asarray(columns["ending"] == ending, dtype=np.bool_))
    if count(group) == 0:
        raise ValueError(f"no run ends with {ending!r}")
    if ending == "agreement":
        terms = [np.asarray(group[n], dtype=float) for n in group if n.startswith("level_")]
        features = [np.asarray(group["agreement_day"], dtype=float), *terms]
    else:
        scores = [n for n in group if n.startswith("score_points_")]
        features = [np.asarray(group[n], dtype=float) for n in (*WITHOUT_AGREEMENT, *scores)]
    distance = np.zeros(count(group))
    for feature in features:
        width = float(np.ptp(feature))
        if width > 0:
            distance += np.abs(feature - np.median(feature)) / width
    runs = np.asarray(group["run"], dtype=np.int64)
    # Sums of floats that are equal on paper may differ in the last bit; ties are by run number.
    nearest = np.flatnonzero(distance <= distance.min() + 1e-12)
    return int(runs[nearest].min())
