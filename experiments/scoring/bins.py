"""Bins for the day of an event: the spans between the dates that the scenario marks, and never.

The dates were in the calendar before anything happened, so nobody can choose bins that flatter a
forecast. A deadline's own day begins a bin (what was threatened happens on it), so does a summit's
or a campaign's first day; polling day ends one. That is how the report cuts its windows, too.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from experiments.analysis.incidence import NEVER
from experiments.analysis.wording import date
from experiments.speech import say

if TYPE_CHECKING:
    from sim.scenario import Scenario


@dataclass(frozen=True)
class Bins:
    """Spans of days, and a last bin for whatever comes after them or never.

    `edges` are the first days of the spans and, at the end, the first day that is in none of them;
    `labels` has one text a span and one for the last bin.
    """

    edges: tuple[int, ...]
    labels: tuple[str, ...]

    def place(self, day: int) -> int:
        """Return the number of a day's bin; -1 is never."""
        if day == NEVER or day >= self.edges[-1]:
            return len(self.edges) - 1
        return bisect_right(self.edges, day) - 1

    def counts(self, days: ArrayLike) -> NDArray[np.int64]:
        """Return how many of some histories fall into each bin.

        Args:
            days: the event's day in each history, from 0, or -1 for never; shape (runs,).
        """
        numbers = np.asarray(days, dtype=np.int64)
        places = np.searchsorted(self.edges, numbers, side="right") - 1
        places[numbers == NEVER] = len(self.edges) - 1
        return np.bincount(places, minlength=len(self.edges))


def between_landmarks(scenario: Scenario) -> Bins:
    """Return the bins of a scenario's whole calendar."""
    return _bins(scenario, scenario.horizon, say("never"))


def up_to(scenario: Scenario, day: int) -> Bins:
    """Return the bins of a calendar that is known up to the end of one day only.

    The last bin holds all that is still open: later, or never. What came true is then that bin, and
    a score of it is as proper as one of the whole.
    """
    return _bins(scenario, day, say("later, or never"))


def _bins(scenario: Scenario, last: int, rest: str) -> Bins:
    cuts = {mark.day + (mark.kind == "election") for mark in scenario.landmarks}
    edges = (0, *sorted(cut for cut in cuts if 0 < cut <= last), last + 1)
    with_year = scenario.start.year != scenario.date_of(scenario.horizon).year
    labels = [
        say(
            "{first} – {last}",
            first=_told(scenario, first, with_year),
            last=_told(scenario, past - 1, with_year),
        )
        if past - 1 > first
        else _told(scenario, first, with_year)
        for first, past in itertools.pairwise(edges)
    ]
    return Bins(edges, (*labels, rest))


def _told(scenario: Scenario, day: int, with_year: bool) -> str:
    return date(scenario.date_of(day), year=with_year)
